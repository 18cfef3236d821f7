package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class NarrativeTest {
    private static final String READ = """
            {"sequence": 12, "facts": {
              "id": "c1", "at": "2026-11-21T09:30:00Z", "event": "call", "agent": "helper", "owner": "lead@shop.example",
              "wire": "mcp", "workflow": "order-help", "tenant": "acme", "case": "T-1", "actor": "u7",
              "grant": "g1", "conversation": "k1", "contract": "0123456789abcdef0123", "opened_under": "fedcba9876543210fedc",
              "subject": "C-19", "assurance": "claimed", "tool": "list_orders", "resource": "order",
              "fields": "order_no email note", "filters": "status", FACTS, "micros": 1800}}
            """;

    private static List<String> lines(String facts) {
        ObjectNode answer = (ObjectNode) JsonMapper.shared().readTree(READ.replace("FACTS", facts));
        return Narrative.of(answer)
                .lines(new Terminal(
                        InputStream.nullInputStream(), System.out, System.err, Map.of(), Path.of("/"), false));
    }

    @Test
    void whatWasReleasedIsToldFieldByField() {
        assertThat(lines("""
                "decision": "modify", "obligations": "masked email; scan note", "outcome": "released",
                "rows": 2, "bytes": 90, "keys": "A-1 A-2"\
                """))
                .containsExactly(
                        "Record 12, c1",
                        "When          21 November 2026, 09:30:00.000 UTC",
                        "Who           agent helper (owner: lead@shop.example), acting for u7, over mcp",
                        "For           the job order-help of tenant acme, case T-1, under grant g1 of conversation k1",
                        "Customer      C-19, known by what the caller said (claimed)",
                        "Asked         list_orders, which reads order, looked up by status",
                        "Decision      allowed, with obligations",
                        "Contract      order-help at version 0123456789ab, within version fedcba987654 that the grant was opened under",
                        "  order_no    clear",
                        "  email       masked",
                        "  note        clear, without what was not granted in its text",
                        "Outcome       2 rows released, 90 bytes: A-1 A-2. It took 1.8 ms.",
                        "Look further  the whole record: remit explain c1 --json; the rules: the contract order-help in workflows/");
    }

    @Test
    void whatWasWithheldOfAnAnswerIsToldByWhy() {
        assertThat(lines("""
                "decision": "modify", "outcome": "released", "withheld": 2, "other_customers": 1, "unsourced": 1, "bytes": 9\
                """))
                .contains("Outcome       of the answer, 2 places withheld: 1 with values of other customers, 1 with"
                        + " identifiers from nowhere. It took 1.8 ms.");
        assertThat(lines("\"decision\": \"allow\", \"outcome\": \"released\", \"withheld\": 0"))
                .contains("Outcome       all of the answer may go out. It took 1.8 ms.");
    }

    @Test
    void whatAnActionWouldHaveWrittenIsToldByWhy() {
        assertThat(lines("""
                "decision": "deny", "reason": "text_withheld", "texts": "title body", "withheld": 1,
                "other_customers": 0, "unsourced": 1\
                """))
                .contains("Outcome       nothing was done: of its text (title, body), 1 place may not go out: 0 with"
                        + " values of other customers, 1 with identifiers from nowhere. It took 1.8 ms.")
                .anyMatch(line -> line.startsWith("Decision      denied: text_withheld. The text holds something"));
    }

    @Test
    void aDenialNamesTheRuleThatMadeIt() {
        List<String> told = lines("\"decision\": \"deny\", \"reason\": \"budget_rows\"");
        assertThat(told)
                .contains("Decision      denied: budget_rows. The budget of rows is used up."
                        + " Rule: limits.rows of the contract.")
                .anyMatch(line -> line.startsWith("Outcome       nothing was released."))
                .noneMatch(line -> line.startsWith("  order_no"));
    }

    @Test
    void whatOperatorsDoIsToldInWords() {
        assertThat(asked("hold.add", "\"hold\": \"h1\", \"scope\": \"customer\", \"why\": \"court\""))
                .isEqualTo("to keep a customer from being erased (hold h1); why: court");
        assertThat(asked("hold.release", "\"hold\": \"h1\", \"scope\": \"all\""))
                .isEqualTo("to release hold h1 on everything");
        assertThat(asked("subject.shred", "\"shredding\": \"s1\", \"records\": 17, \"keys\": 1, \"grants\": 0"))
                .isEqualTo("to erase a customer (s1): 17 records, 1 keys, 0 grants");
        assertThat(asked("retention", "\"records\": 2, \"payloads\": 3"))
                .isEqualTo("to erase what was kept as long as contracts say: 2 records, 3 payloads");
        assertThat(asked("log.continued", "\"origin\": \"b\", \"continues\": \"a\", \"why\": \"disk lost\""))
                .isEqualTo("to let the log go on as b after a; why: disk lost");
        assertThat(asked("key.rotate", "\"scope\": \"tenant\", \"tenant\": \"acme\""))
                .isEqualTo("to exchange the key of tenant acme");
        assertThat(asked("key.rotate", "\"scope\": \"master\"")).isEqualTo("to exchange the master key");
    }

    private static String asked(String event, String facts) {
        ObjectNode answer = (ObjectNode)
                JsonMapper.shared().readTree("""
                {"sequence": 1, "facts": {"id": "c1", "at": "2026-11-21T09:30:00Z", "by": "operator", "event": "EVENT",
                 FACTS}}
                """.replace("EVENT", event).replace("FACTS", facts));
        return Narrative.of(answer)
                .lines(new Terminal(
                        InputStream.nullInputStream(), System.out, System.err, Map.of(), Path.of("/"), false))
                .stream()
                .filter(line -> line.startsWith("Asked"))
                .map(line -> line.substring(14))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReasonOfALaterVersionIsToldAsItStands() {
        assertThat(lines("\"decision\": \"deny\", \"reason\": \"moon_phase\""))
                .contains("Decision      denied: moon_phase. ");
    }
}
