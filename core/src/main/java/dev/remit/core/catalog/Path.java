package dev.remit.core.catalog;

import java.util.List;

/**
 * The way from a resource's table to a scope column: zero or more joins, then the column in the last table.
 *
 * @param joins in order from the resource's own table; empty where the column is the resource's own
 * @param column the column that holds the tenant or the subject
 * @param type the type of that column
 */
public record Path(List<Join> joins, String column, FieldType type) {
    public Path {
        joins = List.copyOf(joins);
    }

    /**
     * One step: {@code from.fromColumn = toTable.toColumn}.
     *
     * @param fromColumn a column of the table before
     * @param toTable the next table, as the source calls it
     * @param toColumn a column of the next table
     */
    public record Join(String fromColumn, String toTable, String toColumn) {}
}
