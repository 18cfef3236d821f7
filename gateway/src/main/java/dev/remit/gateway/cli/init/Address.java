package dev.remit.gateway.cli.init;

import dev.remit.core.catalog.CatalogCompiler;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.SourceText;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.propose.CatalogText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, as a person wrote it. What a catalog would refuse is refused here already, before anything
 * connects, and without repeating what may be a password.
 */
record Address(String name, CatalogText.Connection connection) {
    private static final String JDBC = "jdbc:";

    /** A survey asks for more than a call does, and nobody waits for it on the telephone. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** @throws Trouble where it cannot be used */
    static Address of(
            Terminal terminal,
            String given,
            @Nullable String name,
            @Nullable String user,
            @Nullable String passwordVariable) {
        String url = given.strip();
        if (!url.startsWith(JDBC) && !url.startsWith("${")) {
            throw Trouble.usage("The source is no JDBC URL. " + meant(url));
        }
        if (hasUserInfo(url) || refused(url)) {
            throw Trouble.usage("A password must not stand in the URL: it would end up in files, logs and lists of"
                    + " processes. Put it into an environment variable, and name that with --user U --password-env NAME. If"
                    + " it was a real password, change it.");
        }
        if (passwordVariable != null && !passwordVariable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw Trouble.usage("--password-env takes the name of an environment variable, such as SHOP_READ, not a"
                    + " password. If it was a real password, change it.");
        }
        if (passwordVariable != null && user == null) {
            throw Trouble.usage("A password without a user is of no use. Add --user U.");
        }
        if (passwordVariable != null && terminal.variable(passwordVariable) == null) {
            throw Trouble.usage("The environment variable " + passwordVariable
                    + " is not set. Set it to the password, and" + " try again.");
        }
        String absolute = absolute(terminal, url);
        String source = name == null ? named(absolute) : name;
        if (!source.matches("[a-z][a-z0-9_-]{0,62}")) {
            throw Trouble.usage("A source's name is of lower-case letters, digits, '_' and '-', a letter first. Choose"
                    + " another --name.");
        }
        return new Address(source, new CatalogText.Connection(absolute, user, passwordVariable));
    }

    private static String meant(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("postgres://") || lower.startsWith("postgresql://")) {
            return "Write jdbc:postgresql://HOST/DATABASE, and the user with --user.";
        }
        if (lower.startsWith("mysql:") || lower.startsWith("mariadb:")) {
            return "Write jdbc:mariadb://HOST/DATABASE, and the user with --user.";
        }
        if (!lower.contains("://")
                && (lower.endsWith(".db") || lower.endsWith(".sqlite") || lower.endsWith(".sqlite3"))) {
            return "For a SQLite file write jdbc:sqlite:PATH.";
        }
        return "Write jdbc:postgresql://HOST/DATABASE, jdbc:sqlite:PATH or jdbc:mariadb://HOST/DATABASE.";
    }

    /** {@code //user@host} is no password, but a user there is taken for nothing by drivers, and half of one by people. */
    private static boolean hasUserInfo(String url) {
        int slashes = url.indexOf("//");
        if (slashes < 0) {
            return false;
        }
        int end = url.length();
        for (char stop : new char[] {'/', '?', '#'}) {
            int at = url.indexOf(stop, slashes + 2);
            end = at >= 0 && at < end ? at : end;
        }
        return url.substring(slashes, end).contains("@");
    }

    /** Whether a catalog refuses it as holding a secret: the catalog's own rule. */
    private static boolean refused(String url) {
        Findings findings = new Findings();
        String quoted = url.replace("\\", "\\\\").replace("\"", "\\\"");
        CatalogCompiler.compile(
                List.of(new SourceText(
                        "--source", "source: x\nconnect: { jdbc: \"" + quoted + "\" }\nresources: {}\n")),
                findings);
        return findings.sorted().stream().map(Finding::code).anyMatch("literal-secret"::equals);
    }

    /** A relative path of a SQLite file is relative to where somebody happens to be; a catalog is read from elsewhere. */
    private static String absolute(Terminal terminal, String url) {
        String sqlite = "jdbc:sqlite:";
        if (!url.startsWith(sqlite)
                || url.contains("${")
                || url.startsWith(sqlite + ":")
                || url.contains("?")
                || url.startsWith(sqlite + "file:")
                || url.length() == sqlite.length()) {
            return url;
        }
        return sqlite + terminal.path(Path.of(url.substring(sqlite.length())));
    }

    private static String named(String url) {
        int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        String path = url.substring(0, end);
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        int dot = last.lastIndexOf('.');
        String name = (dot > 0 ? last.substring(0, dot) : last)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return name.isEmpty() || url.contains("${") ? "source" : name.substring(0, Math.min(63, name.length()));
    }

    Source source() {
        return new Source(
                name,
                null,
                null,
                new Source.Connect(
                        connection.jdbc(),
                        connection.user(),
                        connection.passwordVariable() == null ? null : "${env:" + connection.passwordVariable() + "}",
                        ZoneOffset.UTC,
                        PATIENCE,
                        1),
                null,
                new Source.Owners(Map.of(), null),
                Map.of(),
                Location.of("--source"));
    }
}
