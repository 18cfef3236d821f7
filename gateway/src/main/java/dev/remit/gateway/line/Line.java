package dev.remit.gateway.line;

import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.AnswerService;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Message;
import dev.remit.gateway.call.MessageService;
import dev.remit.gateway.call.Problems;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.call.Tool;
import dev.remit.gateway.call.ToolService;
import dev.remit.gateway.tool.ToolSet;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The straight line: identity and grant here, then one {@link Walk} per call. Thread-safe. */
public final class Line implements ToolService, MessageService, AnswerService {
    private final Doorkeeper doorkeeper;
    private final Steps steps;
    private final InstantSource clock;

    public Line(Doorkeeper doorkeeper, Steps steps, InstantSource clock) {
        this.doorkeeper = doorkeeper;
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public Access access(@Nullable String bearer, CallContext context) {
        return switch (doorkeeper.visitor(bearer, context, clock.instant())) {
            case Doorkeeper.Visitor.Known known -> new Access.Granted(new Granted(known));
            case Doorkeeper.Visitor.Turned(var problem) -> new Access.Refused(problem);
        };
    }

    @Override
    public CallResult message(@Nullable String bearer, String grant, Message message, CallContext context) {
        return switch (doorkeeper.visitor(bearer, context, clock.instant())) {
            case Doorkeeper.Visitor.Turned(var problem) -> new CallResult.Refused(problem);
            case Doorkeeper.Visitor.Known known
            when !known.grant().facts().id().equals(grant) ->
                new CallResult.Refused(Problems.of(
                        Reason.NOT_ALLOWED,
                        "The token belongs to another grant than the address names.",
                        context,
                        null));
            case Doorkeeper.Visitor.Known known -> new Walk(steps, known, Walk.MESSAGE, context, clock).hear(message);
        };
    }

    @Override
    public CallResult answer(@Nullable String bearer, String text, CallContext context) {
        return switch (doorkeeper.visitor(bearer, context, clock.instant())) {
            case Doorkeeper.Visitor.Turned(var problem) -> new CallResult.Refused(problem);
            case Doorkeeper.Visitor.Known known -> new Walk(steps, known, Walk.ANSWER, context, clock).answer(text);
        };
    }

    private final class Granted implements Session {
        private final Doorkeeper.Visitor.Known visitor;

        Granted(Doorkeeper.Visitor.Known visitor) {
            this.visitor = visitor;
        }

        @Override
        public List<Tool> tools() {
            return visitor.effective().tools().tools();
        }

        @Override
        public String instructions() {
            return visitor.effective().tools().instructions();
        }

        @Override
        public CallResult call(String tool, ObjectNode arguments, CallContext context) {
            CallResult result = new Walk(steps, visitor, tool, context, clock).call(arguments);
            // Who asks how something stands is told so, and not to ask again.
            return tool.equals(ToolSet.CHECK) && result instanceof CallResult.Released released
                    ? released.about(null)
                    : result;
        }

        @Override
        public CallResult task(String id, CallContext context) {
            ObjectNode asked = JsonNodeFactory.instance.objectNode().put("operation", id);
            return new Walk(steps, visitor, ToolSet.CHECK, context, clock).call(asked);
        }

        @Override
        public CallResult withdraw(String id, CallContext context) {
            return new Walk(steps, visitor, ToolSet.CHECK, context, clock).withdraw(id);
        }
    }
}
