package dev.remit.gateway.export;

import dev.remit.gateway.config.ExportSettings.Form;
import dev.remit.gateway.trail.Disclosure;
import dev.remit.gateway.trail.ExportFormat;
import dev.remit.gateway.trail.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries that follow each other, as one request's body.
 *
 * @param first the place of the first
 * @param count how many, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Batch(long first, int count, byte[] body) {
    /** The most entries of one request. */
    static final int MOST = 500;

    /** After so many characters a batch ends; one entry always fits. */
    static final int LONGEST = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The place after the last. */
    long next() {
        return first + count;
    }

    /** As a header says it. */
    String range() {
        return first + "-" + (next() - 1);
    }

    /**
     * @param first of an entry that is there
     * @param most how many at most, at least 1
     */
    static Batch of(Records records, long first, int most, Form form, Disclosure disclosure) {
        ExportFormat format = switch (form) {
            case JSONL -> ExportFormat.JSONL;
            case OTLP -> ExportFormat.OTEL;
        };
        List<String> lines = new ArrayList<>();
        long to = Math.min(records.size(), first + Math.min(most, MOST));
        long length = 0;
        for (long at = first; at < to; at++) {
            String line = format.line(records.read(at), disclosure);
            if (at > first && length + line.length() > LONGEST) {
                break;
            }
            lines.add(line);
            length += line.length();
        }
        String body = switch (form) {
            case JSONL -> String.join("\n", lines) + "\n";
            case OTLP -> request(lines);
        };
        return new Batch(first, lines.size(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** One ExportLogsServiceRequest: each line is one of a single record, all of the same resource and scope. */
    private static String request(List<String> lines) {
        ObjectNode whole = (ObjectNode) JSON.readTree(lines.getFirst());
        ArrayNode records = records(whole);
        for (String line : lines.subList(1, lines.size())) {
            records.addAll(records((ObjectNode) JSON.readTree(line)));
        }
        return JSON.writeValueAsString(whole);
    }

    private static ArrayNode records(ObjectNode request) {
        return (ArrayNode) request.required("resourceLogs")
                .required(0)
                .required("scopeLogs")
                .required(0)
                .required("logRecords");
    }
}
