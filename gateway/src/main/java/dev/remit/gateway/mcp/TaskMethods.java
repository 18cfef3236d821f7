package dev.remit.gateway.mcp;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.call.Task;
import dev.remit.gateway.mcp.rpc.RpcError;
import dev.remit.gateway.mcp.rpc.RpcMessage.Request;
import dev.remit.gateway.mcp.rpc.RpcReply;
import dev.remit.gateway.mcp.rpc.RpcWriter;
import dev.remit.gateway.mcp.rpc.ToolResult;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The tasks extension of MCP 2026-07-28 (SEP-2663): a call that waits for a person is answered with a task, which the
 * client asks for with {@code tasks/get} and may take back with {@code tasks/cancel}. No task ever asks the client for
 * anything, so {@code tasks/update} is acknowledged and changes nothing. Thread-safe.
 *
 * @see <a href="https://github.com/modelcontextprotocol/ext-tasks">The extension's specification</a>
 */
final class TaskMethods {
    static final String EXTENSION = "io.modelcontextprotocol/tasks";
    static final String ID = "taskId";

    /** What a wire answers like an id that nobody ever gave out. */
    private static final Set<String> NO_SUCH_TASK = Set.of("unknown_operation", "unknown_tool", "invalid_argument");

    private final RpcWriter writer;
    private final ToolResult toolResult;
    private final Consumer<JsonGenerator> meta;

    /** @param meta writes the member that every result has */
    TaskMethods(RpcWriter writer, ToolResult toolResult, Consumer<JsonGenerator> meta) {
        this.writer = writer;
        this.toolResult = toolResult;
        this.meta = meta;
    }

    /** Whether an answer may be given as a task. */
    static boolean goesOn(CallResult.Released released) {
        Task task = released.task();
        return task != null && task.status() == Task.Status.WORKING;
    }

    /** In place of a tool's result. The task is durable already. */
    RpcReply created(Request request, CallResult.Released released) {
        return writer.result(request.id(), out -> {
            out.writeStringProperty("resultType", "task");
            write(out, released.task());
            meta.accept(out);
        });
    }

    RpcReply undeclared(Request request, CallContext context) {
        return writer.error(
                400,
                request.id(),
                RpcError.MISSING_CLIENT_CAPABILITY,
                "Missing required client capability.",
                context.correlationId(),
                out -> {
                    out.writeObjectPropertyStart("requiredCapabilities");
                    out.writeObjectPropertyStart("extensions");
                    out.writeObjectPropertyStart(EXTENSION);
                    out.writeEndObject();
                    out.writeEndObject();
                    out.writeEndObject();
                });
    }

    /** Answers one of the three methods, about the task that it names. */
    RpcReply answer(Request request, String id, Session session, CallContext context) {
        CallResult result =
                request.method().equals("tasks/cancel") ? session.withdraw(id, context) : session.task(id, context);
        return switch (result) {
            case CallResult.Released released when released.task() == null -> unknown(request, context.correlationId());
            case CallResult.Released released ->
                writer.result(request.id(), out -> {
                    out.writeStringProperty("resultType", "complete");
                    if (request.method().equals("tasks/get")) {
                        write(out, released.task());
                        result(out, released);
                    }
                    meta.accept(out);
                });
            case CallResult.Refused(Problem problem) ->
                NO_SUCH_TASK.contains(problem.code())
                        ? unknown(request, problem.correlationId()).as(problem.code())
                        : writer.problem(200, request.id(), RpcError.INTERNAL, problem);
        };
    }

    private RpcReply unknown(Request request, String correlationId) {
        return writer.error(200, request.id(), RpcError.INVALID_PARAMS, "This grant has no such task.", correlationId);
    }

    private static void write(JsonGenerator out, @Nullable Task task) {
        if (task == null) {
            throw new IllegalStateException("only what goes on is a task");
        }
        out.writeStringProperty(ID, task.id());
        out.writeStringProperty(
                "status",
                switch (task.status()) {
                    case WORKING, CANCELLED -> task.status().name().toLowerCase(Locale.ROOT);
                    // What was not done for a reason is a result that says so; failed is for errors of the protocol.
                    case DONE, NOT_DONE -> "completed";
                });
        if (task.message() != null) {
            out.writeStringProperty("statusMessage", task.message());
        }
        out.writeStringProperty("createdAt", task.createdAt().toString());
        out.writeStringProperty("lastUpdatedAt", task.changedAt().toString());
        out.writeNumberProperty("ttlMs", task.kept().toMillis());
        out.writeNumberProperty("pollIntervalMs", task.poll().toMillis());
    }

    /** What the call itself would have been answered. */
    private void result(JsonGenerator out, CallResult.Released released) {
        Task task = released.task();
        if (task != null && (task.status() == Task.Status.DONE || task.status() == Task.Status.NOT_DONE)) {
            out.writeObjectPropertyStart("result");
            // The official client wants it here, too, as in the result of any call.
            out.writeStringProperty("resultType", "complete");
            toolResult.write(out, released, task.status() == Task.Status.NOT_DONE);
            out.writeEndObject();
        }
    }
}
