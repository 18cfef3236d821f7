package dev.remit.gateway.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One fact of a record, to be shown to somebody who has the leaf: what it says, its nonce, and the commitments to the
 * other facts, which tell nothing but how many there are. Made by {@link Sealer#disclose}.
 *
 * @param name the fact's name
 * @param value a {@link String}, {@link Long} or {@link Boolean}
 * @param nonce 16 bytes
 * @param position where the fact stands among the others, from 0
 * @param commitments to all facts, one after the other, 32 bytes each; that at {@code position} is worked out anew
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record Disclosure(String name, Object value, byte[] nonce, int position, byte[] commitments) {
    /** @throws IllegalArgumentException if it cannot be the disclosure of any fact */
    public Disclosure {
        boolean typed = value instanceof String || value instanceof Long || value instanceof Boolean;
        if (!typed || nonce.length != Commitments.NONCE) {
            throw new IllegalArgumentException(
                    "a fact is a text, a whole number or a boolean, and its nonce has 16 bytes");
        }
        if (!encoded(name) || name.getBytes(StandardCharsets.UTF_8).length > FactSet.LONGEST_NAME) {
            throw new IllegalArgumentException("a fact's name is Unicode text of at most 65535 bytes");
        }
        if (value instanceof String text && !encoded(text)) {
            throw new IllegalArgumentException("a fact's text is Unicode text");
        }
        int count = commitments.length / Commitments.LENGTH;
        if (commitments.length % Commitments.LENGTH != 0 || position < 0 || position >= count || count > 0xffff) {
            throw new IllegalArgumentException("the commitments have 32 bytes each, and the fact's is among them");
        }
    }

    /** Half of a surrogate pair has no form in UTF-8: it would stand for the same bytes as a question mark. */
    private static boolean encoded(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Whether the leaf commits to this fact with this value. */
    public boolean provenBy(Leaf leaf) {
        byte[] all = commitments.clone();
        byte[] own = Commitments.one(nonce, FactBytes.encode(name, value));
        System.arraycopy(own, 0, all, position * Commitments.LENGTH, Commitments.LENGTH);
        return leaf.facts().equals(Leaf.base64(Commitments.all(all)));
    }

    static @Nullable Disclosure of(byte[] factBytes, FactSet facts, String name) {
        int position = facts.indexOf(name);
        return position < 0
                ? null
                : new Disclosure(
                        name,
                        facts.value(position),
                        Commitments.nonce(factBytes, position),
                        position,
                        Commitments.each(factBytes));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Disclosure that
                && name.equals(that.name)
                && value.equals(that.value)
                && position == that.position
                && Arrays.equals(nonce, that.nonce)
                && Arrays.equals(commitments, that.commitments);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(nonce) + name.hashCode();
    }

    /** The name alone: what it says is for who was meant to see it. */
    @Override
    public String toString() {
        return "Disclosure[" + name + ']';
    }
}
