package dev.remit.gateway.tool;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.contract.ActionGrant;
import dev.remit.core.contract.GrantedField;
import dev.remit.core.contract.ResourceGrant;
import dev.remit.core.contract.ToolNames;
import dev.remit.core.contract.Verify;
import dev.remit.core.contract.Workflow;
import dev.remit.gateway.call.Tool;
import dev.remit.gateway.shape.Shaper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of a contract. They depend on the contract alone, so a grant's list never changes by what it did; and no
 * argument of theirs can name a tenant or a customer. Immutable.
 */
public final class ToolSet {
    /** Finds the customer by what the caller says. */
    public static final String VERIFY = ToolNames.VERIFY;

    /** Asks what became of an operation. */
    public static final String CHECK = ToolNames.CHECK;

    /** Takes an operation back. */
    public static final String UNDO = ToolNames.UNDO;

    /** Asks for a person. */
    public static final String ESCALATE = ToolNames.ESCALATE;

    /** Arguments of every list, which therefore cannot be filters. */
    public static final String LIMIT = "limit";

    public static final String CURSOR = "cursor";
    public static final String ORDER_BY = "order_by";

    /** The longest text argument, in UTF-16 code units. */
    static final int LONGEST_TEXT = 1_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SortedMap<String, ToolSpec> specs;
    private final List<Tool> tools;
    private final String instructions;

    private ToolSet(SortedMap<String, ToolSpec> specs, String instructions) {
        this.specs = specs;
        this.tools = specs.values().stream().map(ToolSpec::tool).toList();
        this.instructions = instructions;
    }

    /** @throws IllegalArgumentException if two resources would give tools of one name */
    public static ToolSet of(Workflow workflow) {
        SortedMap<String, ToolSpec> specs = new TreeMap<>();
        Verify verify = workflow.verify();
        if (verify != null) {
            specs.put(VERIFY, verifies(verify));
        }
        for (ResourceGrant grant : workflow.data().values()) {
            Resource resource = grant.resource();
            boolean oneRow = oneRow(resource);
            if (oneRow || grant.clear(resource.key())) {
                ToolSpec gets = gets(grant, !oneRow);
                add(specs, gets, workflow);
            }
            if (!oneRow) {
                ToolSpec lists = lists(grant);
                add(specs, lists, workflow);
            }
        }
        for (ActionGrant grant : workflow.actions().values()) {
            add(specs, ActionTools.acts(grant), workflow);
        }
        if (!workflow.actions().isEmpty()) {
            add(specs, ActionTools.checks(), workflow);
        }
        if (workflow.actions().values().stream().anyMatch(ActionGrant::undo)) {
            add(specs, ActionTools.undoes(), workflow);
        }
        add(specs, ActionTools.escalates(), workflow);
        return new ToolSet(Collections.unmodifiableSortedMap(specs), instructions(workflow));
    }

    private static void add(SortedMap<String, ToolSpec> specs, ToolSpec spec, Workflow workflow) {
        String name = spec.tool().name();
        if (specs.put(name, spec) != null) {
            throw new IllegalArgumentException("Workflow " + workflow.name() + " would have two tools named " + name
                    + "; rename one of the resources in the catalog.");
        }
    }

    /** Sorted by name. */
    public List<Tool> tools() {
        return tools;
    }

    /** The tool of that name, or null. */
    public @Nullable ToolSpec get(String name) {
        return specs.get(name);
    }

    public String instructions() {
        return instructions;
    }

    /** Whether a customer has at most one row: the row's key is the customer. */
    private static boolean oneRow(Resource resource) {
        return resource.scope() instanceof Scope.OfSubject(var subject, var tenant)
                && subject.joins().isEmpty()
                && subject.column().equals(resource.key().column());
    }

    private static String instructions(Workflow workflow) {
        String first = workflow.verify() == null
                ? ""
                : " Call " + VERIFY + " first, with what the customer says; until then data tools answer verify_first.";
        return workflow.purpose() + first + " Results hold only what this workflow's contract grants."
                + " Where an answer carries words under 'say', use them.";
    }

    private static ToolSpec verifies(Verify verify) {
        ObjectNode schema = object();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        ArrayNode alternatives = JSON.arrayNode();
        for (List<Field> alternative : verify.by()) {
            ArrayNode required = alternatives.addObject().putArray("required");
            for (Field field : alternative) {
                required.add(field.name());
                if (!properties.has(field.name())) {
                    properties.set(field.name(), argument(field));
                }
            }
        }
        schema.set("anyOf", alternatives);
        ObjectNode output = object();
        ((ObjectNode) output.get("properties")).putObject("verified").put("type", "boolean");
        ((ObjectNode) output.get("properties")).putObject("assurance").put("type", "string");
        output.putArray("required").add("verified").add("assurance");
        String ways = String.join(
                ", or by ",
                verify.by().stream()
                        .map(fields -> String.join(
                                " and ", fields.stream().map(Field::name).toList()))
                        .toList());
        Tool tool = new Tool(
                VERIFY,
                "Verify the customer",
                "Finds the customer of this conversation by " + ways + ". Once, and for good.",
                schema,
                output,
                Tool.Effect.READ);
        return new ToolSpec.Verifies(tool, verify);
    }

    private static ToolSpec gets(ResourceGrant grant, boolean keyed) {
        Resource resource = grant.resource();
        ObjectNode schema = object();
        if (keyed) {
            Field key = resource.key();
            ((ObjectNode) schema.get("properties")).set(key.name(), argument(key));
            schema.putArray("required").add(key.name());
        }
        String words = resource.name().replace('_', ' ');
        Tool tool = new Tool(
                "get_" + resource.name(),
                "Get one " + words,
                described(
                        resource,
                        keyed
                                ? "Reads one " + words + " by " + resource.key().name() + "."
                                : "Reads the " + words + "."),
                schema,
                released(grant),
                Tool.Effect.READ);
        return new ToolSpec.Gets(tool, grant, keyed);
    }

    private static ToolSpec lists(ResourceGrant grant) {
        Resource resource = grant.resource();
        String plural = ToolNames.plural(resource.name());
        ObjectNode schema = object();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        for (Field filter : grant.filters()) {
            properties.set(filter.name(), argument(filter));
        }
        ArrayNode orders = JSON.arrayNode();
        for (GrantedField granted : grant.fields().values()) {
            if (grant.clear(granted.field())) {
                orders.add(granted.field().name()).add("-" + granted.field().name());
            }
        }
        if (!orders.isEmpty()) {
            ObjectNode order = properties.putObject(ORDER_BY);
            order.put("type", "string");
            order.set("enum", orders);
            order.put("description", "What to order by; a minus sign in front means descending.");
        }
        ObjectNode limit = properties.putObject(LIMIT);
        limit.put("type", "integer").put("minimum", 1).put("maximum", grant.limit());
        limit.put("description", "The most " + plural + " to return.");
        ObjectNode cursor = properties.putObject(CURSOR);
        cursor.put("type", "string").put("description", "next_cursor of the page before, with the same filters.");
        ObjectNode output = object();
        ObjectNode outputs = (ObjectNode) output.get("properties");
        outputs.putObject(plural).put("type", "array").set("items", released(grant));
        outputs.putObject("next_cursor").put("type", "string");
        output.putArray("required").add(plural);
        Tool tool = new Tool(
                "list_" + plural,
                "List " + plural.replace('_', ' '),
                described(resource, "Lists " + plural.replace('_', ' ') + ", a page at a time."),
                schema,
                output,
                Tool.Effect.READ);
        return new ToolSpec.Lists(tool, grant, plural);
    }

    private static String described(Resource resource, String sentence) {
        return resource.description().isEmpty() ? sentence : sentence + " " + resource.description();
    }

    private static ObjectNode released(ResourceGrant grant) {
        ObjectNode schema = object();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        ArrayNode required = schema.putArray("required");
        for (Map.Entry<String, GrantedField> granted : grant.fields().entrySet()) {
            properties.set(granted.getKey(), Shaper.schema(granted.getValue()));
            required.add(granted.getKey());
        }
        return schema;
    }

    private static ObjectNode object() {
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "object");
        schema.putObject("properties");
        schema.put("additionalProperties", false);
        return schema;
    }

    private static ObjectNode argument(Field field) {
        ObjectNode schema = JSON.objectNode();
        switch (field.type()) {
            case TEXT -> schema.put("type", "string").put("maxLength", LONGEST_TEXT);
            case INTEGER -> schema.put("type", "integer");
            case DECIMAL -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE -> schema.put("type", "string").put("format", "date");
            case TIMESTAMP -> schema.put("type", "string").put("format", "date-time");
        }
        if (!field.description().isEmpty() && field.type() != FieldType.BOOLEAN) {
            schema.put("description", field.description());
        }
        return schema;
    }
}
