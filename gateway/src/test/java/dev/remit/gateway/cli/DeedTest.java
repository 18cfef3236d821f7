package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeedTest {
    private static final Pattern EVENT = Pattern.compile("\"((?:action|escalation)\\.[a-z_]+)\"");
    private static final Map<String, String> FACTS = Map.of(
            "action", "refund_order", "operation", "op1", "escalation", "e1", "queue", "desk", "topics", "legal angry");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            action.intent      | to do refund_order (operation op1); on record before it is done
            action.approve     | to allow refund_order (operation op1)
            escalation.open    | a person to take over the conversation (escalation e1, queue desk), because of legal, angry
            escalation.expire  | nothing: nobody answered in time about the conversation (escalation e1, queue desk)
            something.later    | something.later
            """)
    void whatWasAskedIsToldInWords(String event, String words) {
        assertThat(Deed.of(event, FACTS::get)).isEqualTo(words);
    }

    @Test
    void whatTakesBackIsToldAsThat() {
        assertThat(Deed.of("action.intent", Map.of("operation", "op2", "undoes", "op1", "action", "refund_order")::get))
                .isEqualTo("to do the undoing of operation op1 (operation op2); on record before it is done");
    }

    @Test
    void everythingThatIsPutOnRecordOfActionsAndConversationsHasWords() throws IOException {
        Set<String> events = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/remit/gateway/line"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                EVENT.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(events::add);
            }
        }
        assertThat(events)
                .hasSizeGreaterThan(15)
                .noneMatch(event -> Deed.of(event, FACTS::get).equals(event));
    }
}
