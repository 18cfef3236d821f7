package dev.remit.gateway.source;

import dev.remit.core.catalog.Source;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens connections for a pool; resolves the secrets anew for each. */
record Connector(Source.Connect.Jdbc connect, Login login, Opener opener, UnaryOperator<String> references)
        implements DataSource {
    /** Whom to connect as; the password still a reference. */
    record Login(@Nullable String user, @Nullable String password) {}

    /** Opens one connection, secrets resolved. */
    interface Opener {
        Connection open(String url, @Nullable String user, @Nullable String password) throws SQLException;
    }

    static Connector toRead(Source source, Dialect dialect, UnaryOperator<String> references) {
        Source.Connect.Jdbc connect = source.jdbc();
        return new Connector(connect, new Login(connect.user(), connect.password()), dialect::connect, references);
    }

    /** What the database said: a pool wraps why it has no connection, once or more. */
    static SQLException cause(SQLException failure) {
        SQLException said = failure;
        for (Throwable next = failure.getCause(); next != null; next = next.getCause()) {
            if (next instanceof SQLException inner) {
                said = inner;
            }
        }
        return said;
    }

    @Override
    public Connection getConnection() throws SQLException {
        String url;
        String password;
        try {
            url = references.apply(connect.jdbc());
            password = login.password() == null ? null : references.apply(login.password());
        } catch (RuntimeException unresolved) {
            // It could be resolved once, when the source was opened; the pool tries again as with a refused credential.
            throw new SQLException("a reference of the source cannot be resolved", "28000", unresolved);
        }
        return opener.open(url, login.user(), password);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the source has one credential");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    /** In seconds. The pool waits so long for connections under way when it closes. */
    @Override
    public int getLoginTimeout() {
        return Math.toIntExact(Math.max(1, connect.timeout().toSeconds()));
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("logs go to SLF4J");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
