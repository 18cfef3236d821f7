package dev.remit.gateway.mcp.rpc;

import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problem;
import tools.jackson.core.JsonGenerator;

/**
 * The members of a tools/call result, which all eras write alike.
 *
 * <p>A refusal is a result with {@code isError}, for the model to read and act on. It carries no
 * {@code structuredContent}: the official 1.x client validates that against the output schema even for errors, and
 * would hide the refusal behind a complaint about the schema. Programs find the same facts under {@code _meta}.
 * Thread-safe.
 */
public final class ToolResult {
    /** Where a refusal's parts are found in the {@code _meta} of a result. */
    public static final String PROBLEM = "dev.remit/problem";

    /** The code of the one problem that is an error of the protocol, not of the tool. */
    public static final String UNKNOWN_TOOL = "unknown_tool";

    /** Writes {@code content}, {@code structuredContent} and {@code isError}. */
    public void write(JsonGenerator out, CallResult.Released released) {
        write(out, released, false);
    }

    /** @param error whether it says that something was not done */
    public void write(JsonGenerator out, CallResult.Released released, boolean error) {
        out.writeArrayPropertyStart("content");
        if (released.content().isEmpty()) {
            // Clients that do not know structured content read the same JSON as text.
            writeText(out, released.json());
        } else {
            released.content().forEach(out::writeTree);
        }
        out.writeEndArray();
        out.writeName("structuredContent");
        out.writeRawValue(released.json());
        out.writeBooleanProperty("isError", error);
    }

    /** Writes {@code content} and {@code isError}; the caller writes {@link #writeProblem} into {@code _meta}. */
    public void write(JsonGenerator out, Problem problem) {
        out.writeArrayPropertyStart("content");
        writeText(out, words(problem));
        out.writeEndArray();
        out.writeBooleanProperty("isError", true);
    }

    /** Writes the member {@link #PROBLEM} into the object that is open. */
    public void writeProblem(JsonGenerator out, Problem problem) {
        out.writeObjectPropertyStart(PROBLEM);
        RpcWriter.members(out, problem);
        out.writeStringProperty("correlationId", problem.correlationId());
        out.writeEndObject();
    }

    private static void writeText(JsonGenerator out, String text) {
        out.writeStartObject();
        out.writeStringProperty("type", "text");
        out.writeStringProperty("text", text);
        out.writeEndObject();
    }

    private static String words(Problem problem) {
        StringBuilder words = new StringBuilder(problem.detail());
        if (problem.say() != null) {
            words.append("\nSay to the customer: ").append(problem.say());
        }
        if (problem.retryAfter() != null) {
            words.append("\nTry again after: ")
                    .append(problem.retryAfter().plusMillis(999).toSeconds())
                    .append(" s");
        }
        return words.append("\nCode: ")
                .append(problem.code())
                .append("\nCorrelation id: ")
                .append(problem.correlationId())
                .toString();
    }
}
