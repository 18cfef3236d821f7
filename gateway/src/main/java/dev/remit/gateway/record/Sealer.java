package dev.remit.gateway.record;

import dev.remit.gateway.key.Aead;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.key.SubjectKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits an entry into a leaf that anybody may see and a sidecar that only the key's holder can open.
 *
 * <p>The leaf ({@link Leaf}) commits to the facts ({@link Commitments}) and to the two sealed parts of the sidecar
 * ({@link SidecarParts}), so that nobody can exchange them; a part that was erased leaves the leaf as it was. The other way
 * round, each part is sealed with the leaf's head (version, id, time, retention) and its own name as context, so that it
 * opens nowhere else, even for who can write leaves.
 *
 * <p>The parts are sealed under the customer's own data key, or under the gateway's record key where no customer is
 * concerned. What is random in a record, its secret and the nonces of its parts, is drawn at once. Thread-safe.
 */
public final class Sealer {
    private static final byte[] BY_GATEWAY = {SidecarParts.BY_GATEWAY};
    private static final byte[] NONE = {};
    private static final String FACTS = "facts";
    private static final String PAYLOAD = "payload";

    private final SubjectKeys subjectKeys;
    private final Aead recordKey;
    private final SecureRandom random;

    public Sealer(SubjectKeys subjectKeys, SecureRandom random) {
        this.subjectKeys = subjectKeys;
        this.recordKey = new Aead(subjectKeys.root().derive(RootKey.Use.RECORD), random);
        this.random = random;
    }

    /**
     * A record's two public parts, as bytes.
     *
     * @param keyId the id of the customer's key that it is sealed under, or null for the gateway's
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Sealed(
            byte[] leaf, byte[] sidecar, @Nullable String keyId) {}

    /** @throws SQLException if the customer's key cannot be had: nothing may be released */
    public Sealed seal(Entry entry) throws SQLException {
        Entry.About about = entry.about();
        return about == null
                ? seal(entry, recordKey, null)
                : subjectKeys.use(about.tenant(), about.subject(), key -> seal(entry, key.aead(), key.id()));
    }

    private static byte[] bySubject(String keyId) {
        byte[] prefix = new byte[1 + SidecarParts.ID_BYTES];
        prefix[0] = SidecarParts.BY_SUBJECT;
        System.arraycopy(HexFormat.of().parseHex(keyId), 0, prefix, 1, SidecarParts.ID_BYTES);
        return prefix;
    }

    private Sealed seal(Entry entry, Aead key, @Nullable String keyId) {
        byte[] prefix = keyId == null ? BY_GATEWAY : bySubject(keyId);
        String payload = entry.payload();
        byte[] drawn = new byte[FactBytes.SECRET + Aead.NONCE + (payload == null ? 0 : Aead.NONCE)];
        random.nextBytes(drawn);
        byte[] factBytes = FactBytes.encode(drawn, entry.all());
        int payloadKeep = payload == null ? 0 : entry.payloadKeep();
        String head = Leaf.head(entry.id(), entry.at().toEpochMilli(), entry.keep(), payloadKeep);
        Aead.Sealing sealing = key.sealing();
        byte[] facts = part(prefix, sealing, factBytes, context(head, FACTS), drawn, FactBytes.SECRET);
        byte[] sealedPayload = payload == null
                ? NONE
                : part(
                        prefix,
                        sealing,
                        payload.getBytes(StandardCharsets.UTF_8),
                        context(head, PAYLOAD),
                        drawn,
                        FactBytes.SECRET + Aead.NONCE);
        Leaf leaf = new Leaf(
                entry.id(),
                entry.at().toEpochMilli(),
                entry.keep(),
                payloadKeep,
                committed(factBytes),
                digest(facts),
                payload == null ? null : digest(sealedPayload));
        return new Sealed(leaf.encode(), new SidecarParts(facts, sealedPayload).encode(), keyId);
    }

    private static byte[] part(
            byte[] prefix, Aead.Sealing sealing, byte[] plain, byte[] context, byte[] drawn, int nonceAt) {
        byte[] sealed = sealing.seal(plain, context, Arrays.copyOfRange(drawn, nonceAt, nonceAt + Aead.NONCE));
        byte[] part = Arrays.copyOf(prefix, prefix.length + sealed.length);
        System.arraycopy(sealed, 0, part, prefix.length, sealed.length);
        return part;
    }

    private static byte[] context(String head, String part) {
        return (head + ' ' + part).getBytes(StandardCharsets.US_ASCII);
    }

    private static String committed(byte[] factBytes) {
        return Leaf.base64(Commitments.all(Commitments.each(factBytes)));
    }

    private static String digest(byte[] part) {
        return Leaf.base64(Commitments.sha256(part));
    }

    /**
     * Opens a record, and checks that the leaf is, to the last byte, the one that belongs to what was opened.
     *
     * @param sidecar as it is kept now: without what was erased since
     * @throws IllegalArgumentException if they do not belong together, or are none of ours
     * @throws SQLException if the store of keys cannot be read
     */
    public Opening open(byte[] leaf, byte[] sidecar) throws SQLException {
        Leaf known = Leaf.read(leaf);
        SidecarParts parts = SidecarParts.read(sidecar);
        byte[] factBytes = factBytes(known, parts);
        if (factBytes == null) {
            return new Opening.Erased(known);
        }
        FactSet facts = decoded(known, factBytes);
        Leaf again = new Leaf(
                known.id(),
                known.at(),
                known.keep(),
                known.payloadKeep(),
                committed(factBytes),
                digest(parts.facts()),
                known.payload());
        if (!MessageDigest.isEqual(leaf, again.encode())) {
            throw mismatch(known, "the leaf is not the one that the sidecar opens");
        }
        return new Opening.Opened(known, facts, payload(known, parts));
    }

    /**
     * What it takes to show one fact of a record to somebody who has its leaf.
     *
     * @return null where the record was erased, or has no such fact
     * @throws IllegalArgumentException as {@link #open} does
     */
    public @Nullable Disclosure disclose(byte[] leaf, byte[] sidecar, String fact) throws SQLException {
        if (!(open(leaf, sidecar) instanceof Opening.Opened opened)) {
            return null;
        }
        byte[] factBytes = factBytes(opened.leaf(), SidecarParts.read(sidecar));
        return factBytes == null ? null : Disclosure.of(factBytes, opened.facts(), fact);
    }

    /**
     * The same for several.
     *
     * @param names of the facts to show; none means all
     * @return empty where it was erased, or has none of them
     * @throws IllegalArgumentException as {@link #open} does
     */
    public Optional<DisclosedFacts> disclose(byte[] leaf, byte[] sidecar, Set<String> names) throws SQLException {
        List<Disclosure> shown = new ArrayList<>();
        if (open(leaf, sidecar) instanceof Opening.Opened opened) {
            for (String name : opened.facts().map().keySet()) {
                Disclosure fact = names.isEmpty() || names.contains(name) ? disclose(leaf, sidecar, name) : null;
                if (fact != null) {
                    shown.add(fact);
                }
            }
        }
        return shown.isEmpty() ? Optional.empty() : Optional.of(new DisclosedFacts(shown));
    }

    private byte @Nullable [] factBytes(Leaf leaf, SidecarParts parts) throws SQLException {
        if (parts.facts().length == 0) {
            return null;
        }
        if (!leaf.sidecar().equals(digest(parts.facts()))) {
            throw mismatch(leaf, "the sidecar is not the one that the leaf commits to");
        }
        return opened(leaf, parts.facts(), FACTS);
    }

    private static FactSet decoded(Leaf leaf, byte[] factBytes) {
        try {
            return FactBytes.decode(factBytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("record " + leaf.id() + ": " + e.getMessage(), e);
        }
    }

    private Opening.Payload payload(Leaf leaf, SidecarParts parts) throws SQLException {
        if (leaf.payload() == null) {
            if (parts.payload().length > 0) {
                throw mismatch(leaf, "the leaf knows of no payload");
            }
            return new Opening.Payload.None();
        }
        if (parts.payload().length == 0) {
            return new Opening.Payload.Gone();
        }
        if (!leaf.payload().equals(digest(parts.payload()))) {
            throw mismatch(leaf, "the payload is not the one that the leaf commits to");
        }
        byte[] plain = opened(leaf, parts.payload(), PAYLOAD);
        return plain == null
                ? new Opening.Payload.Gone()
                : new Opening.Payload.Kept(new String(plain, StandardCharsets.UTF_8));
    }

    /** Null where the key was destroyed. */
    private byte @Nullable [] opened(Leaf leaf, byte[] part, String name) throws SQLException {
        Aead key = recordKey;
        String keyId = SidecarParts.keyId(part);
        if (keyId != null) {
            SubjectKeys.DataKey found = subjectKeys.withId(keyId);
            if (found == null) {
                return null;
            }
            key = found.aead();
        } else if (part[0] != SidecarParts.BY_GATEWAY) {
            throw mismatch(leaf, "the sidecar names a kind of key that this build does not know");
        }
        byte[] plain = key.open(SidecarParts.sealedOf(part), context(leaf.head(), name));
        if (plain == null) {
            throw mismatch(leaf, "the sidecar was sealed under another key, for another record, or changed");
        }
        return plain;
    }

    private static IllegalArgumentException mismatch(Leaf leaf, String what) {
        return new IllegalArgumentException("record " + leaf.id() + ": " + what);
    }
}
