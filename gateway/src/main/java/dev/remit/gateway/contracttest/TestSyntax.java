package dev.remit.gateway.contracttest;

import dev.remit.core.decision.Reason;
import dev.remit.core.yaml.JsonText;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What may stand in {@code tests/*.yaml}: declared once, to read it and to tell editors of it. */
public final class TestSyntax {
    private static final JsonShape JSON = new JsonShape();

    static final Key<String> CALL = Key.optional(
            "call",
            Shapes.text("the name of a tool", Pattern.compile("[a-z][a-z0-9_]{0,80}"), 81),
            "The tool that is called.");
    static final Key<ObjectNode> WITH = Key.optional(
            "with",
            JSON,
            "Its arguments. 'cursor: next' stands for the next_cursor that the call before gave, 'operation: last' for the"
                    + " last operation that an action named.");
    static final Key<ObjectNode> RETURNS = Key.optional(
            "returns",
            JSON,
            "What comes back: exactly these fields and values. 'next_cursor: true' says that there is another page.");
    static final Key<Reason> REFUSED = Key.optional(
            "refused",
            Shapes.choice(Reason.values(), Reason::code),
            "Why it is refused; where the grant itself is refused, why that is.");
    static final Key<TestCase.Status> STATUS = Key.optional(
            "status",
            Shapes.choice(TestCase.Status.values(), TestCase.Status::code),
            "What becomes of an action; 'returns' beside it is the result that it gives back.");
    static final Key<List<Located<String>>> BECAUSE = Key.optional(
            "because",
            Shapes.list(Shapes.text(40), 1, 10),
            "Why it waits: exactly these of rule, has_read_text, irreversible and draft.");
    static final Key<TestCase.Person> PERSON = Key.optional(
            "person",
            Shapes.choice(TestCase.Person.values(), TestCase.Person::code),
            "What a person then says about what waits; allowed, it must be done.");
    static final Key<List<Named<List<List<RowShape.Cell>>>>> THEN = Key.optional(
            "then",
            rows(),
            "The rows of these tables afterwards: exactly so many, each with these values; a column that is not named"
                    + " does not matter.");
    static final List<Key<?>> WHAT_COMES = List.of(CALL, WITH, RETURNS, REFUSED, STATUS, BECAUSE, PERSON, THEN);
    private static final ObjectShape STEP = shape("a call", List.of(WHAT_COMES));

    static final Key<String> NAME = Key.required("case", Shapes.text(200), "What the case shows, as a fact.");
    static final Key<String> AGENT = Key.required(
            "agent",
            Shapes.text("the name of an agent", Pattern.compile("[a-z][a-z0-9-]{0,62}"), 63),
            "The agent that opens the grant.");
    static final Key<String> TENANT = Key.required(
            "tenant",
            Shapes.text("the name of a tenant", Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}"), 63),
            "The tenant that the grant is for; the agent is registered for it.");
    static final Key<ObjectNode> VERIFY = Key.optional(
            "verify", JSON, "What the customer says: verify_customer is called with it first, and must succeed.");
    static final Key<String> TICKET =
            Key.optional("ticket", Shapes.text(500), "The case that the grant is opened for, where one is needed.");
    static final Key<List<Values>> CALLS = Key.optional(
            "calls",
            new RepeatingShape<>("calls", STEP, 1, 1_000),
            "Several calls in one grant, one after the other, instead of 'call'.");
    private static final ObjectShape CASE =
            shape("a case", List.of(List.of(NAME, AGENT, TENANT, VERIFY, TICKET), WHAT_COMES, List.of(CALLS)));

    static final Key<String> WORKFLOW = Key.required("workflow", Shapes.text(63), "The workflow that is tested.");
    static final Key<String> NOW = Key.optional(
            "now",
            Shapes.text(
                    "a time in UTC such as 2026-06-01T12:00:00Z",
                    Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"),
                    20),
            "What the clock shows; 2026-06-01T12:00:00Z unless said.");
    static final Key<List<Named<List<List<RowShape.Cell>>>>> ROWS = Key.optional(
            "rows",
            rows(),
            "The rows of each table that has any; a column that is not named is NULL. 'source/table' where two sources"
                    + " have a table of that name.");
    static final Key<List<Values>> CASES =
            Key.required("cases", new RepeatingShape<>("cases", CASE, 1, 1_000), "Who asks what, and what comes back.");

    static final ObjectShape SHAPE = ObjectShape.of("contract tests", WORKFLOW, NOW, ROWS, CASES);

    private TestSyntax() {}

    private static Shape<List<Named<List<List<RowShape.Cell>>>>> rows() {
        return Shapes.named(Shapes.text(250), new RepeatingShape<>("rows", new RowShape(), 0, 10_000), 0, 1_000);
    }

    private static ObjectShape shape(String what, List<List<Key<?>>> keys) {
        return ObjectShape.of(what, keys.stream().flatMap(List::stream).toArray(Key<?>[]::new));
    }

    /** The JSON Schema (2020-12) of {@code tests/*.yaml}, as JSON text. */
    public static String schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:remit:schema:tests");
        schema.put("title", "Remit contract tests");
        schema.put("description", "What one workflow must give and must refuse.");
        SHAPE.schema().forEach(schema::putIfAbsent);
        return JsonText.of(schema);
    }
}
