package dev.remit.privacy.pseudonym;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one conversation, and what they stand for.
 *
 * <p>A token is derived by HMAC from the conversation's key, the domain, the kind and the {@link Canonical} value, so
 * that a value has the same token all conversation long, and unrelated ones in every other. It starts at 40 bits and
 * grows by 5 until it is unlike every other token here: none is another's beginning, so a reader need not know where
 * one ends. Which of two colliding values got the shorter token is a matter of order, and that is why the map, not the
 * derivation, has the last word.
 *
 * <p>Only ever grows, up to its bounds; so what was journalled can be replayed, also twice. {@link #since} gives what
 * is new, encrypted under a key derived from the conversation's ({@link MapSeal}): without that key the bytes tell no
 * value, and with it destroyed nobody brings one back. Sealed tokens are kept as fingerprints only.
 *
 * <p>Thread-safe. Looking up takes no lock.
 */
public final class PseudonymMap implements KnownTokens {
    /** Bytes of a conversation key. */
    public static final int KEY_BYTES = Derivation.KEY_BYTES;

    /** Most tokens, unless said otherwise. */
    public static final int MOST_ENTRIES = 100_000;

    /** Most chars of all values together, unless said otherwise. */
    public static final int MOST_CHARS = 8_000_000;

    private final Derivation derivation;
    private final MapSeal seal;
    private final int mostEntries;
    private final int mostChars;

    private final List<Entry> entries = new ArrayList<>(); // guarded by itself, as are the next two
    private final Map<Print, Token> byPrint = new HashMap<>();
    private int chars;

    private final ConcurrentSkipListMap<String, Entry> byToken = new ConcurrentSkipListMap<>();
    private volatile int letters; // bit 0 for a: the first letters of kinds

    /** 128 bits of the hash of a value. */
    record Print(long high, long low) {
        static Print of(byte[] digest) {
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            return new Print(bytes.getLong(), bytes.getLong());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(17).putLong(high).putLong(low).array(); // and a zero, to read across
        }
    }

    /** One token; the value only if it may come back. */
    record Entry(
            Domain domain,
            Token token,
            Print print,
            @Nullable String value) {}

    /**
     * An empty map with the usual bounds.
     *
     * @param key 32 bytes, of this conversation only; copied
     */
    public PseudonymMap(byte[] key) {
        this(key, MOST_ENTRIES, MOST_CHARS);
    }

    /**
     * An empty map.
     *
     * @param key 32 bytes, of this conversation only; copied
     * @param mostEntries most tokens, positive
     * @param mostChars most chars of all values together, positive
     * @throws IllegalArgumentException if one is not so
     */
    public PseudonymMap(byte[] key, int mostEntries, int mostChars) {
        if (mostEntries < 1 || mostChars < 1) {
            throw new IllegalArgumentException("the bounds of a map are positive");
        }
        this.derivation = new Derivation(key);
        this.seal = new MapSeal(key);
        this.mostEntries = mostEntries;
        this.mostChars = mostChars;
    }

    /**
     * The token of a value.
     *
     * @throws IllegalArgumentException if {@link Token#isKind} says that the kind is none
     */
    public Assigned token(Domain domain, String kind, String value) {
        if (!Token.isKind(kind)) {
            throw new IllegalArgumentException("the kind of a value is a lower-case word, not '" + kind + "'");
        }
        String canonical = Canonical.of(kind, value);
        synchronized (entries) {
            Print print = Print.of(derivation.digest(domain, kind, canonical));
            Token known = byPrint.get(print);
            if (known != null) {
                return new Assigned.Given(known);
            }
            int more = domain == Domain.SEALED ? 0 : value.length();
            Optional<Token> token = unlikeAnyOther(kind, print);
            if (entries.size() >= mostEntries || more > mostChars - chars || token.isEmpty()) {
                return new Assigned.Full(entries.size());
            }
            add(new Entry(domain, token.get(), print, domain == Domain.SEALED ? null : value));
            return new Assigned.Given(token.get());
        }
    }

    /**
     * What a token stands for.
     *
     * @param canonical such as {@code person:k3f9m2q8x}
     */
    public Resolved resolve(String canonical) {
        Entry entry = byToken.get(canonical);
        if (entry == null) {
            return new Resolved.Unknown();
        }
        return entry.value() == null ? new Resolved.Sealed() : new Resolved.Value(entry.value());
    }

    /** How many tokens there are: the position to ask {@link #since} for later ones. */
    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /**
     * The tokens from a position on, all from 0, encrypted: to be kept anywhere. The same tokens give the same bytes.
     *
     * @throws IllegalArgumentException if the position is negative or beyond the size
     */
    public byte[] since(int position) {
        byte[] text;
        synchronized (entries) {
            if (position < 0 || position > entries.size()) {
                throw new IllegalArgumentException("there is no position " + position + " in a map of that size");
            }
            text = MapCodec.encode(position, entries.subList(position, entries.size()));
        }
        return seal.seal(text);
    }

    /**
     * Takes in what {@link #since} gave: whole, or nothing of it. Refuses what was not sealed with this key, was changed,
     * leaves a gap, contradicts what is here or exceeds the bounds.
     */
    public Replayed replay(byte[] delta) {
        Optional<byte[]> text = seal.open(delta);
        if (text.isEmpty()) {
            return new Replayed.Refused("sealed with another conversation's key, or changed since");
        }
        Optional<MapCodec.Delta> decoded = MapCodec.decode(text.get());
        if (decoded.isEmpty()) {
            return new Replayed.Refused("not a list of tokens in a format that this version reads");
        }
        synchronized (entries) {
            return replay(decoded.get());
        }
    }

    private Replayed replay(MapCodec.Delta delta) {
        if (delta.position() > entries.size()) {
            return new Replayed.Refused(
                    "starts at token %d, and there are only %d before it".formatted(delta.position(), entries.size()));
        }
        int there = Math.min(entries.size() - delta.position(), delta.entries().size());
        if (!entries.subList(delta.position(), delta.position() + there)
                .equals(delta.entries().subList(0, there))) {
            return new Replayed.Refused("other tokens than those here, at the same positions");
        }
        List<Entry> fresh = delta.entries().subList(there, delta.entries().size());
        long more = fresh.stream()
                .mapToLong(entry -> entry.value() == null ? 0 : entry.value().length())
                .sum();
        if (entries.size() + fresh.size() > mostEntries || chars + more > mostChars) {
            return new Replayed.Refused("more tokens than a conversation may have");
        }
        int before = entries.size();
        for (Entry entry : fresh) {
            if (byPrint.containsKey(entry.print()) || !isUnlikeAnyOther(entry.token())) {
                return undo(before);
            }
            add(entry);
        }
        return new Replayed.Applied(fresh.size());
    }

    private Replayed undo(int size) {
        List<Entry> added = entries.subList(size, entries.size());
        for (Entry entry : added) {
            byToken.remove(entry.token().canonical());
            byPrint.remove(entry.print());
            chars -= entry.value() == null ? 0 : entry.value().length();
        }
        added.clear();
        return new Replayed.Refused("the same token or the same value twice");
    }

    private void add(Entry entry) {
        entries.add(entry);
        byPrint.put(entry.print(), entry.token());
        chars += entry.value() == null ? 0 : entry.value().length();
        byToken.put(entry.token().canonical(), entry);
        letters |= 1 << (entry.token().kind().charAt(0) - 'a');
    }

    private Optional<Token> unlikeAnyOther(String kind, Print print) {
        byte[] bits = print.bytes();
        for (int characters = Token.FEWEST; characters <= Token.MOST; characters++) {
            Token token = Derivation.token(kind, bits, characters);
            if (isUnlikeAnyOther(token)) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    /** Neither the beginning of another token nor begun by one. */
    private boolean isUnlikeAnyOther(Token token) {
        String canonical = token.canonical();
        if (!first(canonical).isEmpty()) {
            return false;
        }
        int shortest = token.kind().length() + 1 + Token.FEWEST + 1;
        for (int length = shortest; length < canonical.length(); length++) {
            if (byToken.containsKey(canonical.substring(0, length))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean startWith(char letter) {
        return (letters >> (letter - 'a') & 1) != 0;
    }

    @Override
    public String first(String prefix) {
        String next = byToken.ceilingKey(prefix);
        return next != null && next.startsWith(prefix) ? next : "";
    }

    /** How many tokens there are, and none of them. */
    @Override
    public String toString() {
        return "PseudonymMap[" + size() + " tokens]";
    }
}
