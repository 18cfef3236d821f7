package dev.remit.privacy.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.pseudonym.JsonStrings;
import dev.remit.privacy.pseudonym.JsonStrings.Leaf;
import dev.remit.privacy.restore.Unrestored.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventsTest {
    private static final ToolArguments DECLARED = (tool, pointer) -> tool.equals("send") && pointer.startsWith("/to");
    private final Fixture it = new Fixture();

    private String events(Wire wire, String in, Random random) {
        return it.everyCut(
                fixture -> Restorer.events(fixture.map, wire, DECLARED, fixture.reports::add),
                in.getBytes(UTF_8),
                random);
    }

    private String document(Wire wire, String in) {
        byte[] out = Fixture.run(Restorer.document(it.map, wire, DECLARED, it.reports::add), in.getBytes(UTF_8));
        return new String(out, UTF_8);
    }

    private String plain(String text) {
        return new String(Fixture.run(Restorer.text(it.map, _ -> {}), text.getBytes(UTF_8)), UTF_8);
    }

    private String arguments(String json) {
        byte[] in = json.getBytes(UTF_8);
        return new String(Fixture.run(Restorer.json(it.map, p -> p.startsWith("/to"), _ -> {}), in), UTF_8);
    }

    /** What a client that reads events puts together from the strings at a pointer. */
    private static String client(String events, String pointer) {
        StringBuilder text = new StringBuilder();
        for (String line : events.split("\\r\\n|\\r|\\n")) {
            if (line.startsWith("data:") && !line.contains("[DONE]")) {
                var parsed = (JsonStrings.Parsed.Valid) JsonStrings.parse(line.substring(5));
                for (Leaf leaf : parsed.leaves()) {
                    if (leaf.pointer().equals(pointer)) {
                        text.append(leaf.text());
                    }
                }
            }
        }
        return text.toString();
    }

    private static List<String> pieces(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(9));
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            pieces.add(text.substring(from, Math.min(to, text.length())));
            from = to;
        }
        return pieces;
    }

    private static String stream(Wire wire, String prose, String arguments, Random random) {
        boolean ascii = random.nextBoolean();
        String end = random.nextBoolean() ? "\n" : "\r\n";
        List<String> events = new ArrayList<>();
        BiFunction<String, String, String> with = (format, text) -> format.formatted(Fixture.quoted(text, ascii));
        switch (wire) {
            case OPENAI_CHAT -> {
                events.add("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}");
                for (String piece : pieces(prose, random)) {
                    events.add(
                            with.apply("{\"id\":\"p\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}", piece));
                }
                events.add("{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"\","
                        + "\"name\":\"send\"},\"type\":\"function\",\"id\":\"c\",\"index\":0}]}}]}");
                for (String piece : pieces(arguments, random)) {
                    events.add(with.apply(
                            "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
                                    + "{\"arguments\":%s}}]}}]}",
                            piece));
                }
                events.add("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
                events.add("[DONE]");
            }
            case OPENAI_RESPONSES -> {
                int n = 0;
                for (String piece : pieces(prose, random)) {
                    events.add(with.apply(
                            "{\"type\":\"response.output_text.delta\",\"sequence_number\":" + n++
                                    + ",\"output_index\":0,\"content_index\":0,\"delta\":%s}",
                            piece));
                }
                events.add(with.apply(
                        "{\"type\":\"response.output_text.done\",\"sequence_number\":" + n++
                                + ",\"output_index\":0,\"content_index\":0,\"text\":%s}",
                        prose));
                events.add(
                        "{\"type\":\"response.output_item.added\",\"sequence_number\":" + n++
                                + ",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"name\":\"send\",\"arguments\":\"\"}}");
                for (String piece : pieces(arguments, random)) {
                    events.add(with.apply(
                            "{\"type\":\"response.function_call_arguments.delta\",\"sequence_number\":" + n++
                                    + ",\"output_index\":1,\"delta\":%s}",
                            piece));
                }
                events.add(with.apply(
                        "{\"type\":\"response.function_call_arguments.done\",\"sequence_number\":" + n++
                                + ",\"output_index\":1,\"arguments\":%s}",
                        arguments));
                events.add(with.apply(
                        "{\"type\":\"response.completed\",\"sequence_number\":" + n
                                + ",\"response\":{\"output\":[{\"content\":[{\"text\":%s}]}]}}",
                        prose));
            }
            case ANTHROPIC -> {
                events.add(
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
                for (String piece : pieces(prose, random)) {
                    events.add(with.apply(
                            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":%s}}",
                            piece));
                }
                events.add("{\"type\":\"content_block_stop\",\"index\":0}");
                events.add("{\"type\":\"content_block_start\",\"index\":1,\"content_block\":"
                        + "{\"type\":\"tool_use\",\"name\":\"send\",\"input\":{}}}");
                for (String piece : pieces(arguments, random)) {
                    events.add(with.apply(
                            "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":"
                                    + "{\"type\":\"input_json_delta\",\"partial_json\":%s}}",
                            piece));
                }
                events.add("{\"type\":\"content_block_stop\",\"index\":1}");
                events.add("{\"type\":\"message_stop\"}");
            }
        }
        StringBuilder stream = new StringBuilder(": hello" + end + end);
        for (String event : events) {
            stream.append("event: x")
                    .append(end)
                    .append("data: ")
                    .append(event)
                    .append(end)
                    .append(end);
        }
        return stream.toString();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aClientSeesWhatItWouldSeeWithoutStreaming(Wire wire) {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            String prose = it.text(random);
            String arguments = "{\"to\": " + Fixture.quoted(it.text(random), random.nextBoolean()) + ",\"body\":\"⟦"
                    + it.mail + "⟧\"}";
            String out = events(wire, stream(wire, prose, arguments, random), random);
            String text = switch (wire) {
                case OPENAI_CHAT -> client(out, "/choices/0/delta/content");
                case OPENAI_RESPONSES -> client(out, "/delta");
                case ANTHROPIC -> client(out, "/delta/text");
            };
            String args = switch (wire) {
                case OPENAI_CHAT -> client(out, "/choices/0/delta/tool_calls/0/function/arguments");
                case OPENAI_RESPONSES -> client(out, "/arguments");
                case ANTHROPIC -> client(out, "/delta/partial_json");
            };
            String both = wire == Wire.OPENAI_RESPONSES ? plain(prose) + arguments(arguments) : plain(prose);
            assertThat(text).as("seed %d", seed).isEqualTo(both);
            assertThat(args).as("seed %d", seed).isEqualTo(arguments(arguments));
            if (wire == Wire.OPENAI_RESPONSES) {
                assertThat(client(out, "/text")).isEqualTo(plain(prose));
                assertThat(client(out, "/response/output/0/content/0/text")).isEqualTo(plain(prose));
                List<String> numbers = java.util.regex.Pattern.compile("sequence_number\":([0-9]+)")
                        .matcher(out)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                assertThat(numbers)
                        .isEqualTo(java.util.stream.IntStream.range(0, numbers.size())
                                .mapToObj(Integer::toString)
                                .toList());
            }
        }
    }

    @Test
    void whatIsLeftWhenAFieldEndsGoesOutBeforeItsEnd() {
        String delta = "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"%s\"}}]}\n\n";
        String stop = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
        String in = delta.formatted("see ⟦" + it.mail) + stop;
        assertThat(events(Wire.OPENAI_CHAT, in, new Random(1)))
                .isEqualTo(delta.formatted("see ")
                        + delta.formatted("ada@example.org").replace("assistant", "")
                        + stop);
        assertThat(events(Wire.OPENAI_CHAT, delta.formatted("a per").stripTrailing(), new Random(1)))
                .isEqualTo(delta.formatted("a ") + delta.formatted("per").replace("assistant", ""));
    }

    @Test
    void textsOfTwoChoicesAreNotMixed() {
        String delta = "data: {\"choices\":[{\"index\":%d,\"delta\":{\"content\":\"%s\"}}]}\n\n";
        String half = it.mail.substring(0, 9);
        String rest = it.mail.substring(9);
        String in = delta.formatted(0, "⟦" + half) + delta.formatted(1, rest + "⟧") + delta.formatted(0, rest + "⟧");
        assertThat(events(Wire.OPENAI_CHAT, in, new Random(1)))
                .isEqualTo(delta.formatted(0, "")
                        + delta.formatted(1, rest + "⟧")
                        + delta.formatted(0, "ada@example.org"));
    }

    @Test
    void anEventOverSeveralLinesAndOneThatIsNoJsonKeepTheirForm() {
        String in = "id: 7\r\ndata: {\"choices\":[{\"delta\":\r\ndata: {\"content\":\"⟦" + it.mail
                + "⟧\"}}]}\r\n\r\ndata: ⟦" + it.mail + "⟧\r\n\r\ndata\r\n\r\n";
        assertThat(events(Wire.OPENAI_CHAT, in, new Random(1)))
                .isEqualTo(
                        "id: 7\r\ndata: {\"choices\":[{\"delta\":\r\ndata: {\"content\":\"ada@example.org\"}}]}\r\n\r\n"
                                + "data: ⟦" + it.mail + "⟧\r\n\r\ndata\r\n\r\n");
        assertThat(it.reports).contains(new Unrestored(Reason.UNREADABLE, ""));
    }

    @Test
    void argumentsThatAreNotDeclaredKeepTheirTokens() {
        String chat =
                "{\"choices\":[{\"message\":{\"content\":\"⟦%1$s⟧\",\"tool_calls\":[{\"function\":{\"name\":\"%2$s\","
                        + "\"arguments\":\"{\\\"to\\\":\\\"⟦%1$s⟧\\\",\\\"cc\\\":\\\"⟦%1$s⟧\\\"}\"}}]}}]}";
        assertThat(document(Wire.OPENAI_CHAT, chat.formatted(it.mail, "send")))
                .contains(
                        "\"content\":\"ada@example.org\"",
                        "\\\"to\\\":\\\"ada@example.org\\\"",
                        "\\\"cc\\\":\\\"⟦" + it.mail);
        assertThat(document(Wire.OPENAI_CHAT, chat.formatted(it.mail, "other"))).contains("\\\"to\\\":\\\"⟦" + it.mail);
        String message =
                "{\"content\":[{\"type\":\"text\",\"text\":\"⟦%1$s⟧\"},{\"type\":\"tool_use\",\"name\":\"send\","
                        + "\"input\":{\"to\":[\"⟦%1$s⟧\"],\"cc\":\"⟦%1$s⟧\"}}]}";
        assertThat(document(Wire.ANTHROPIC, message.formatted(it.mail)))
                .isEqualTo(message.formatted(it.mail)
                        .replaceFirst("⟦[^⟧]*⟧", "ada@example.org")
                        .replaceFirst("⟦[^⟧]*⟧", "ada@example.org"));
        String response = "{\"output\":[{\"content\":[{\"type\":\"output_text\",\"text\":\"⟦" + it.mail + "⟧\"}]},"
                + "{\"name\":\"send\",\"arguments\":\"{\\\"to\\\":\\\"⟦" + it.mail + "⟧\\\"}\"}]}";
        assertThat(document(Wire.OPENAI_RESPONSES, response)).doesNotContain("⟦");
        assertThat(document(Wire.ANTHROPIC, "{⟦" + it.mail + "⟧")).isEqualTo("{⟦" + it.mail + "⟧");
    }

    @Test
    void anEventThatIsTooLongPassesAsItIs() {
        String event = "data: {\"choices\":[{\"delta\":{\"content\":\"⟦" + it.mail + "⟧%s\"}}]}\n\n";
        String in = event.formatted("x".repeat(Events.LONGEST)) + event.formatted("");
        byte[] bytes = in.getBytes(UTF_8);
        Restorer restorer = Restorer.events(it.map, Wire.OPENAI_CHAT, DECLARED, it.reports::add);
        String out = new String(Fixture.run(restorer, bytes, bytes.length / 2, bytes.length - 70), UTF_8);
        assertThat(out)
                .isEqualTo(event.formatted("x".repeat(Events.LONGEST))
                        + event.formatted("").replace("⟦" + it.mail + "⟧", "ada@example.org"));
        assertThat(it.reports).containsExactly(new Unrestored(Reason.UNREADABLE, ""));
    }

    @Test
    void aByteOrderMarkIsTheStreamsAndHidesNothing() {
        String event = "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\n";
        assertThat(events(Wire.OPENAI_CHAT, "\ufeff" + event.formatted("⟦" + it.mail + "⟧"), new Random(1)))
                .isEqualTo("\ufeff" + event.formatted("ada@example.org"));
    }

    @Test
    void aTokenInAFieldThatNobodyKnowsStaysAndIsReported() {
        String token = "⟦" + it.mail + "⟧";
        String event = "data: {\"choices\":[{\"delta\":{\"audio\":{\"transcript\":\"" + token + "\"}}}]}\n\n";
        assertThat(events(Wire.OPENAI_CHAT, event, new Random(1))).isEqualTo(event);
        assertThat(it.reports).containsExactly(new Unrestored(Reason.UNREADABLE, token));
        it.reports.clear();
        String error = "{\"error\":{\"message\":\"no " + token + "\"}}";
        assertThat(document(Wire.OPENAI_CHAT, error)).isEqualTo(error);
        assertThat(it.reports).containsExactly(new Unrestored(Reason.UNREADABLE, token));
    }
}
