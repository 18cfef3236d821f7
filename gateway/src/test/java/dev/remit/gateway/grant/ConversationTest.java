package dev.remit.gateway.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.grant.Conversation.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConversationTest {
    private final Conversation conversation = new Conversation(new ConversationFacts(
            "c-1",
            "agent",
            null,
            "order-help",
            "acme",
            null,
            Assurance.CLAIMED,
            "CUS-1",
            Instant.EPOCH,
            Instant.MAX,
            Usage.NONE,
            Set.of(),
            false));

    @Test
    void whatWasSeenOfAResourceIsEveryFieldThatWasReleasedOfIt() {
        conversation.saw("order", List.of("status", "order_no"), 1);
        conversation.saw("order", List.of("order_no", "status"), 2);
        assertThat(conversation.seen()).containsExactly(new Seen("order", List.of("order_no", "status"), 2, 3));
        conversation.saw("order", List.of("status"), 1);
        conversation.saw("order", List.of("eta", "status"), 1);
        assertThat(conversation.seen()).containsExactly(new Seen("order", List.of("eta", "order_no", "status"), 4, 5));
    }

    @Test
    void whatBroughtNoRowsWasNotSeen() {
        conversation.saw("order", List.of("status"), 0);
        assertThat(conversation.seen()).isEmpty();
    }
}
