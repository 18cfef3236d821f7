package dev.remit.gateway.config;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.VerifierKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ledger} in {@code remit.yaml}: how the log is called, who may read it, and who watches it.
 *
 * @param origin the log's name, or null to have one made
 * @param open whether tiles are for everybody; checkpoints always are
 * @param witnesses asked to cosign every checkpoint
 * @param required how many of them must, 0 to the number of witnesses; fewer is reported as not ready
 * @param exports where entries are pushed to
 */
public record LedgerSettings(
        @Nullable String origin, boolean open, List<Witness> witnesses, int required, List<ExportSettings> exports) {

    /** A witness: where it is asked, and the key that its cosignatures are checked with. */
    public record Witness(URI url, VerifierKey key) {}

    /** What holds where nothing is said: a made name, nothing open, nobody asked. */
    public static final LedgerSettings DEFAULTS = new LedgerSettings(null, false, List.of(), 0, List.of());

    private static final int MOST = 16;

    private static final Key<String> ORIGIN = Key.optional(
            "origin",
            Shapes.text(
                    "a name for the log, such as log.shop.example/remit: no blanks, no '+'",
                    Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]{0,199}"),
                    200),
            "The log's name in its checkpoints, best a domain that you own and a path; made up unless said.");
    private static final Key<Boolean> PUBLIC = Key.optional(
            "public",
            Shapes.bool(),
            "Whether anybody may read the log's tiles, which hold commitments only; false unless said.");
    private static final Key<String> URL = Key.required(
            "url",
            Shapes.text("the URL of a witness, http:// or https://", Pattern.compile("https?://[^\\s@]{1,290}"), 300),
            "Where the witness takes checkpoints (C2SP tlog-witness).");
    private static final Key<String> KEY =
            Key.required("key", Shapes.text(300), "The witness's verifier key: name+id+base64.");
    private static final Key<List<Located<Values>>> ASK =
            Key.required("ask", Shapes.list(ObjectShape.of("a witness", URL, KEY), 1, MOST), "The witnesses to ask.");
    private static final Key<Integer> REQUIRE = Key.optional(
            "require", Shapes.integer(0, MOST), "How many must cosign before the gateway is ready; 1 unless said.");
    private static final Key<Values> WITNESSES = Key.optional(
            "witnesses", ObjectShape.of("the witnesses", ASK, REQUIRE), "Who watches that the log only grows.");

    private static final Key<List<Located<Values>>> EXPORT = Key.optional(
            "export", Shapes.list(ExportSettings.SHAPE, 0, MOST), "Where entries are pushed to as they come.");

    /** What may stand there. */
    static final ObjectShape SHAPE = ObjectShape.of("the ledger's settings", ORIGIN, PUBLIC, WITNESSES, EXPORT);

    public LedgerSettings {
        witnesses = List.copyOf(witnesses);
        exports = List.copyOf(exports);
    }

    static LedgerSettings of(@Nullable Values values, Findings findings) {
        if (values == null) {
            return DEFAULTS;
        }
        List<Witness> asked = new ArrayList<>();
        int required = 0;
        Values witnesses = values.get(WITNESSES);
        if (witnesses != null) {
            for (Located<Values> each : witnesses.get(ASK, List.of())) {
                witness(each.value(), findings, asked);
            }
            required = witnesses.get(REQUIRE, 1);
            if (required > asked.size() && witnesses.get(ASK, List.of()).size() == asked.size()) {
                findings.error(
                        "bad-value",
                        witnesses.at(REQUIRE),
                        required + " cosignatures are required, and only " + asked.size() + " witnesses are asked.",
                        "Require fewer, or name more witnesses under 'ask'.");
            }
        }
        return new LedgerSettings(
                values.get(ORIGIN),
                values.get(PUBLIC, false),
                asked,
                required,
                ExportSettings.of(values.get(EXPORT, List.of()), findings));
    }

    private static void witness(Values values, Findings findings, List<Witness> asked) {
        String key = values.get(KEY);
        String url = values.get(URL);
        if (key == null || url == null) {
            return;
        }
        URI address;
        try {
            address = new URI(url);
        } catch (URISyntaxException e) {
            findings.error("bad-value", values.at(URL), "This is not a URL: " + e.getReason() + ".", "Correct it.");
            return;
        }
        switch (VerifierKey.parse(key)) {
            case Parsed.Malformed<VerifierKey>(String finding) ->
                findings.error(
                        "bad-value",
                        values.at(KEY),
                        finding,
                        "Take the line that 'remit ledger witness --new-key' printed at the witness.");
            case Parsed.WellFormed<VerifierKey>(VerifierKey parsed)
            when parsed.type() != KeyType.COSIGNATURE ->
                findings.error(
                        "bad-value",
                        values.at(KEY),
                        "This key signs notes; a witness has a key for cosignatures.",
                        "Take the line that 'remit ledger witness --new-key' printed at the witness.");
            case Parsed.WellFormed<VerifierKey>(VerifierKey parsed) -> {
                if (asked.stream()
                        .anyMatch(other -> other.key().sharesKeyWith(parsed)
                                || other.key().name().equals(parsed.name()))) {
                    findings.error(
                            "duplicate-item",
                            values.at(KEY),
                            "This witness is named twice.",
                            "Name each witness once; two entries for one would count as one.");
                } else {
                    asked.add(new Witness(address, parsed));
                }
            }
        }
    }
}
