package dev.remit.core.condition;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.finding.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/** A resource with two fields of each type. */
final class Orders {
    /** Where the rules of the tests start. */
    static final Location WHERE = new Location("order-help.yaml", 7, 12);

    static final Resource ORDER = order();

    private Orders() {}

    static RowRules.Result compile(String cel) {
        return RowRules.compile(cel, WHERE, ORDER);
    }

    /** The predicate of a rule that is to be understood. */
    static Predicate rule(String cel) {
        return switch (compile(cel)) {
            case RowRules.Result.Rule(Predicate predicate) -> predicate;
            case RowRules.Result.Rejected rejected -> throw new AssertionError(cel + " → " + rejected.findings());
        };
    }

    static Operand.Column column(String name) {
        return new Operand.Column(Objects.requireNonNull(ORDER.field(name)));
    }

    private static Resource order() {
        SequencedMap<String, Field> fields = new LinkedHashMap<>();
        add(fields, FieldType.TEXT, "status", "note");
        add(fields, FieldType.INTEGER, "items", "weight");
        add(fields, FieldType.DECIMAL, "total", "paid");
        add(fields, FieldType.BOOLEAN, "gift", "active");
        add(fields, FieldType.DATE, "day", "due");
        add(fields, FieldType.TIMESTAMP, "placed_at", "eta");
        Field key = Objects.requireNonNull(fields.get("status"));
        return new Resource(
                "order", "shop", "orders", new Scope.Shared(), key, List.of(), fields, "", Location.of("shop.yaml"));
    }

    private static void add(SequencedMap<String, Field> fields, FieldType type, String... names) {
        for (String name : names) {
            fields.put(
                    name,
                    new Field(name, name, DataClass.ACTIVITY, type, Kind.OTHER, true, "", Location.of("shop.yaml")));
        }
    }
}
