package dev.remit.gateway.mcp;

import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.call.Tool;
import dev.remit.gateway.call.ToolService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tools without a gateway behind them. Tokens are words: {@value #GRANT} opens everything, {@value #NARROW} one tool,
 * others are refused in the way that they say.
 */
final class FixtureTools implements ToolService {
    static final String GRANT = "grant-1";
    static final String NARROW = "grant-2";

    private static final JsonMapper JSON = new JsonMapper();

    /** Every context that was seen, in order: of access, then of calls. */
    final Queue<CallContext> contexts = new ConcurrentLinkedQueue<>();

    /** Tokens that were shown. */
    final Queue<String> tokens = new ConcurrentLinkedQueue<>();

    private final Map<String, Made> tools = new TreeMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final boolean open;

    private record Made(Tool tool, Function<ObjectNode, CallResult> body) {}

    private FixtureTools(boolean open) {
        this.open = open;
    }

    /** Tools that are there to be tested with, behind a token. */
    static FixtureTools behindTokens() {
        FixtureTools fixture = new FixtureTools(false);
        String any = "{\"type\":\"object\",\"properties\":{\"value\":{}}}";
        fixture.add(Tool.Effect.READ, "echo", any, any, CallResult.Released::new);
        fixture.add(Tool.Effect.IRREVERSIBLE, "refuse", any, any, arguments -> refused("verify_first", 403));
        fixture.add(Tool.Effect.WRITE, "fail", any, null, arguments -> {
            throw new IllegalStateException("card 4111111111111111");
        });
        fixture.add(Tool.Effect.DRAFT, "name, with ünïcode", any, null, CallResult.Released::new);
        return fixture;
    }

    /** No tools yet, and no token needed. */
    static FixtureTools open() {
        return new FixtureTools(true);
    }

    FixtureTools add(
            Tool.Effect effect,
            String name,
            String input,
            @Nullable String output,
            Function<ObjectNode, CallResult> body) {
        Tool tool = new Tool(
                name,
                "Title of " + name,
                "What " + name + " does",
                object(input),
                output == null ? null : object(output),
                effect);
        tools.put(name, new Made(tool, body));
        return this;
    }

    static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    static CallResult content(JsonNode... blocks) {
        return new CallResult.Released(JSON.createObjectNode(), List.of(blocks));
    }

    static CallResult refused(String code, int status) {
        return new CallResult.Refused(problem(code, status, null));
    }

    private static Problem problem(String code, int status, @Nullable Duration retryAfter) {
        return new Problem(code, status, "Detail of " + code + ".", "c-of-problem", "Sorry about " + code, retryAfter);
    }

    /** How often a tool was called. */
    int calls(String tool) {
        return calls.getOrDefault(tool, 0);
    }

    @Override
    public Access access(@Nullable String bearer, CallContext context) {
        contexts.add(context);
        if (bearer != null) {
            tokens.add(bearer);
        }
        String token = open ? GRANT : bearer == null ? "none" : bearer;
        return switch (token) {
            case GRANT -> new Access.Granted(new Opened(false));
            case NARROW -> new Access.Granted(new Opened(true));
            case "paused" -> new Access.Refused(problem("workflow_off", 403, null));
            case "busy" -> new Access.Refused(problem("rate", 429, Duration.ofMillis(1500)));
            case "down" -> new Access.Refused(problem("ledger_down", 503, Duration.ofSeconds(5)));
            case "broken" -> throw new IllegalStateException("secret of the store");
            default -> new Access.Refused(problem("grant_invalid", 401, null));
        };
    }

    private final class Opened implements Session {
        private final boolean narrow;

        Opened(boolean narrow) {
            this.narrow = narrow;
        }

        @Override
        public List<Tool> tools() {
            return tools.values().stream()
                    .map(Made::tool)
                    .filter(tool -> !narrow || tool.name().equals("echo"))
                    .toList();
        }

        @Override
        public String instructions() {
            return "Begin with echo.";
        }

        @Override
        public CallResult call(String tool, ObjectNode arguments, CallContext context) {
            contexts.add(context);
            calls.merge(tool, 1, Integer::sum);
            Made made = tools.get(tool);
            return made == null ? refused("unknown_tool", 404) : made.body().apply(arguments);
        }

        @Override
        public CallResult task(String id, CallContext context) {
            return refused("unknown_operation", 404);
        }

        @Override
        public CallResult withdraw(String id, CallContext context) {
            return refused("unknown_operation", 404);
        }
    }
}
