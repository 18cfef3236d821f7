package dev.remit.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportFormatTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");

    private static Records.Opened.Clear clear() {
        Map<String, Object> facts = new TreeMap<>(MemoryRecords.call("CUS-4711", "helper", "deny"));
        facts.put("purpose", "Jane asked for it");
        facts.put("keys", "ORD-777001");
        facts.put("micros", 1_250L);
        facts.put("trace", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        facts.put("a_fact_of_tomorrow", "who knows what");
        return MemoryRecords.clear(7, AT, facts);
    }

    private static JsonNode line(ExportFormat format, Records.Opened opened, Disclosure disclosure) {
        String line = format.line(opened, disclosure);
        assertThat(line).doesNotContain("\n");
        return JsonMapper.shared().readTree(line);
    }

    @Test
    void aLineHasTheLeafTheFactsAndWhetherTheyAreErased() {
        JsonNode line = line(ExportFormat.JSONL, clear(), Disclosure.WITH_SUBJECTS);
        assertThat(line.get("sequence").asLong()).isEqualTo(7);
        assertThat(line.get("at").asString()).isEqualTo("2026-11-21T10:00:00.123Z");
        assertThat(line.get("keep").asInt()).isEqualTo(30);
        assertThat(line.at("/facts/subject").asString()).isEqualTo("CUS-4711");
        assertThat(line.at("/facts/micros").isIntegralNumber()).isTrue();
        JsonNode erased = line(ExportFormat.JSONL, new Records.Opened.Erased(7, "id-7", AT), Disclosure.WITH_SUBJECTS);
        assertThat(erased.get("erased").asBoolean()).isTrue();
        assertThat(erased.has("facts")).isFalse();
    }

    @Test
    void withoutSubjectsOnlyWhatIsKnownToBeNobodysIsShown() {
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(format.line(clear(), Disclosure.WITHOUT_SUBJECTS))
                    .contains("helper", "budget_calls", "order_no status")
                    .doesNotContain("\"CUS-4711\"", "T-CUS-4711", "Jane", "ORD-777001", "who knows what");
            assertThat(format.line(clear(), Disclosure.WITH_SUBJECTS))
                    .contains("\"CUS-4711\"", "T-CUS-4711", "Jane", "ORD-777001", "who knows what");
        }
    }

    @Test
    void whatAnAgentDidIsSaidWithoutWhatItWasAskedToDoItWith() {
        Map<String, Object> facts = new TreeMap<>(MemoryRecords.acted("CUS-4711", "refund", "undone"));
        facts.putAll(Map.of("effect", "money", "operation", "op-1", "undoes", "op-0", "reason", "denied"));
        facts.putAll(Map.of("queue", "billing", "topics", "dispute legal", "escalation", "esc-1", "cause", "id-6"));
        facts.putAll(Map.of("arguments", "digest-of-what-it-was-told", "rules", "dispute.en.3"));
        facts.putAll(Map.of("text", "Jane says", "why", "Jane wrote"));
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(format.line(MemoryRecords.clear(7, AT, facts), Disclosure.WITHOUT_SUBJECTS))
                    .contains("action.outcome", "refund", "money", "op-1", "op-0", "undone", "denied")
                    .contains("billing", "dispute legal", "esc-1", "id-6")
                    .doesNotContain("\"CUS-4711\"", "T-CUS-4711", "digest-of", "dispute.en.3", "Jane");
        }
    }

    @Test
    void anOpenTelemetryRecordIsAsOtlpWritesItInJson() {
        JsonNode all = line(ExportFormat.OTEL, clear(), Disclosure.WITHOUT_SUBJECTS);
        assertThat(all.at("/resourceLogs/0/resource/attributes/0/value/stringValue")
                        .asString())
                .isEqualTo("remit");
        JsonNode record = all.at("/resourceLogs/0/scopeLogs/0/logRecords/0");
        assertThat(record.get("timeUnixNano").isString()).isTrue();
        assertThat(record.get("timeUnixNano").asString()).isEqualTo("1795255200123000000");
        assertThat(record.get("severityNumber").asInt()).isEqualTo(13);
        assertThat(record.get("traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(record.get("spanId").asString()).isEqualTo("b7ad6b7169203331");
        assertThat(record.at("/body/stringValue").asString()).isEqualTo("call");
        assertThat(record.get("attributes").toString())
                .contains("{\"key\":\"remit.micros\",\"value\":{\"intValue\":\"1250\"}}");
        JsonNode erased = line(ExportFormat.OTEL, new Records.Opened.Erased(7, "id-7", AT), Disclosure.WITHOUT_SUBJECTS)
                .at("/resourceLogs/0/scopeLogs/0/logRecords/0");
        assertThat(erased.get("severityNumber").asInt()).isEqualTo(9);
        assertThat(erased.has("traceId")).isFalse();
        assertThat(erased.toString()).contains("{\"key\":\"remit.erased\",\"value\":{\"boolValue\":true}}");
    }
}
