package dev.remit.gateway.contracttest;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Node;
import dev.remit.core.yaml.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row: columns, each with a single value. Whether the table has them is judged once the catalog is known. */
final class RowShape implements Shape<List<RowShape.Cell>> {
    /**
     * One value of a row.
     *
     * @param columnAt where the column is named
     * @param at where the value stands
     */
    record Cell(String column, Location columnAt, JsonNode value, Location at) {}

    @Override
    public @Nullable List<Cell> read(Node node, Findings findings) {
        if (!(node instanceof Node.Mapping mapping)) {
            if (!(node instanceof Node.Refused)) {
                findings.error(
                        "wrong-type",
                        node.at(),
                        "Expected a row, but found " + node.kind() + ".",
                        "Write { column: value, … }.");
            }
            return null;
        }
        List<Cell> cells = new ArrayList<>();
        mapping.entries().forEach((column, entry) -> {
            if (!(entry.value() instanceof Node.Scalar) && !(entry.value() instanceof Node.Refused)) {
                findings.error(
                        "wrong-type",
                        entry.value().at(),
                        "A column holds a single value, but this is "
                                + entry.value().kind() + ".",
                        "");
                return;
            }
            JsonNode value = JsonShape.value(entry.value(), findings);
            if (value != null) {
                cells.add(new Cell(column, entry.at(), value, entry.value().at()));
            }
        });
        return List.copyOf(cells);
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> value = new LinkedHashMap<>();
        value.put("type", List.of("string", "number", "boolean", "null"));
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", value);
        return schema;
    }
}
