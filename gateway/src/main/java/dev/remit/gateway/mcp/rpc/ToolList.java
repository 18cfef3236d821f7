package dev.remit.gateway.mcp.rpc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.remit.gateway.call.Tool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JsonNode;

/**
 * The {@code tools} array of a tools/list result, which all eras write alike.
 *
 * <p>The text is kept per <em>value</em> of the list, so two grants share it only when their tools are equal, and a
 * changed contract is a different key. Nothing is kept per grant: a listing can never be older than the authorisation
 * that it is given to. Schemas must not be changed after they were handed to a {@link Tool}. Thread-safe.
 */
public final class ToolList {
    /** Enough for hundreds of workflows; beyond it, lists are written anew. */
    private static final long MAX_KEPT_BYTES = 16L << 20;

    private static final String MIRRORED = "x-mcp-header";

    private final RpcWriter writer;
    private final Cache<Key, SerializedString> written = Caffeine.newBuilder()
            .maximumWeight(MAX_KEPT_BYTES)
            .weigher((Key key, SerializedString text) -> text.charLength() * 3)
            .build();

    public ToolList(RpcWriter writer) {
        this.writer = writer;
    }

    /** Writes the member {@code tools} into the object that is open. */
    public void write(JsonGenerator out, List<Tool> tools) {
        out.writeName("tools");
        out.writeRawValue(written.get(new Key(List.copyOf(tools)), key -> text(key.tools())));
    }

    private SerializedString text(List<Tool> tools) {
        byte[] json = writer.json(out -> {
            out.writeStartArray();
            tools.forEach(tool -> write(out, tool));
            out.writeEndArray();
        });
        return new SerializedString(new String(json, StandardCharsets.UTF_8));
    }

    private static void write(JsonGenerator out, Tool tool) {
        if (mirrors(tool.inputSchema())) {
            // Headers are seen by every intermediary, and arguments may be about a customer.
            throw new IllegalArgumentException(
                    "tool " + tool.name() + ": " + MIRRORED + " is not supported; remove it from the input schema");
        }
        out.writeStartObject();
        out.writeStringProperty("name", tool.name());
        out.writeStringProperty("title", tool.title());
        out.writeStringProperty("description", tool.description());
        out.writeName("inputSchema");
        out.writeTree(tool.inputSchema());
        if (tool.outputSchema() != null) {
            out.writeName("outputSchema");
            out.writeTree(tool.outputSchema());
        }
        out.writeObjectPropertyStart("annotations");
        out.writeBooleanProperty("readOnlyHint", tool.effect() == Tool.Effect.READ);
        out.writeBooleanProperty("destructiveHint", destructive(tool.effect()));
        out.writeBooleanProperty("openWorldHint", false);
        out.writeEndObject();
        out.writeEndObject();
    }

    /** A write may overwrite, so only what adds nothing but a draft is claimed to be harmless. */
    private static boolean destructive(Tool.Effect effect) {
        return effect == Tool.Effect.WRITE || effect == Tool.Effect.IRREVERSIBLE;
    }

    private static boolean mirrors(JsonNode schema) {
        if (schema.isObject() && schema.get(MIRRORED) != null) {
            return true;
        }
        for (JsonNode part : schema) {
            if (part.isContainer() && mirrors(part)) {
                return true;
            }
        }
        return false;
    }

    /** Compares by value; hashes names only, because hashing every schema would cost as much as writing them. */
    private record Key(List<Tool> tools) {
        @Override
        public int hashCode() {
            int hash = 1;
            for (Tool tool : tools) {
                hash = 31 * hash + tool.name().hashCode();
            }
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && tools.equals(key.tools);
        }
    }
}
