package dev.remit.gateway.source;

import dev.remit.core.decision.Read;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A statement, ready to be run with any values.
 *
 * @param outputs what it selects: the columns of the read, then what paging needs besides
 * @param visible how many of the outputs are the read's
 * @param key the output that is the key; -1 where rows are not paged
 * @param order the output that rows are ordered by before the key; -1 where there is none
 */
record Plan(String resource, String sql, List<Slot> slots, List<Output> outputs, int visible, int key, int order) {
    Plan {
        slots = List.copyOf(slots);
        outputs = List.copyOf(outputs);
    }

    /** One selected column. */
    record Output(String column, Codec codec) {}

    /** What to bind; null where no row can match. */
    Object @Nullable [] arguments(Inputs inputs) {
        Object[] arguments = new Object[slots.size()];
        for (int i = 0; i < arguments.length; i++) {
            Object value = slots.get(i).value(inputs);
            if (value == null) {
                return null;
            }
            arguments[i] = value;
        }
        return arguments;
    }

    static void bind(PreparedStatement statement, Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    /** Reads a page. */
    ReadResult.Rows page(ResultSet results, int limit, ByteCount bytes) throws SQLException, WrongShape, TooLarge {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<Object> keys = new ArrayList<>();
        @Nullable Object[] last = new Object[outputs.size()];
        while (results.next()) {
            @Nullable Object[] row = row(results, bytes);
            if (rows.size() == limit) {
                if (Objects.equals(last[key], row[key]) && (order < 0 || Objects.equals(last[order], row[order]))) {
                    throw new WrongShape("resource " + resource + ": the key "
                            + outputs.get(key).column()
                            + " does not tell rows apart, so a page cannot end between them");
                }
                return new ReadResult.Rows(
                        Collections.unmodifiableList(rows), Collections.unmodifiableList(keys), position(last));
            }
            rows.add(Collections.unmodifiableList(new ArrayList<>(java.util.Arrays.asList(row)).subList(0, visible)));
            keys.add(Objects.requireNonNull(row[key]));
            last = row;
        }
        return new ReadResult.Rows(Collections.unmodifiableList(rows), Collections.unmodifiableList(keys), null);
    }

    /** Reads the distinct values of the only column. */
    List<String> owners(ResultSet results, ByteCount bytes) throws SQLException, WrongShape, TooLarge {
        List<String> owners = new ArrayList<>();
        while (results.next()) {
            Object owner = row(results, bytes)[0];
            if (owner != null) {
                owners.add(Canonical.of(owner));
            }
        }
        return List.copyOf(owners);
    }

    private @Nullable Object[] row(ResultSet results, ByteCount bytes) throws SQLException, WrongShape, TooLarge {
        @Nullable Object[] row = new Object[outputs.size()];
        for (int i = 0; i < row.length; i++) {
            try {
                row[i] = outputs.get(i).codec().read(results, i + 1);
            } catch (WrongShape wrong) {
                throw new WrongShape(
                        "resource " + resource + ": column " + outputs.get(i).column() + " " + wrong.getMessage());
            }
            bytes.add(row[i]);
        }
        if (key >= 0 && row[key] == null) {
            throw new WrongShape(
                    "resource " + resource + ": the key " + outputs.get(key).column() + " is absent in a row");
        }
        return row;
    }

    private Read.Position position(@Nullable Object[] last) {
        return new Read.Position(order < 0 ? null : last[order], Objects.requireNonNull(last[key]));
    }
}
