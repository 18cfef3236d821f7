package dev.remit.gateway.tool;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Argument;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;
import dev.remit.core.contract.ActionGrant;
import dev.remit.core.contract.GrantedField;
import dev.remit.core.escalation.Topic;
import dev.remit.gateway.call.Tool;
import dev.remit.gateway.shape.Shaper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools that act, and those that ask what became of it. */
final class ActionTools {
    /** Tells a retry from a second call. */
    static final String KEY = "idempotency_key";
    /** Asks what would happen. */
    static final String DRY_RUN = "dry_run";
    /** What the agent says that it is for. */
    static final String STATED = "stated_reason";
    /** Names a call of an action. */
    static final String OPERATION = "operation";

    /** Why a person is asked for. */
    static final String REASON = "reason";

    static final String TOPIC = "topic";

    static final int LONGEST_KEY = 64;
    static final int LONGEST_STATED = 500;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ActionTools() {}

    static ToolSpec.Acts acts(ActionGrant grant) {
        Action action = grant.action();
        ObjectNode schema = object();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        ArrayNode required = JSON.arrayNode();
        for (Argument argument : action.arguments().values()) {
            properties.set(argument.name(), schema(argument));
            if (argument.required()) {
                required.add(argument.name());
            }
        }
        text(properties, KEY, LONGEST_KEY, "Any text of your own for this one call: the same again is not done twice.");
        properties
                .putObject(DRY_RUN)
                .put("type", "boolean")
                .put("description", "true asks what would happen, and changes nothing.");
        text(properties, STATED, LONGEST_STATED, "Why, in your words; a person may read it.");
        schema.set("required", required);
        Tool tool = new Tool(
                action.name(),
                title(action.name()),
                action.description() + after(grant),
                schema,
                output(action),
                switch (action.effect()) {
                    case DRAFT -> Tool.Effect.DRAFT;
                    case WRITE -> Tool.Effect.WRITE;
                    case IRREVERSIBLE -> Tool.Effect.IRREVERSIBLE;
                });
        return new ToolSpec.Acts(tool, grant);
    }

    private static String after(ActionGrant grant) {
        return switch (grant.level()) {
            case AUTOMATE ->
                grant.approvals().isEmpty()
                        ? ""
                        : " A person may have to allow it first; then ask " + ToolSet.CHECK + " what became of it.";
            case ASSIST -> " It becomes a draft, which a person sends.";
            case ESCALATE -> " A person takes it over.";
            case REFUSE -> " Not for agents in this workflow.";
        };
    }

    static ToolSpec.Checks checks() {
        return new ToolSpec.Checks(new Tool(
                ToolSet.CHECK,
                "Check an operation",
                "Says what became of an operation of this conversation: whether it waits for a person, was done, or not.",
                named("The operation that the action's answer named."),
                output(null),
                Tool.Effect.READ));
    }

    static ToolSpec.Escalates escalates() {
        ObjectNode schema = object();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        text(properties, REASON, LONGEST_STATED, "Why a person is needed, in your words; a person reads it.");
        ArrayNode topics = properties
                .putObject(TOPIC)
                .put("type", "string")
                .put("description", "What it is about, if one of these.")
                .putArray("enum");
        for (Topic topic : Topic.values()) {
            if (topic != Topic.BOUNDARY) {
                topics.add(topic.label());
            }
        }
        schema.putArray("required").add(REASON);
        ObjectNode output = object();
        ObjectNode outputs = (ObjectNode) output.get("properties");
        outputs.putObject("status").put("type", "string");
        escalation(outputs);
        output.putArray("required").add("escalation").add("status").add("deadline");
        return new ToolSpec.Escalates(new Tool(
                ToolSet.ESCALATE,
                "Ask for a person",
                "Asks a person to take this conversation over: where the customer wishes it, is upset or at risk, or where"
                        + " nothing here helps. Also tells what the person answered. Until then most tools wait.",
                schema,
                output,
                Tool.Effect.WRITE));
    }

    private static void escalation(ObjectNode outputs) {
        outputs.putObject("escalation").put("type", "string");
        outputs.putObject("deadline").put("type", "string").put("format", "date-time");
        outputs.putObject("say").put("type", "string").put("description", "What to tell the customer.");
        outputs.putObject("answer").put("type", "string").put("description", "What a person answered.");
    }

    static ToolSpec.Undoes undoes() {
        return new ToolSpec.Undoes(new Tool(
                ToolSet.UNDO,
                "Undo an operation",
                "Takes back an operation of this conversation, under the same rules as any action.",
                named("The operation to take back."),
                output(null),
                Tool.Effect.WRITE));
    }

    private static ObjectNode named(String what) {
        ObjectNode schema = object();
        text((ObjectNode) schema.get("properties"), OPERATION, LONGEST_KEY, what);
        schema.putArray("required").add(OPERATION);
        return schema;
    }

    private static void text(ObjectNode properties, String name, int longest, String description) {
        properties
                .putObject(name)
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", longest)
                .put("description", description);
    }

    /** What any of them answers; the result is the action's own. */
    private static ObjectNode output(@Nullable Action action) {
        ObjectNode schema = object();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject(OPERATION).put("type", "string");
        properties.putObject("status").put("type", "string");
        properties.putObject("decision").put("type", "string");
        properties.putObject("because").put("type", "array").putObject("items").put("type", "string");
        properties.putObject("expires_at").put("type", "string").put("format", "date-time");
        properties.putObject("reason").put("type", "string");
        properties.putObject("note").put("type", "string");
        escalation(properties);
        if (action == null) {
            properties.putObject("result").put("type", "object");
        } else if (!action.result().isEmpty()) {
            ObjectNode result = object();
            for (Field field : action.result().values()) {
                if (field.defaultHandling() != Handling.NEVER) {
                    ((ObjectNode) result.get("properties"))
                            .set(field.name(), Shaper.schema(new GrantedField(field, field.defaultHandling(), "")));
                }
            }
            properties.set("result", result);
        }
        schema.putArray("required").add("status");
        return schema;
    }

    private static ObjectNode schema(Argument argument) {
        ObjectNode item = JSON.objectNode();
        switch (argument.type()) {
            case TEXT -> {
                item.put("type", "string").put("minLength", argument.required() ? 1 : 0);
                item.put("maxLength", argument.longest());
                if (!argument.choices().isEmpty()) {
                    argument.choices().forEach(item.putArray("enum")::add);
                }
            }
            case INTEGER -> bounds(item.put("type", "integer"), argument);
            case DECIMAL -> bounds(item.put("type", "number"), argument);
            case BOOLEAN -> item.put("type", "boolean");
            case DATE -> item.put("type", "string").put("format", "date");
            case TIMESTAMP -> item.put("type", "string").put("format", "date-time");
        }
        ObjectNode schema = item;
        if (argument.list()) {
            schema = JSON.objectNode();
            schema.put("type", "array").put("minItems", 1).put("maxItems", argument.most());
            schema.set("items", item);
        }
        if (!argument.description().isEmpty()) {
            schema.put("description", argument.description());
        }
        return schema;
    }

    private static void bounds(ObjectNode schema, Argument argument) {
        if (argument.least() != null) {
            schema.put("minimum", argument.least());
        }
        if (argument.highest() != null) {
            schema.put("maximum", argument.highest());
        }
    }

    private static String title(String name) {
        String words = name.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static ObjectNode object() {
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "object");
        schema.putObject("properties");
        schema.put("additionalProperties", false);
        return schema;
    }
}
