package dev.remit.gateway.source;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a PostgreSQL role can do beyond reading what the catalog names. */
final class PostgresRights {
    private static final String ROLE = """
            SELECT current_user, rolsuper, rolbypassrls,
                   (SELECT reset_val FROM pg_catalog.pg_settings WHERE name = 'default_transaction_read_only')
            FROM pg_catalog.pg_roles WHERE rolname = current_user""";
    private static final String OURS = """
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
            """;
    private static final String WRITABLE = "SELECT n.nspname || '.' || c.relname " + OURS + """
              AND (has_table_privilege(c.oid, 'DELETE, TRUNCATE') OR has_any_column_privilege(c.oid, 'INSERT, UPDATE'))
            ORDER BY 1""";
    private static final String READABLE = "SELECT n.nspname || '.' || c.relname " + OURS + """
              AND has_any_column_privilege(c.oid, 'SELECT')
              AND c.oid <> ALL (SELECT coalesce(to_regclass(name), 0::oid)::oid FROM unnest(?::text[]) AS name)
            ORDER BY 1""";
    private static final String CREATABLE = """
            SELECT 'schema ' || nspname FROM pg_catalog.pg_namespace
            WHERE nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(oid, 'CREATE')
            UNION ALL
            SELECT 'database ' || current_database() WHERE has_database_privilege(current_database(), 'CREATE')
            ORDER BY 1""";
    private static final String OWNED = "SELECT n.nspname || '.' || c.relname " + OURS + """
              AND pg_has_role(c.relowner, 'MEMBER')
              AND c.oid = ANY (SELECT coalesce(to_regclass(name), 0::oid)::oid FROM unnest(?::text[]) AS name)
            ORDER BY 1""";
    private static final int MOST_NAMED = 5;

    private final Connection connection;
    private final Dialect.RightsQuestion question;
    private final Location where;
    private final List<Finding> findings = new ArrayList<>();

    PostgresRights(Connection connection, Dialect.RightsQuestion question) {
        this.connection = connection;
        this.question = question;
        this.where = question.source().location();
    }

    List<Finding> findings() throws SQLException {
        String role;
        boolean readOnly;
        try (PreparedStatement statement = connection.prepareStatement(ROLE);
                ResultSet row = statement.executeQuery()) {
            row.next();
            role = row.getString(1);
            readOnly = "on".equals(row.getString(4));
            if (row.getBoolean(2)) {
                return List.of(Finding.warning(
                        "rights-superuser",
                        where,
                        "Source " + name() + ": role " + role + " is a superuser.",
                        "Create a role of its own for Remit and grant it SELECT on the catalog's tables only."));
            }
            if (row.getBoolean(3)) {
                add(
                        "rights-bypassrls",
                        "role " + role + " ignores row security.",
                        "Run ALTER ROLE " + role + " NOBYPASSRLS.");
            }
        }
        many("rights-write", WRITABLE, "can change ", "Revoke INSERT, UPDATE, DELETE and TRUNCATE from " + role + ".");
        many("rights-create", CREATABLE, "can create objects in ", "Revoke CREATE from " + role + " and from PUBLIC.");
        many(
                "rights-read-more",
                READABLE,
                "can read what the catalog does not name: ",
                "Revoke SELECT on it from " + role + ", or list it in the catalog.");
        if (!readOnly) {
            findings.add(new Finding(
                    Severity.NOTE,
                    "rights-read-only",
                    "Source " + name() + ": role " + role
                            + " is not read-only by default; Remit sets it per connection.",
                    "Run ALTER ROLE " + role + " SET default_transaction_read_only = on.",
                    where));
        }
        return List.copyOf(findings);
    }

    /**
     * What the role that actions log in as can do beyond changing rows: it needs the rights to its statements and no more.
     * The tables of the question are those that are acted on.
     */
    List<Finding> toWrite() throws SQLException {
        String role;
        try (PreparedStatement statement = connection.prepareStatement(ROLE);
                ResultSet row = statement.executeQuery()) {
            row.next();
            role = row.getString(1);
            if (role.equals(question.source().connect().user())) {
                add(
                        "rights-one-login",
                        "reads and actions log in as the same role " + role + ".",
                        "Create a role of its own for actions, and let the one for reads select only.");
            }
            if (row.getBoolean(2)) {
                add(
                        "rights-superuser",
                        "the role " + role + " that actions log in as is a superuser.",
                        "Create a role of its own for actions and grant it what their statements need.");
                return List.copyOf(findings);
            }
            if (row.getBoolean(3)) {
                add(
                        "rights-bypassrls",
                        "the role " + role + " that actions log in as ignores row security.",
                        "Run ALTER ROLE " + role + " NOBYPASSRLS.");
            }
        }
        many(
                "rights-owner",
                OWNED,
                "that actions log in with owns, and so can drop and redefine, ",
                "Let another role own it, and grant " + role + " what the statements need.");
        many(
                "rights-create",
                CREATABLE,
                "that actions log in with can create objects in ",
                "Revoke CREATE from " + role + " and from PUBLIC.");
        return List.copyOf(findings);
    }

    private void many(String code, String query, String what, String hint) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            if (code.equals("rights-read-more") || code.equals("rights-owner")) {
                statement.setArray(
                        1, connection.createArrayOf("text", question.quoted().toArray()));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        if (!names.isEmpty()) {
            int more = names.size() - MOST_NAMED;
            String listed = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)));
            add(code, "the credential " + what + listed + (more > 0 ? " and " + more + " more." : "."), hint);
        }
    }

    private void add(String code, String message, String hint) {
        findings.add(Finding.warning(code, where, "Source " + name() + ": " + message, hint));
    }

    private String name() {
        return question.source().name();
    }
}
