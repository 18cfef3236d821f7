package dev.remit.core.catalog;

import dev.remit.core.finding.Location;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One system of record.
 *
 * @param tenant the one tenant that the whole source belongs to, or null where rows say whose they are
 * @param subject the resource whose key is the customer, or null where the source holds none
 * @param connect how to reach it; secrets still as references
 * @param writing the log-in that actions use; null where nothing is done in it
 * @param owners who answers for each class of data in it
 * @param retention the longest that released data of a class is kept; a class that is not there has no bound of its own
 */
public record Source(
        String name,
        @Nullable String tenant,
        @Nullable String subject,
        Connect connect,
        @Nullable Writing writing,
        Owners owners,
        Map<DataClass, Duration> retention,
        Location location) {
    public Source {
        retention = Map.copyOf(retention);
    }

    /** How to reach a source. */
    public sealed interface Connect {
        /** The zone of timestamps that the source stores without one. */
        ZoneId zone();

        /**
         * A database.
         *
         * @param jdbc the JDBC URL; may hold {@code ${env:…}} references
         * @param user null where the database takes none
         * @param password a reference, never a literal; null where the database takes none
         * @param zone the zone of timestamps that the source stores without one
         * @param timeout the longest that one statement may run
         * @param pool the most connections open at once
         */
        record Jdbc(
                String jdbc,
                @Nullable String user,
                @Nullable String password,
                ZoneId zone,
                Duration timeout,
                int pool) implements Connect {}

        /** A JSON API; its timestamps carry their offset. */
        record Http(Upstream upstream) implements Connect {
            @Override
            public ZoneId zone() {
                return ZoneOffset.UTC;
            }
        }

        /**
         * An MCP server; its URL is the server's endpoint.
         *
         * @param tools the tools that may be called, with the digests of what was reviewed
         */
        record Mcp(Upstream upstream, Map<String, String> tools) implements Connect {
            public Mcp {
                tools = Map.copyOf(tools);
            }

            @Override
            public ZoneId zone() {
                return ZoneOffset.UTC;
            }
        }
    }

    /** How to reach it, where it is a database: for code that is only ever given one. */
    public Connect.Jdbc jdbc() {
        if (connect instanceof Connect.Jdbc jdbc) {
            return jdbc;
        }
        throw new IllegalStateException("source " + name + " is not reached through JDBC");
    }

    /**
     * How to change something in a source.
     *
     * @param user null where the database takes none
     * @param password a reference, never a literal; null where the database takes none
     * @param operations the table that keeps the ids of what was done, or null
     */
    public record Writing(
            @Nullable String user,
            @Nullable String password,
            @Nullable String operations) {}

    /**
     * Data owners.
     *
     * @param byClass the owners named for a class
     * @param others the owner of every class not named, or null where there is none
     */
    public record Owners(
            Map<DataClass, String> byClass, @Nullable String others) {
        public Owners {
            byClass = Map.copyOf(byClass);
        }

        public @Nullable String of(DataClass dataClass) {
            return byClass.getOrDefault(dataClass, others);
        }
    }
}
