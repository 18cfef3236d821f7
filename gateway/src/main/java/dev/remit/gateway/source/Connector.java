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

/** Opens connections for the pool; resolves the secrets anew for each. */
record Connector(Source.Connect.Jdbc connect, Dialect dialect, UnaryOperator<String> references) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        String url;
        String password;
        try {
            url = references.apply(connect.jdbc());
            password = connect.password() == null ? null : references.apply(connect.password());
        } catch (RuntimeException unresolved) {
            // It could be resolved once, when the source was opened; the pool tries again as with a refused credential.
            throw new SQLException("a reference of the source cannot be resolved", "28000", unresolved);
        }
        return dialect.connect(url, connect.user(), password);
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
