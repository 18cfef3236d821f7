package dev.remit.gateway.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs between databases where one asks for all that they hold. */
interface SchemaQueries {
    /**
     * A table or view.
     *
     * @param name as a catalog names it
     */
    record Listed(String schema, String name) {}

    /** The keys of a table. */
    record Keys(List<String> primary, List<SurveyedTable.Link> links) {
        public Keys {
            primary = List.copyOf(primary);
            links = List.copyOf(links);
        }
    }

    /**
     * The tables and views that are not the database's own, without the parts of partitioned ones.
     *
     * @param schema only of this one; null for all
     */
    List<Listed> tables(Connection connection, @Nullable String schema) throws SQLException;

    Keys keys(Connection connection, String table) throws SQLException;

    /** A column as text, cut to so many characters; NULL where it is not text. */
    String sampled(String column, int characters);

    /** PostgreSQL. */
    record OfPostgres(PostgresDialect dialect) implements SchemaQueries {
        @Override
        public List<Listed> tables(Connection connection, @Nullable String schema) throws SQLException {
            List<Listed> tables = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid)
                    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
                      AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
                      AND (CAST(? AS text) IS NULL OR n.nspname = ?)
                      AND has_schema_privilege(n.oid, 'USAGE')
                      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                                      WHERE d.objid = c.oid AND d.classid = 'pg_catalog.pg_class'::regclass
                                        AND d.deptype = 'e')
                    ORDER BY 1, 2""")) {
                statement.setString(1, schema);
                statement.setString(2, schema);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        tables.add(new Listed(row.getString(1), name(row, 1)));
                    }
                }
            }
            return tables;
        }

        /** Schema, table and whether it is found without its schema, from one column on. */
        private static String name(ResultSet row, int from) throws SQLException {
            String table = row.getString(from + 1);
            return row.getBoolean(from + 2) ? table : row.getString(from) + "." + table;
        }

        @Override
        public Keys keys(Connection connection, String table) throws SQLException {
            List<String> primary = new ArrayList<>();
            List<SurveyedTable.Link> links = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT k.contype, fn.nspname, f.relname, pg_catalog.pg_table_is_visible(f.oid),
                      ARRAY(SELECT CAST(a.attname AS text) FROM unnest(k.conkey) WITH ORDINALITY AS u (n, i)
                            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.i),
                      ARRAY(SELECT CAST(a.attname AS text) FROM unnest(k.confkey) WITH ORDINALITY AS u (n, i)
                            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.i)
                    FROM pg_catalog.pg_constraint k
                    LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
                    LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
                    WHERE k.conrelid = to_regclass(?) AND k.contype IN ('p', 'f') AND k.conparentid = 0
                    ORDER BY k.conname""")) {
                statement.setString(1, dialect.quoteTable(table));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        List<String> columns = strings(row, 5);
                        if (row.getString(1).equals("p")) {
                            primary.addAll(columns);
                        } else {
                            links.add(new SurveyedTable.Link(columns, name(row, 2), strings(row, 6)));
                        }
                    }
                }
            }
            return new Keys(primary, links);
        }

        private static List<String> strings(ResultSet row, int column) throws SQLException {
            return List.of((String[]) row.getArray(column).getArray());
        }

        @Override
        public String sampled(String column, int characters) {
            return "left(CAST(" + column + " AS text), " + characters + ")";
        }
    }

    /** SQLite. */
    record OfSqlite() implements SchemaQueries {
        @Override
        public List<Listed> tables(Connection connection, @Nullable String schema) throws SQLException {
            List<Listed> tables = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                            SELECT name FROM pragma_table_list
                            WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                            ORDER BY name""");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(new Listed("", row.getString(1)));
                }
            }
            return tables;
        }

        @Override
        public Keys keys(Connection connection, String table) throws SQLException {
            List<String> primary = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk")) {
                statement.setString(1, table);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        primary.add(row.getString(1));
                    }
                }
            }
            Links links = new Links();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?) ORDER BY id, seq")) {
                statement.setString(1, table);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        links.add(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
                    }
                }
            }
            return new Keys(primary, links.all());
        }

        @Override
        public String sampled(String column, int characters) {
            return "CASE typeof(" + column + ") WHEN 'blob' THEN NULL ELSE substr(CAST(" + column + " AS TEXT), 1, "
                    + characters + ") END";
        }
    }

    /** MariaDB. */
    record OfMariaDb() implements SchemaQueries {
        @Override
        public List<Listed> tables(Connection connection, @Nullable String schema) throws SQLException {
            List<Listed> tables = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT table_schema, table_name, table_schema = database() FROM information_schema.tables
                    WHERE table_type IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED')
                      AND table_schema = coalesce(?, database()) ORDER BY 1, 2""")) {
                statement.setString(1, schema);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        String name = row.getString(2);
                        tables.add(
                                new Listed(row.getString(1), row.getBoolean(3) ? name : row.getString(1) + "." + name));
                    }
                }
            }
            return tables;
        }

        @Override
        public Keys keys(Connection connection, String table) throws SQLException {
            List<String> primary = new ArrayList<>();
            Links links = new Links();
            int dot = table.indexOf('.');
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT constraint_name, column_name, referenced_table_schema, referenced_table_name,
                           referenced_column_name, referenced_table_schema = database()
                    FROM information_schema.key_column_usage
                    WHERE table_schema = coalesce(?, database()) AND table_name = ?
                      AND (constraint_name = 'PRIMARY' OR referenced_table_name IS NOT NULL)
                    ORDER BY constraint_name, ordinal_position""")) {
                statement.setString(1, dot < 0 ? null : table.substring(0, dot));
                statement.setString(2, table.substring(dot + 1));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        String target = row.getString(4);
                        if (target == null) {
                            primary.add(row.getString(2));
                        } else {
                            String name = row.getBoolean(6) ? target : row.getString(3) + "." + target;
                            links.add(row.getString(1), name, row.getString(2), row.getString(5));
                        }
                    }
                }
            }
            return new Keys(primary, links.all());
        }

        @Override
        public String sampled(String column, int characters) {
            return "left(CAST(" + column + " AS CHAR), " + characters + ")";
        }
    }

    /** Foreign keys, put together from one row for each column. */
    final class Links {
        private final Map<String, List<String>> columns = new LinkedHashMap<>();
        private final Map<String, List<String>> toColumns = new LinkedHashMap<>();
        private final Map<String, String> tables = new LinkedHashMap<>();

        void add(String key, String table, String column, @Nullable String toColumn) {
            tables.put(key, table);
            columns.computeIfAbsent(key, each -> new ArrayList<>()).add(column);
            List<String> targets = toColumns.computeIfAbsent(key, each -> new ArrayList<>());
            if (toColumn != null) {
                targets.add(toColumn);
            }
        }

        List<SurveyedTable.Link> all() {
            List<SurveyedTable.Link> links = new ArrayList<>();
            tables.forEach((key, table) -> links.add(new SurveyedTable.Link(
                    columns.getOrDefault(key, List.of()), table, toColumns.getOrDefault(key, List.of()))));
            return links;
        }
    }
}
