package dev.remit.gateway.trail;

import dev.remit.gateway.key.KeyedHash;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes the index's rows: customers and cases become keyed hashes of 128 bits, which without the key say nothing and
 * cannot be guessed at. Thread-safe.
 */
public final class HashedNames {
    private static final int BYTES = 16;

    private final KeyedHash hash;

    /** @param hash under a key that serves nothing else */
    public HashedNames(KeyedHash hash) {
        this.hash = hash;
    }

    /** A customer of a tenant, in hex. */
    public String customer(String tenant, String subject) {
        return HexFormat.of().formatHex(hash.of("customer", tenant, subject), 0, BYTES);
    }

    /** A case, in hex. */
    public String caseId(String id) {
        return HexFormat.of().formatHex(hash.of("case", id), 0, BYTES);
    }

    /** What the index keeps of a record. */
    Row row(Records.Opened opened) {
        return switch (opened) {
            case Records.Opened.Erased erased ->
                new Row(erased.sequence(), erased.id(), erased.at(), erased.at(), true, Row.Labels.NONE, null);
            case Records.Opened.Clear clear ->
                new Row(
                        clear.sequence(),
                        clear.id(),
                        clear.at(),
                        clear.expires(),
                        false,
                        labels(clear),
                        link(clear),
                        clear.payloadExpires());
        };
    }

    private static Row.Labels labels(Records.Opened.Clear clear) {
        return new Row.Labels(
                clear.fact("event"),
                clear.fact("agent"),
                account(clear),
                clear.fact("workflow"),
                clear.fact("decision"),
                clear.fact("reason"),
                clear.fact("outcome"),
                clear.fact("tenant"),
                clear.fact("resource"),
                clear.fact("action"),
                clear.fact("fields"));
    }

    private static @Nullable String account(Records.Opened.Clear clear) {
        String account = clear.fact("account");
        return account == null && clear.fact("agent") == null ? clear.fact("by") : account;
    }

    private Row.Link link(Records.Opened.Clear clear) {
        String tenant = clear.fact("tenant");
        String subject = clear.fact("subject");
        String caseId = clear.fact("case");
        @Nullable String customer = tenant == null || subject == null ? null : customer(tenant, subject);
        return new Row.Link(
                customer,
                caseId == null ? null : caseId(caseId),
                clear.key(),
                clear.fact("grant"),
                clear.fact("conversation"));
    }
}
