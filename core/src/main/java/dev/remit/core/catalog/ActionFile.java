package dev.remit.core.catalog;

import dev.remit.core.template.BodyTemplate;
import dev.remit.core.template.RequestFile;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.Node;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What may stand under {@code actions} in {@code catalog/*.yaml}. */
final class ActionFile {
    static final Key<FieldType> TYPE = Key.optional(
            "type", Shapes.choice(FieldType.values(), FieldType::label), "What its values are; text unless said.");
    static final Key<Kind> KIND = Key.optional(
            "kind",
            Shapes.choice(Kind.values(), Kind::label),
            "What a value means. 'text' is free text; 'amount' needs a highest value, here or in a budget.");
    static final Key<Integer> LIST = Key.optional(
            "list", Shapes.integer(1, 100), "The most values, where it is a list; a single value unless said.");
    static final Key<Boolean> OPTIONAL =
            Key.optional("optional", Shapes.bool(), "Whether it may be left out; false unless said.");
    static final Key<String> OF = Key.optional(
            "of",
            Names.RESOURCE,
            "The resource whose key it is: the row must be this customer's, and can be used in conditions under the"
                    + " argument's name.");
    static final Key<List<Located<String>>> CHOICES =
            Key.optional("choices", Shapes.list(Shapes.text(200), 1, 100), "The only values allowed.");
    static final Key<BigDecimal> LEAST = Key.optional("least", Shapes.decimal(), "The least number.");
    static final Key<BigDecimal> HIGHEST = Key.optional("most", Shapes.decimal(), "The highest number.");
    static final Key<Integer> LONGEST =
            Key.optional("longest", Shapes.integer(1, 10_000), "The longest text, in characters; 200 unless said.");
    private static final ObjectShape ARGUMENT = ObjectShape.of(
            "an argument", TYPE, KIND, LIST, OPTIONAL, OF, CHOICES, LEAST, HIGHEST, LONGEST, CatalogFile.DESCRIPTION);

    static final Key<String> ROW = Key.optional("row", Names.RESOURCE, "The resource of which it is one row.");
    private static final Shape<String> OF_RESOURCE =
            Shapes.text("resource.field", Pattern.compile("[a-z][a-z0-9_]{0,40}\\.[a-z][a-z0-9_]{0,62}"), 110);
    static final Key<String> SUM = Key.optional("sum", OF_RESOURCE, "The number field whose sum it is.");
    static final Key<String> COUNT = Key.optional("count", Names.RESOURCE, "The resource whose rows are counted.");
    static final Key<String> VALUES = Key.optional("values", OF_RESOURCE, "The field whose values it is.");
    static final Key<List<Named<String>>> WHERE = Key.required(
            "where",
            Shapes.named(Names.FIELD, Shapes.text(200), 1, 8),
            "Which rows: field by field, 'args.name' for what an argument says, or a text.");

    /** Facts, in the catalog as in contracts. */
    static final Key<List<Named<Values>>> FACTS = Key.optional(
            "facts",
            Shapes.named(Names.RESOURCE, ObjectShape.of("a fact", ROW, SUM, COUNT, VALUES, WHERE), 0, 20),
            "What the gateway looks up by itself before it decides.");

    /** Facts about whoever the customer is, in contracts: all of the customer's rows, or those that fit. */
    static final Key<List<Named<Values>>> CUSTOMER_FACTS = Key.optional(
            "facts",
            Shapes.named(
                    Names.RESOURCE,
                    ObjectShape.of(
                            "a fact",
                            ROW,
                            SUM,
                            COUNT,
                            VALUES,
                            Key.optional(
                                    WHERE.name(),
                                    Shapes.named(Names.FIELD, Shapes.text(200), 1, 8),
                                    "Which rows: a text, field by field; all of the customer's unless said.")),
                    0,
                    20),
            "What the gateway looks up by itself before the conditions are judged.");

    static final Key<List<Located<Integer>>> DONE =
            Key.required("done", Shapes.list(Shapes.integer(100, 599), 1, 10), "Statuses that say: it was done.");
    static final Key<List<Located<Integer>>> UNDONE =
            Key.required("undone", Shapes.list(Shapes.integer(100, 599), 1, 10), "Statuses that say: it was not.");
    static final Key<Values> PROBE = Key.optional(
            "probe",
            ObjectShape.of("a probe", RequestFile.PATH, DONE, UNDONE),
            "How to find out afterwards whether it was done: a GET that names the operation.");
    static final Key<Values> REQUEST =
            Key.optional("request", ObjectShape.of("a request", requestKeys()), "The request that does it.");

    static final Key<String> TOOL_NAME =
            Key.required("name", UpstreamFile.TOOL, "The tool, which the source's 'connect' pins.");
    static final Key<Node> TOOL_ARGUMENTS = Key.optional(
            "arguments",
            BodyTemplate.shape(),
            "What the tool is told; {args.name} is filled in, and one without a value is left out.");
    static final Key<Values> TOOL = Key.optional(
            "tool",
            ObjectShape.of("an upstream's tool", TOOL_NAME, TOOL_ARGUMENTS),
            "The upstream's MCP tool that does it.");

    static final Key<String> ACTION_DESCRIPTION =
            Key.required("description", Shapes.text(500), "What it does, for agents and for approvers.");
    static final Key<Effect> EFFECT = Key.required(
            "effect",
            Shapes.choice(Effect.values(), Effect::label),
            "draft: a person sends it; write: it can be changed back; irreversible: it cannot.");
    static final Key<String> ON = Key.optional(
            "on",
            Names.RESOURCE,
            "What it acts on: the row is named by its key, must be this customer's, and is locked meanwhile.");
    static final Key<List<Named<Values>>> ARGUMENTS = Key.optional(
            "arguments",
            Shapes.named(Names.FIELD, ARGUMENT, 0, 30),
            "What it is told besides. None can name a tenant or a customer.");
    static final Key<String> STATEMENT = Key.optional(
            "statement",
            Shapes.text(10_000),
            "The one SQL statement that does it, with :argument, :fact, :subject, :tenant and :operation in it.");
    static final Key<Integer> FEWEST = Key.required("fewest", Shapes.integer(0, 1_000), "The fewest rows.");
    static final Key<Integer> MOST = Key.required("most", Shapes.integer(0, 1_000), "The most rows.");

    /** How many rows a statement must change. */
    record Changes(int fewest, int most) {}

    static final Key<Changes> CHANGES = Key.optional(
            "changes",
            Shapes.either(
                    Shapes.integer(0, 1_000),
                    exactly -> new Changes(exactly.value(), exactly.value()),
                    ObjectShape.of("a range of rows", FEWEST, MOST),
                    range -> new Changes(
                            range.value().get(FEWEST, 0), range.value().get(MOST, 0))),
            "How many rows it must change or give back; 1 unless said. With any other number nothing is changed.");
    static final Key<List<Named<Values>>> RESULT = Key.optional(
            "result",
            Shapes.named(Names.FIELD, CatalogFile.resultField(), 0, 50),
            "What it gives back; what is not named here is dropped.");
    static final Key<String> UNDO =
            Key.optional("undo", Names.RESOURCE, "The action that takes it back, with the same arguments.");
    static final Key<Boolean> STEERABLE = Key.optional(
            "steerable",
            Shapes.bool(),
            "Whether text that an agent has read could talk it into this; true unless said. A conversation that has"
                    + " read such text needs approval for it.");

    static final Key<List<Named<Values>>> ACTIONS = Key.optional(
            "actions",
            Shapes.named(
                    Names.RESOURCE,
                    ObjectShape.of(
                            "an action",
                            ACTION_DESCRIPTION,
                            EFFECT,
                            ON,
                            ARGUMENTS,
                            FACTS,
                            STATEMENT,
                            CHANGES,
                            REQUEST,
                            TOOL,
                            RESULT,
                            UNDO,
                            STEERABLE),
                    0,
                    500),
            "What can be done in the source. A contract grants each by name; nothing else can be done.");

    private ActionFile() {}

    private static List<Key<?>> requestKeys() {
        List<Key<?>> keys = new ArrayList<>(RequestFile.KEYS);
        keys.add(PROBE);
        return keys;
    }

    /** Tools that are there by themselves. */
    static final List<String> TOOLS = List.of("verify_customer", "check_approval", "escalate_to_human", "undo_action");

    /** Names of arguments that every action has by itself. */
    static final Map<String, String> OWN = Map.of(
            "idempotency_key", "tells a retry from a second call",
            "dry_run", "asks what would happen",
            "stated_reason", "is what the agent says it is for");
}
