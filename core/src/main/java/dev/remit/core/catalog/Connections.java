package dev.remit.core.catalog;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code connect}. A secret stands nowhere but behind a reference, and never in a URL, which ends up in logs. */
final class Connections {
    private static final Pattern USER_AND_PASSWORD = Pattern.compile("//[^/?#@]*:[^/?#]*@");
    private static final Pattern ORACLE_PASSWORD = Pattern.compile("(?i)^jdbc:oracle:[^:]*:[^/@]+/[^@]*@");
    private static final Pattern PASSWORD_PROPERTY = Pattern.compile(
            "(?i)[^a-z0-9][a-z0-9_.-]*(?:password|passwd|pwd|passphrase|secret|token|access_?key|api_?key)[a-z0-9_.-]*\\s*=");

    private Connections() {}

    static Source.@Nullable Connect read(Values connect, Findings findings) {
        if (UpstreamFile.speaksHttp(connect)) {
            return UpstreamFile.read(connect, findings);
        }
        if (!connect.has(CatalogFile.JDBC)) {
            findings.error(
                    "missing-key",
                    connect.at(),
                    "Nothing says where the source is.",
                    "Add 'jdbc:' for a database, 'http:' for a JSON API, or 'mcp:' for an MCP server.");
            return null;
        }
        String jdbc = connect.get(CatalogFile.JDBC);
        Values login = connect.get(CatalogFile.READ);
        ZoneId zone = zone(connect, findings);
        boolean ours = UpstreamFile.keysAreOf("a database", connect, UpstreamFile.KEYS, findings);
        if (jdbc == null || !ours || !jdbcIsClean(jdbc, connect, findings)) {
            return null;
        }
        return new Source.Connect.Jdbc(
                jdbc,
                login == null ? null : login.get(CatalogFile.USER),
                login == null ? null : login.get(CatalogFile.PASSWORD),
                zone,
                connect.get(CatalogFile.TIMEOUT, Duration.ofSeconds(2)),
                connect.get(CatalogFile.POOL, 16));
    }

    /** The log-in that actions use, or null. */
    static Source.@Nullable Writing writing(Values connect) {
        Values login = connect.get(CatalogFile.WRITE);
        return login == null
                ? null
                : new Source.Writing(
                        login.get(CatalogFile.USER),
                        login.get(CatalogFile.PASSWORD),
                        login.get(CatalogFile.OPERATIONS));
    }

    private static boolean jdbcIsClean(String jdbc, Values connect, Findings findings) {
        if (USER_AND_PASSWORD.matcher(jdbc).find()
                || ORACLE_PASSWORD.matcher(jdbc).find()
                || PASSWORD_PROPERTY.matcher(jdbc).find()) {
            findings.error(
                    "literal-secret",
                    connect.at(CatalogFile.JDBC),
                    "A password must not stand in a JDBC URL.",
                    "Write 'read: { user: …, password: \"${env:NAME}\" }' instead. If this was a real secret, change it.");
            return false;
        }
        if (!Shapes.referencesResolvable(jdbc)) {
            findings.error(
                    "bad-reference",
                    connect.at(CatalogFile.JDBC),
                    "A '${' here does not begin a reference.",
                    "References are ${env:NAME} and ${file:path}.");
            return false;
        }
        if (!jdbc.startsWith("jdbc:") && !jdbc.startsWith("${")) {
            findings.error(
                    "bad-value",
                    connect.at(CatalogFile.JDBC),
                    "A JDBC URL starts with 'jdbc:'.",
                    "As in jdbc:postgresql://localhost/shop.");
            return false;
        }
        return true;
    }

    private static ZoneId zone(Values connect, Findings findings) {
        String zone = connect.get(CatalogFile.ZONE);
        if (zone == null || zone.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            findings.error(
                    "bad-value",
                    connect.at(CatalogFile.ZONE),
                    "There is no such time zone.",
                    "Zones are named as in Europe/Berlin, or UTC.");
            return ZoneOffset.UTC;
        }
        return ZoneId.of(zone);
    }
}
