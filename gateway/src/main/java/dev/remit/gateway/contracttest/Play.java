package dev.remit.gateway.contracttest;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.contracttest.TestCase.Expected;
import dev.remit.gateway.contracttest.TestCase.Step;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One case, played once on a gateway of its own by one thread: an agent, a grant, the calls in their order. */
final class Play {
    private static final String VERIFY = "verify_customer";
    private static final String CURSOR = "cursor";
    private static final String NEXT = "next";
    private static final String NEXT_CURSOR = "next_cursor";

    private final Gateway gateway;
    private final String workflow;
    private final TestCase test;
    private int calls;
    private @Nullable String nextCursor;

    Play(Gateway gateway, String workflow, TestCase test) {
        this.gateway = gateway;
        this.workflow = workflow;
        this.test = test;
    }

    /** What came otherwise than the case says, up to the first call where anything did; empty where nothing did. */
    List<Difference> play() {
        AgentDesk.Outcome added = gateway.agents()
                .add(new AgentDesk.Registration(
                        test.agent(),
                        Agent.Audience.INTERNAL,
                        "contract tests",
                        null,
                        null,
                        "test",
                        Set.of(test.tenant()),
                        null));
        return switch (added) {
            case AgentDesk.Outcome.Issued(Agent agent, String credential) -> open(credential);
            case AgentDesk.Outcome.Done done ->
                List.of(new Difference(
                        "the agent", "a credential", "none for " + done.agent().name()));
            case AgentDesk.Outcome.Refused(String message) ->
                List.of(new Difference("the agent", "to be registered", message));
        };
    }

    private List<Difference> open(String credential) {
        GrantRequest request = new GrantRequest(workflow, test.tenant(), test.ticket(), null, null, null);
        return switch (gateway.grants().open(credential, request, context())) {
            case GrantResult.Opened opened -> granted(opened.token());
            case GrantResult.Refused(Problem problem) -> notGranted(problem);
        };
    }

    /** A grant that is refused is an answer to a single call, and the end of several. */
    private List<Difference> notGranted(Problem problem) {
        if (test.steps().size() == 1
                && test.steps().getFirst().expected() instanceof Expected.Refused(var reason)
                && reason.code().equals(problem.code())) {
            return List.of();
        }
        String expected =
                test.steps().size() == 1 ? expected(test.steps().getFirst().expected()) : "to be opened";
        return List.of(new Difference("the grant", expected, refused(problem)));
    }

    private List<Difference> granted(String token) {
        ObjectNode said = test.verify();
        if (said != null && call(token, VERIFY, said) instanceof CallResult.Refused(Problem problem)) {
            return List.of(new Difference(VERIFY, "to succeed", refused(problem)));
        }
        for (int i = 0; i < test.steps().size(); i++) {
            List<Difference> found = step(token, test.steps().get(i), i + 1);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<Difference> step(String token, Step step, int number) {
        String where = test.steps().size() == 1 ? step.tool() : "call " + number + ", " + step.tool();
        ObjectNode arguments = step.arguments().deepCopy();
        if (arguments.has(CURSOR) && arguments.get(CURSOR).asString("").equals(NEXT)) {
            if (nextCursor == null) {
                return List.of(new Difference(where, "a next_cursor of the call before", "none"));
            }
            arguments.put(CURSOR, nextCursor);
        }
        CallResult result = call(token, step.tool(), arguments);
        nextCursor = result instanceof CallResult.Released released
                        && released.structured().has(NEXT_CURSOR)
                ? released.structured().get(NEXT_CURSOR).asString()
                : null;
        return switch (result) {
            case CallResult.Refused(Problem problem)
            when step.expected() instanceof Expected.Refused(var reason)
                    && reason.code().equals(problem.code()) -> List.of();
            case CallResult.Refused(Problem problem) ->
                List.of(new Difference(where, expected(step.expected()), refused(problem)));
            case CallResult.Released released -> released(where, step.expected(), released.structured());
        };
    }

    private static List<Difference> released(String where, Expected expected, ObjectNode result) {
        return switch (expected) {
            case Expected.Refused refused -> List.of(new Difference(where, expected(expected), result.toString()));
            case Expected.Returns(ObjectNode wanted) -> {
                ObjectNode came = result.deepCopy();
                if (wanted.path(NEXT_CURSOR).isBoolean() && came.has(NEXT_CURSOR)) {
                    came.put(NEXT_CURSOR, true);
                }
                yield Difference.between(wanted, came).stream()
                        .map(each -> new Difference(where + ": " + each.what(), each.expected(), each.came()))
                        .toList();
            }
        };
    }

    private CallResult call(String token, String tool, ObjectNode arguments) {
        return switch (gateway.tools().access(token, context())) {
            case Access.Granted(var session) -> session.call(tool, arguments, context());
            case Access.Refused(Problem problem) -> new CallResult.Refused(problem);
        };
    }

    private CallContext context() {
        calls++;
        return new CallContext("test", "test-" + calls, null);
    }

    private static String expected(Expected expected) {
        return switch (expected) {
            case Expected.Returns(ObjectNode result) -> result.toString();
            case Expected.Refused(var reason) -> "refused: " + reason.code();
        };
    }

    private static String refused(Problem problem) {
        return "refused: " + problem.code() + " (" + problem.detail() + ")";
    }
}
