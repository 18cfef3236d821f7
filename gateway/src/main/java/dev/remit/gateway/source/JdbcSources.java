package dev.remit.gateway.source;

import dev.remit.core.catalog.Source;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Opens the sources that are reached through JDBC. */
public final class JdbcSources {
    /** The most bytes that one read may bring. */
    public static final int MOST_BYTES = 4 << 20;

    private JdbcSources() {}

    /**
     * Opens a source. The database need not be there: reads fail as unavailable until it is.
     *
     * @param references gives a text with its {@code ${env:…}} and {@code ${file:…}} references resolved; asked again for
     *     every connection, so that a password can be changed while we run
     * @param driverFolder where the operator puts the jars of drivers that do not come with Remit (MariaDB); need not exist
     * @throws IllegalArgumentException where the source can never be opened so: an unknown database, a missing driver; with
     *     a message for the operator that holds no secret
     */
    public static JdbcReader open(Source source, UnaryOperator<String> references, Path driverFolder) {
        return open(source, references, driverFolder, MOST_BYTES);
    }

    /** Opens a source with another bound on bytes, at least one. */
    static JdbcReader open(Source source, UnaryOperator<String> references, Path driverFolder, int mostBytes) {
        String url = resolved(source, source.connect().jdbc(), references);
        String password = source.connect().password();
        if (password != null) {
            resolved(source, password, references); // said at start, not at the first read
        }
        return new JdbcReader(source, dialect(source, url, driverFolder, mostBytes), references, mostBytes);
    }

    /**
     * Opens a source for actions, with the log-in that it has for them. The database need not be there: actions fail as
     * unavailable until it is.
     *
     * @throws IllegalArgumentException as {@link #open}, and where this build does not change such a database
     */
    public static JdbcWriter openToWrite(Source source, UnaryOperator<String> references, Path driverFolder) {
        Source.Writing writing = source.writing();
        if (writing == null) {
            throw new IllegalArgumentException("source " + source.name() + " has no log-in to write with");
        }
        String url = resolved(source, source.connect().jdbc(), references);
        if (writing.password() != null) {
            resolved(source, writing.password(), references);
        }
        if (url.startsWith("jdbc:mariadb:")) {
            throw new IllegalArgumentException("source " + source.name()
                    + ": actions on MariaDB are not supported by this build; remove 'write' from its 'connect'");
        }
        Dialect dialect = dialect(source, url, driverFolder, MOST_BYTES);
        Changes changes = dialect instanceof PostgresDialect postgres
                ? new PostgresChanges(source.connect(), postgres)
                : new SqliteChanges((SqliteDialect) dialect);
        return new JdbcWriter(source, dialect, changes, references);
    }

    private static String resolved(Source source, String text, UnaryOperator<String> references) {
        try {
            return references.apply(text);
        } catch (IllegalArgumentException missing) {
            throw new IllegalArgumentException("Source " + source.name() + ": " + missing.getMessage(), missing);
        }
    }

    /** @throws IllegalArgumentException for a database that is not supported, or whose driver is missing */
    static Dialect dialect(Source source, String url, Path driverFolder, int mostBytes) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresDialect(source.connect(), mostBytes);
        }
        if (url.startsWith("jdbc:sqlite:")) {
            if (url.indexOf('?') >= 0 || url.startsWith("jdbc:sqlite::") || url.startsWith("jdbc:sqlite:file:")) {
                throw new IllegalArgumentException("source " + source.name()
                        + ": write the URL of a SQLite file as jdbc:sqlite:PATH; how it is opened is up to Remit");
            }
            return new SqliteDialect(source.connect(), mostBytes);
        }
        if (url.startsWith("jdbc:mariadb:")) {
            return new MariaDbDialect(source.connect(), DriverFolder.driver(driverFolder, url));
        }
        throw new IllegalArgumentException("source " + source.name()
                + ": only jdbc:postgresql:, jdbc:sqlite: and jdbc:mariadb: are supported by this build");
    }
}
