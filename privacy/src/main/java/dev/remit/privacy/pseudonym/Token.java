package dev.remit.privacy.pseudonym;

/**
 * What stands for a value: {@code ⟦kind:body⟧}, such as {@code ⟦person:k3f9m2q8x⟧}.
 *
 * <p>The brackets are U+27E6 and U+27E7, which hardly any text has; nothing in a token needs an escape in JSON or
 * Markdown. The body is 8 to 24 characters of Crockford's base 32 in lower case (no i, l, o, u), each 5 bits of a keyed
 * hash, and a check character. The check character is the syndrome of a Reed–Solomon code over GF(32): it notices every
 * change of one character and every swap of two neighbours, also in the kind if that is made of letters.
 *
 * @param kind 1 to 24 chars
 * @param body with its check character
 */
public record Token(String kind, String body) {
    /** The bracket before a token. */
    public static final char OPEN = '⟦';

    /** The bracket behind a token. */
    public static final char CLOSE = '⟧';

    /** Most chars of a kind. */
    public static final int LONGEST_KIND = 24;

    /** Fewest characters before the check character: 40 bits. */
    public static final int FEWEST = 8;

    /** Most characters before the check character: 120 bits. */
    public static final int MOST = 24;

    static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int FIELD = 0b100101; // x^5 + x^2 + 1, primitive over GF(2)

    /** @throws IllegalArgumentException if the kind or the body is not as above, or the check character is wrong */
    public Token {
        if (!isKind(kind)) {
            throw new IllegalArgumentException("the kind of a token is a lower-case word, not '" + kind + "'");
        }
        if (!isBody(kind, body)) {
            throw new IllegalArgumentException("not the body of a token of kind " + kind);
        }
    }

    /** The token that stands for these characters before the check character. */
    static Token of(String kind, String characters) {
        return new Token(kind, characters + ALPHABET.charAt(check(kind, characters)));
    }

    /** Whether it can be the kind of a token: lower-case ASCII letters, digits and hyphens, a letter first. */
    public static boolean isKind(String kind) {
        if (kind.isEmpty() || kind.length() > LONGEST_KIND || kind.charAt(0) < 'a' || kind.charAt(0) > 'z') {
            return false;
        }
        return kind.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    /** Whether it is the body of a token of this kind: its length, its characters and its check character are right. */
    static boolean isBody(String kind, String body) {
        int last = body.length() - 1;
        return last >= FEWEST
                && last <= MOST
                && body.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                && ALPHABET.charAt(check(kind, body.substring(0, last))) == body.charAt(last);
    }

    /** The token without its brackets, such as {@code person:k3f9m2q8x}: its key in a map. */
    public String canonical() {
        return kind + ':' + body;
    }

    /** The token as it stands in a text. */
    @Override
    public String toString() {
        return OPEN + canonical() + CLOSE;
    }

    /** Horner's rule at the field's generator; a syndrome of one symbol. */
    private static int check(String kind, String characters) {
        int sum = 0;
        for (int i = 0; i < kind.length(); i++) {
            sum = times2(sum) ^ (kind.charAt(i) & 31);
        }
        for (int i = 0; i < characters.length(); i++) {
            sum = times2(sum) ^ ALPHABET.indexOf(characters.charAt(i));
        }
        return times2(sum);
    }

    private static int times2(int element) {
        int doubled = element << 1;
        return doubled > 31 ? doubled ^ FIELD : doubled;
    }
}
