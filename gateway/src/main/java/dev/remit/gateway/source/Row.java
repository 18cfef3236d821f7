package dev.remit.gateway.source;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Resource;

/** One table in a statement, under its alias. */
record Row(Dialect dialect, String owner, TableFacts table, String alias) {
    static Row of(Dialect dialect, Resource resource, TableFacts table, String alias) {
        return new Row(dialect, resource.name(), table, alias);
    }

    String ref(Field field) {
        return ref(field.column());
    }

    String ref(String column) {
        return alias + "." + dialect.quote(column);
    }

    Codec codec(Field field) throws WrongShape {
        return codec(field.column(), field.type());
    }

    Codec codec(String column, FieldType type) throws WrongShape {
        ColumnFacts facts = table.column(column);
        Codec codec = dialect.codec(type, facts);
        if (codec == null) {
            throw new WrongShape("resource " + owner + ": column " + column + " of table " + table.name()
                    + " is of type " + facts.type() + ", which does not hold " + type.label());
        }
        return codec;
    }
}
