package dev.remit.gateway.propose;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a proposal as a catalog, with what each line rests on as comments. */
public final class CatalogText {
    private static final int LONGEST_COMMENT = 200;

    private final Proposal proposal;
    private final boolean reasons;
    private final StringBuilder text = new StringBuilder(1 << 14);

    private CatalogText(Proposal proposal, boolean reasons) {
        this.proposal = proposal;
        this.reasons = reasons;
    }

    /**
     * How the database is reached.
     *
     * @param jdbc without a password
     * @param passwordVariable the environment variable that holds it; null where there is none
     */
    public record Connection(
            String jdbc, @Nullable String user, @Nullable String passwordVariable) {}

    /** @param reasons whether each field says what its class rests on */
    public static String of(Proposal proposal, Connection connection, boolean reasons) {
        return new CatalogText(proposal, reasons).write(connection);
    }

    private String write(Connection connection) {
        line(
                "# Proposed by remit init. A person reviews it: each class, whose each row is, and what is commented out.");
        line("# Behind each field: how sure, and why. Nothing of the values that were looked at stands here.");
        line("source: " + proposal.source());
        if (proposal.tenant() != null) {
            line("tenant: " + proposal.tenant()
                    + "  # guess: no column of the customers says a tenant, so all of it is taken for one tenant's");
        }
        if (proposal.subject() != null) {
            line("subject: " + proposal.subject() + "  # guess: by the table's name, and by what points at it");
        } else {
            line("# decide: subject: NAME, the resource that holds the customers; none was found");
        }
        line("connect:");
        line("  jdbc: " + quoted(connection.jdbc()));
        if (connection.user() != null) {
            String password = connection.passwordVariable();
            line("  read: { user: " + quoted(connection.user())
                    + (password == null ? "" : ", password: \"${env:" + password + "}\"") + " }");
        }
        line("# decide: who answers for each class of data");
        line("# owners: { personal: privacy@example.com, financial: finance@example.com, \"*\": data@example.com }");
        line("resources:");
        List<ProposedResource> undecided = proposal.undecided();
        proposal.resources().stream().filter(each -> each.undecided() == null).forEach(each -> resource(each, ""));
        if (!undecided.isEmpty()) {
            line("");
            line("  # -- to be decided; remove the number signs where it is ----------------------------------------");
            undecided.forEach(each -> resource(each, "# "));
        }
        proposal.unlisted().forEach(each -> line("  # not listed: " + comment(each)));
        return text.toString();
    }

    private void resource(ProposedResource resource, String mark) {
        line("");
        if (resource.undecided() != null) {
            line("  # decide: " + comment(resource.undecided()) + ".");
        }
        String in = "  " + mark;
        line(in + resource.name() + ":" + (resource.view() ? "  # a view" : ""));
        line(in + "  table: " + scalar(resource.table()));
        line(in + "  scope: " + (resource.scope().isEmpty() ? "" : resource.scope() + "  ")
                + (resource.scope().isEmpty()
                        ? ""
                        : "# " + (resource.guessed() ? "guess: " : "") + comment(resource.scopeReason())));
        line(in + "  key: " + resource.key()
                + (resource.view() && !resource.key().isEmpty()
                        ? "  # guess: by its name, for views have no keys"
                        : ""));
        if (!resource.findBy().isEmpty()) {
            line(in + "  find_by: [" + String.join(", ", resource.findBy()) + "]");
        }
        line(in + "  fields:"
                + (resource.samples() == 0 ? "  # the table is empty or could not be read: by names alone" : ""));
        int width = resource.fields().stream()
                .mapToInt(field -> field.name().length())
                .max()
                .orElse(0);
        for (ProposedField field : resource.fields()) {
            String entry = field.name() + ": " + " ".repeat(width - field.name().length()) + entry(field);
            if (field.leftOut() != null) {
                line(in + (mark.isEmpty() ? "  # " : "  ") + entry + "  # left out: " + comment(field.leftOut()));
            } else {
                line(in + "    " + entry + "  # " + field.confidence().label()
                        + (reasons ? ": " + comment(field.reason()) : ""));
            }
        }
    }

    private static String entry(ProposedField field) {
        List<String> parts = new ArrayList<>();
        parts.add("class: " + field.dataClass().label());
        if (field.type() != FieldType.TEXT) {
            parts.add("type: " + field.type().label());
        }
        if (field.kind() != Kind.OTHER) {
            parts.add("kind: " + field.kind().label());
        }
        if (!field.column().equals(field.name())) {
            parts.add("column: " + scalar(plain(field.column())));
        }
        if (field.required()) {
            parts.add("required: true");
        }
        return "{ " + String.join(", ", parts) + " }";
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    /** A name of a database as YAML takes it, quoted where it must be. */
    static String scalar(String name) {
        boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*")
                && !name.matches("(?i)true|false|null|yes|no|on|off|y|n");
        return plain ? name : quoted(name);
    }

    static String arrow(String column, String resource, @Nullable String toColumn) {
        return quoted(column + " -> " + resource + (toColumn == null ? "" : "." + toColumn));
    }

    private static String quoted(String value) {
        return '"' + plain(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without what would end a line or hide something in it. */
    static String plain(String text) {
        return text.codePoints()
                .map(point -> switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED -> 0xFFFD;
                    default -> point;
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String comment(String text) {
        String plain = plain(text);
        return plain.length() <= LONGEST_COMMENT ? plain : plain.substring(0, LONGEST_COMMENT) + "…";
    }
}
