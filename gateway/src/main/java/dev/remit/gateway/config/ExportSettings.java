package dev.remit.gateway.config;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A system that entries are pushed to.
 *
 * @param to https, or http on loopback
 * @param secret a reference to what requests are signed with, or null
 * @param subjects whether customers and what was said of them leave the gateway
 * @param start where a target that is new begins
 */
public record ExportSettings(URI to, Form form, @Nullable String secret, boolean subjects, Start start) {
    /** How entries are written. */
    public enum Form {
        JSONL,
        OTLP;

        /** As the file names it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a new target begins. */
    public enum Start {
        START,
        NOW
    }

    private static final Pattern LOOPBACK = Pattern.compile("localhost|\\[::1\\]|127(\\.[0-9]{1,3}){3}");

    private static final Key<String> TO = Key.required(
            "to",
            Shapes.text("a URL such as https://siem.example/remit", Pattern.compile("https?://[^\\s@#]{1,490}"), 500),
            "Where entries are posted to; https, unless on loopback.");
    private static final Key<Form> FORMAT = Key.required(
            "format",
            Shapes.choice(Form.values(), Form::label),
            "jsonl: JSON lines. otlp: OpenTelemetry log records, to an OTLP/HTTP endpoint.");
    private static final Key<String> SECRET = Key.optional(
            "secret", Shapes.reference(), "A reference to what requests are signed with (Remit-Signature).");
    private static final Key<Boolean> SUBJECTS = Key.optional(
            "subjects", Shapes.bool(), "Whether customers and what was said of them are sent, too; false unless said.");
    private static final Key<Start> FROM = Key.optional(
            "from",
            Shapes.choice(Start.values(), start -> start.name().toLowerCase(Locale.ROOT)),
            "Where a new target begins: at the start of the ledger, or now; start unless said.");

    static final ObjectShape SHAPE = ObjectShape.of("an export", TO, FORMAT, SECRET, SUBJECTS, FROM);

    static List<ExportSettings> of(List<Located<Values>> all, Findings findings) {
        List<ExportSettings> exports = new ArrayList<>();
        for (Located<Values> each : all) {
            ExportSettings export = of(each.value(), findings);
            if (export != null) {
                if (exports.stream()
                        .anyMatch(other -> other.to().equals(export.to()) && other.form() == export.form())) {
                    findings.error(
                            "duplicate-item",
                            each.value().at(TO),
                            "This target is named twice with the same format.",
                            "Name each target once: where it stands is remembered by its URL and format.");
                }
                exports.add(export);
            }
        }
        return exports;
    }

    private static @Nullable ExportSettings of(Values values, Findings findings) {
        String to = values.get(TO);
        Form form = values.get(FORMAT);
        if (to == null || form == null) {
            return null;
        }
        URI address = safe(to, values.at(TO), "Entries", findings);
        if (address == null) {
            return null;
        }
        return new ExportSettings(
                address, form, values.get(SECRET), values.get(SUBJECTS, false), values.get(FROM, Start.START));
    }

    /**
     * An address that something may be posted to, or null; why not is then among the findings.
     *
     * @param what is posted there, in the plural
     */
    static @Nullable URI safe(String text, Location at, String what, Findings findings) {
        URI address = address(text);
        if (address == null) {
            findings.error(
                    "bad-value", at, "This is not a URL with a host.", "Write one such as https://siem.example/remit.");
            return null;
        }
        if ("http".equals(address.getScheme())
                && !LOOPBACK.matcher(address.getHost()).matches()) {
            findings.error(
                    "unsafe-address",
                    at,
                    what + " would be sent to " + address.getHost() + " without TLS.",
                    "Write https://, or an address on loopback.");
            return null;
        }
        return address;
    }

    private static @Nullable URI address(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() == null ? null : address;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
