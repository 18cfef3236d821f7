package dev.remit.core.template;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of an MCP server's tool, with placeholders in its arguments. Immutable; {@link #render} is pure.
 *
 * @param arguments null for none
 */
public record ToolTemplate(String tool, @Nullable BodyTemplate arguments) {
    /** What a template gave for some values. */
    public sealed interface Arguments {
        /** @param tree as {@link Rendering.Request#body} has it; null for none */
        record Given(@Nullable Object tree) implements Arguments {}

        /** Nothing was, and nothing may be, sent. See {@link Rendering.Refused}. */
        record Refused(String placeholder, String why) implements Arguments {}
    }

    /** The names of all values that are put in. */
    public Set<String> names() {
        return arguments == null ? Set.of() : arguments.names();
    }

    /**
     * The arguments for some values; one that is a placeholder without a value is left out.
     *
     * @param values as for {@link RequestTemplate#render}
     */
    public Arguments render(Map<String, @Nullable Object> values) {
        try {
            return new Arguments.Given(arguments == null ? null : arguments.renderMembers(values));
        } catch (Unrenderable e) {
            Rendering.Refused refused = e.refused();
            return new Arguments.Refused(refused.placeholder(), refused.why());
        }
    }

    /** A text that is the same for two calls if, and only if, they mean the same: for digests. */
    public String text() {
        return tool.length() + ":" + tool + (arguments == null ? "" : arguments.text());
    }
}
