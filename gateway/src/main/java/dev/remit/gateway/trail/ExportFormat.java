package dev.remit.gateway.trail;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How entries are written for other systems: one JSON object a line. */
public enum ExportFormat {
    /** As {@link EntryJson} has it. */
    JSONL {
        @Override
        ObjectNode object(Records.Opened opened, Disclosure disclosure) {
            return EntryJson.of(opened, disclosure);
        }
    },

    /**
     * OpenTelemetry log records as OTLP has them in JSON (opentelemetry-proto, logs/v1; OTLP specification, "JSON Protobuf
     * Encoding"): 64-bit numbers are strings, trace and span ids are hex.
     */
    OTEL {
        @Override
        ObjectNode object(Records.Opened opened, Disclosure disclosure) {
            return otel(opened, disclosure);
        }
    };

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Severity numbers of OpenTelemetry's log data model: INFO and WARN. */
    private static final int INFO = 9;

    private static final int WARN = 13;

    /** Parts of a traceparent header: version, trace id, parent id, flags. */
    private static final int TRACE_PARTS = 4;

    abstract ObjectNode object(Records.Opened opened, Disclosure disclosure);

    /** One line, without its end. */
    public String line(Records.Opened opened, Disclosure disclosure) {
        return JSON.writeValueAsString(object(opened, disclosure));
    }

    /** As a command or a request names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that label, or null. */
    public static @Nullable ExportFormat of(String label) {
        for (ExportFormat format : values()) {
            if (format.label().equals(label)) {
                return format;
            }
        }
        return null;
    }

    private static ObjectNode otel(Records.Opened opened, Disclosure disclosure) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode resource = line.putArray("resourceLogs").addObject();
        attribute(resource.putObject("resource").putArray("attributes"), "service.name", "remit");
        ObjectNode scope = resource.putArray("scopeLogs").addObject();
        scope.putObject("scope").put("name", "dev.remit.ledger");
        ObjectNode record = scope.putArray("logRecords").addObject();
        String nanos = Long.toString(TimeUnit.MILLISECONDS.toNanos(opened.at().toEpochMilli()));
        record.put("timeUnixNano", nanos);
        record.put("observedTimeUnixNano", nanos);
        boolean denied = opened instanceof Records.Opened.Clear clear && "deny".equals(clear.fact("decision"));
        record.put("severityNumber", denied ? WARN : INFO);
        record.put("severityText", denied ? "WARN" : "INFO");
        ArrayNode attributes = JsonNodeFactory.instance.arrayNode();
        attribute(attributes, "remit.sequence", opened.sequence());
        attribute(attributes, "remit.id", opened.id());
        attribute(attributes, "remit.erased", opened instanceof Records.Opened.Erased);
        if (opened instanceof Records.Opened.Clear clear) {
            String event = clear.fact("event");
            if (event != null) {
                record.put("eventName", "remit." + event);
                record.putObject("body").put("stringValue", event);
            }
            for (Map.Entry<String, Object> fact :
                    EntryJson.shown(clear, disclosure).entrySet()) {
                attribute(attributes, "remit." + fact.getKey(), fact.getValue());
            }
            trace(record, clear.fact("trace"));
        }
        record.set("attributes", attributes);
        return line;
    }

    private static void trace(ObjectNode record, @Nullable String traceParent) {
        String[] parts = traceParent == null ? new String[0] : traceParent.split("-", -1);
        if (parts.length == TRACE_PARTS && parts[1].length() == 32 && parts[2].length() == 16) {
            record.put("traceId", parts[1]);
            record.put("spanId", parts[2]);
        }
    }

    private static void attribute(ArrayNode attributes, String key, Object value) {
        ObjectNode typed = attributes.addObject().put("key", key).putObject("value");
        switch (value) {
            case Long number -> typed.put("intValue", Long.toString(number));
            case Integer number -> typed.put("intValue", Integer.toString(number));
            case Boolean truth -> typed.put("boolValue", truth);
            case Object text -> typed.put("stringValue", text.toString());
        }
    }
}
