package dev.remit.core.contract;

import dev.remit.core.catalog.CatalogCompiler;
import dev.remit.core.yaml.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** JSON Schemas (2020-12) of the files that people write, from the same declarations that check them. */
public final class JsonSchemas {
    private JsonSchemas() {}

    /** Of {@code catalog/*.yaml}, as JSON text. */
    public static String catalog() {
        return text(
                "catalog",
                "Remit catalog",
                "One source: what it holds, whose it is, and who owns it.",
                CatalogCompiler.schema());
    }

    /** Of {@code workflows/*.yaml}, as JSON text. */
    public static String workflow() {
        return text(
                "workflow",
                "Remit workflow contract",
                "What one workflow may have, of whom, and why.",
                WorkflowFile.SHAPE.schema());
    }

    private static String text(String name, String title, String description, Map<String, Object> shape) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:remit:schema:" + name);
        schema.put("title", title);
        schema.put("description", description);
        shape.forEach(schema::putIfAbsent);
        return JsonText.of(schema);
    }
}
