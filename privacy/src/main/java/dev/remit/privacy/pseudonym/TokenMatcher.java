package dev.remit.privacy.pseudonym;

import org.jspecify.annotations.Nullable;

/**
 * Reads one token of a conversation where it may stand in a text, in every spelling that a model makes of it and that
 * leaves no doubt: as it was given; in capitals, or with o, i and l for 0 and 1; with up to {@value #MOST_NOISE} spaces,
 * line ends, invisible characters or marks of Markdown inside; between {@code 〚〛} or {@code [[]]}; percent-encoded (RFC
 * 3986) in a URL; without its brackets, if no letter or digit touches it. What is read must then be, to the character, a
 * token that this conversation gave out: at 40 bits and more, no text hits one by chance. Nothing is guessed.
 *
 * <p>A text is known up to some index, and perhaps goes on. The answer for a beginning of a text is final: whatever
 * follows, it stays, or it was {@link Match.More}. So a reader may cut a text anywhere. Looks at no more than
 * {@value #LONGEST} chars. Thread-safe.
 */
public final class TokenMatcher {
    /** Most chars of a token in any of its spellings, and one more that shows its end. */
    public static final int LONGEST = 96;

    static final int MOST_NOISE = 8;
    private static final String PERCENT_OPEN = "%e2%9f%a6";
    private static final String PERCENT_CLOSE = "%e2%9f%a7";
    private static final String PERCENT_COLON = "%3a";

    private final KnownTokens known;

    /** What stands at an index. */
    public sealed interface Match {
        /** No token starts here. */
        record None() implements Match {}

        /** Cannot be told until more of the text is known; not an answer at a text's end. */
        record More() implements Match {}

        /**
         * A token of this conversation.
         *
         * @param start index of the first char that it stands for; those before it from the index asked are text
         * @param end index behind the last char
         * @param canonical the token without brackets
         * @param percent whether it is percent-encoded, as its value then must be
         */
        record Found(int start, int end, String canonical, boolean percent) implements Match {}
    }

    private static final Match NONE = new Match.None();
    private static final Match MORE = new Match.More();

    private enum Brackets {
        GIVEN,
        DOUBLED,
        PERCENT,
        MISSING
    }

    /** Reads the tokens of this map, those too that are added later. */
    public TokenMatcher(PseudonymMap map) {
        this.known = map;
    }

    /** Whether a token may start with this char behind that one, {@code ' '} if there is none; cheap, and often true. */
    public boolean mayStart(char c, char before) {
        if (c >= 'a' && c <= 'z') {
            return known.startWith(c) && !isWord(before);
        }
        if (c >= 'A' && c <= 'Z') {
            return known.startWith((char) (c | 0x20)) && !isWord(before);
        }
        return c == '[' || c == '%' || c == Token.OPEN || c == '〚';
    }

    /**
     * Reads at an index at which {@link #mayStart} holds.
     *
     * @param text known from the index to the limit
     * @param ended whether the text ends at the limit
     */
    public Match match(char[] text, int index, int limit, boolean ended) {
        return new Reading(text, index, limit, ended).match();
    }

    /** Whether a letter or digit that touches a token without brackets makes it something else. */
    static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || (c >= 0x80 && c != Token.CLOSE && c != Token.OPEN && Character.isLetterOrDigit(c));
    }

    static boolean isNoise(char c) {
        return switch (c) {
            case ' ', '\n', '\r', '\t', '\\', '*', '_', '`', '~', '\u00a0', '\u00ad' -> true;
            case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff' -> true;
            default -> false;
        };
    }

    /** The character of the body that is meant; NUL if none. Crockford: o is 0, i and l are 1. */
    static char bodyChar(char c) {
        char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        return switch (lower) {
            case 'o' -> '0';
            case 'i', 'l' -> '1';
            default -> Token.ALPHABET.indexOf(lower) >= 0 ? lower : '\0';
        };
    }

    private final class Reading {
        private final char[] text;
        private final int index;
        private final int limit;
        private final boolean ended;
        private final StringBuilder canonical = new StringBuilder(40);
        private String next = ""; // the first known token that starts with what was read
        private Brackets brackets = Brackets.MISSING;
        private int at;
        private int noise;

        Reading(char[] text, int index, int limit, boolean ended) {
            this.text = text;
            this.index = index;
            this.limit = limit;
            this.ended = ended;
            at = index;
        }

        Match match() {
            Match opened = open();
            if (opened != null) {
                return opened;
            }
            int start = at;
            boolean body = false;
            while (true) {
                if (at == limit) {
                    return ended ? NONE : MORE;
                }
                char c = text[at];
                if (!body && (c == ':' || c == '：')) {
                    canonical.append(':');
                    body = true;
                    at++;
                } else if (!body && c == '%' && brackets == Brackets.PERCENT) {
                    int length = spelled(PERCENT_COLON);
                    if (length <= 0) {
                        return length < 0 ? MORE : NONE;
                    }
                    canonical.append(':');
                    body = true;
                    at += length;
                } else {
                    char meant = body ? bodyChar(c) : kindChar(c);
                    if (meant != '\0') {
                        canonical.append(meant);
                        at++;
                    } else if (isSkipped(c, body)) {
                        at++;
                        continue; // and what is read stays as it was
                    } else {
                        return NONE;
                    }
                }
                if (!isKnown()) {
                    return NONE;
                }
                if (canonical.length() == next.length()) {
                    return close(start, next);
                }
            }
        }

        /** Whether a known token starts with what was read; asks the map only where the last one that did does not. */
        private boolean isKnown() {
            int last = canonical.length() - 1;
            if (last >= next.length() || next.charAt(last) != canonical.charAt(last)) {
                next = known.first(canonical.toString());
            }
            return !next.isEmpty();
        }

        /** Reads the opening bracket, if there is one; null to go on. */
        private @Nullable Match open() {
            switch (text[at]) {
                case Token.OPEN, '〚' -> {
                    brackets = Brackets.GIVEN;
                    at++;
                }
                case '[' -> {
                    if (at + 1 == limit) {
                        return ended ? NONE : MORE;
                    }
                    if (text[at + 1] != '[') {
                        return NONE;
                    }
                    brackets = Brackets.DOUBLED;
                    at += 2;
                }
                case '%' -> {
                    int length = spelled(PERCENT_OPEN);
                    if (length <= 0) {
                        return length < 0 ? MORE : NONE;
                    }
                    brackets = Brackets.PERCENT;
                    at += length;
                }
                default -> {}
            }
            return null;
        }

        private boolean isSkipped(char c, boolean body) {
            boolean allowed = brackets == Brackets.GIVEN || brackets == Brackets.DOUBLED;
            return (allowed || (c == '\\' && !body)) && isNoise(c) && ++noise <= MOST_NOISE;
        }

        /** The token is whole; what is left is its end, and a bracket. */
        private Match close(int start, String read) {
            int end = at;
            if (at == limit && !ended) {
                return MORE;
            }
            boolean touched = at < limit && isWord(text[at]);
            if (touched) {
                return NONE;
            }
            while (at < limit && brackets != Brackets.MISSING && brackets != Brackets.PERCENT && isNoise(text[at])) {
                if (++noise > MOST_NOISE) {
                    return found(start, end, end, read);
                }
                at++;
            }
            if (at == limit) {
                return ended ? found(start, end, end, read) : MORE;
            }
            int length = switch (brackets) {
                case GIVEN, MISSING -> text[at] == Token.CLOSE || text[at] == '〛' ? 1 : 0;
                case DOUBLED -> spelled("]]");
                case PERCENT -> spelled(PERCENT_CLOSE);
            };
            return length < 0 ? MORE : found(start, end, length == 0 ? end : at + length, read);
        }

        /** Doubled brackets go only both together: one side alone may belong to the text around. */
        private Match found(int start, int bodyEnd, int end, String read) {
            boolean alone = brackets == Brackets.DOUBLED && end == bodyEnd;
            return new Match.Found(alone ? start : index, end, read, brackets == Brackets.PERCENT);
        }

        private char kindChar(char c) {
            char lower = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
            boolean kind = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '-';
            return kind ? lower : '\0';
        }

        /** How long this spelling is here; 0 if it is not, −1 if that cannot be told yet. */
        private int spelled(String spelling) {
            for (int i = 0; i < spelling.length(); i++) {
                if (at + i == limit) {
                    return ended ? 0 : -1;
                }
                char c = text[at + i];
                if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != spelling.charAt(i)) {
                    return 0;
                }
            }
            return spelling.length();
        }
    }
}
