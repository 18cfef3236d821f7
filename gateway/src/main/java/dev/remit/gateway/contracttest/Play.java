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
import dev.remit.gateway.line.OperationDesk;
import dev.remit.gateway.line.Person;
import dev.remit.gateway.state.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One case, played once on a gateway of its own by one thread: an agent, a grant, the calls in their order. */
final class Play {
    private static final String VERIFY = "verify_customer";
    private static final String CURSOR = "cursor";
    private static final String NEXT = "next";
    private static final String OPERATION = "operation";
    private static final String LAST = "last";
    private static final String NEXT_CURSOR = "next_cursor";

    private final Gateway gateway;
    private final String workflow;
    private final TestCase test;
    private final TablesAfter tables;
    private int calls;
    private @Nullable String nextCursor;
    private @Nullable String lastOperation;

    Play(Gateway gateway, String workflow, TestCase test, TablesAfter tables) {
        this.gateway = gateway;
        this.workflow = workflow;
        this.test = test;
        this.tables = tables;
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
        if (arguments.has(OPERATION) && arguments.get(OPERATION).asString("").equals(LAST)) {
            if (lastOperation == null) {
                return List.of(new Difference(where, "an operation of a call before", "none"));
            }
            arguments.put(OPERATION, lastOperation);
        }
        CallResult result = call(token, step.tool(), arguments);
        nextCursor = result instanceof CallResult.Released released
                        && released.structured().has(NEXT_CURSOR)
                ? released.structured().get(NEXT_CURSOR).asString()
                : null;
        if (result instanceof CallResult.Released released
                && released.structured().has(OPERATION)) {
            lastOperation = released.structured().get(OPERATION).asString();
        }
        List<Difference> found = came(where, step, result);
        if (found.isEmpty() && step.person() != null) {
            found = decided(where, step.person());
        }
        return found.isEmpty() ? tables.differences(where, step.then()) : found;
    }

    private static List<Difference> came(String where, Step step, CallResult result) {
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
            case Expected.Became became -> became(where, became, result);
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

    private static List<Difference> became(String where, Expected.Became wanted, ObjectNode result) {
        if (!result.path("status").asString("").equals(wanted.status().code())) {
            return List.of(new Difference(where, expected(wanted), result.toString()));
        }
        Set<String> because = new HashSet<>();
        result.path("because").forEach(each -> because.add(each.asString("")));
        if (wanted.because() != null && !because.equals(wanted.because())) {
            return List.of(new Difference(where + ": because", sorted(wanted.because()), sorted(because)));
        }
        return wanted.result() == null
                ? List.of()
                : Difference.between(wanted.result(), result.path("result")).stream()
                        .map(each -> new Difference(where + ": " + each.what(), each.expected(), each.came()))
                        .toList();
    }

    private static String sorted(Set<String> words) {
        return new TreeSet<>(words).toString();
    }

    /** A person decides about the last operation, in the role that its contract asks for. */
    private List<Difference> decided(String where, TestCase.Person person) {
        String id = lastOperation == null ? "" : lastOperation;
        Operation operation = gateway.operations().get(id);
        if (operation == null || operation.need() == null) {
            return List.of(new Difference(where, "to wait for a person", "nothing that waits"));
        }
        String role = operation.need().roles().stream().sorted().findFirst().orElse("admin");
        boolean allows = person == TestCase.Person.ALLOWS;
        Operation.Status wanted = allows ? Operation.Status.DONE : Operation.Status.DENIED;
        for (int number = 1; number <= operation.need().people(); number++) {
            Person one = new Person("person-" + number, role);
            OperationDesk.Acted acted = allows
                    ? gateway.operations().approve(id, one, operation.what().digest(), null, context())
                    : gateway.operations().deny(id, one, null, context());
            switch (acted) {
                case OperationDesk.Acted.No(var objection) -> {
                    return List.of(new Difference(where + ": person", person.code(), objection.text()));
                }
                case OperationDesk.Acted.Now(Operation now)
                when now.status() == wanted -> {
                    return List.of();
                }
                case OperationDesk.Acted.Now(Operation now)
                when !now.status().waits() -> {
                    return List.of(new Difference(
                            where + ": person",
                            wanted.name().toLowerCase(Locale.ROOT),
                            now.status() + " " + now.reason()));
                }
                case OperationDesk.Acted.Now more -> {}
            }
        }
        return List.of(new Difference(where + ": person", person.code(), "it waits for more people"));
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
            case Expected.Became became -> "status: " + became.status().code();
        };
    }

    private static String refused(Problem problem) {
        return "refused: " + problem.code() + " (" + problem.detail() + ")";
    }
}
