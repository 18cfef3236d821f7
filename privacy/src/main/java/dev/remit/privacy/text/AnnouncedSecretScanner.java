package dev.remit.privacy.text;

import java.util.List;
import java.util.Set;

/**
 * Passwords, codes and keys behind a word that announces them: {@code password: x}, {@code Passwort ist x},
 * {@code "api_key": "x"}, {@code CVV 123}.
 *
 * <p>Behind a colon or an equals sign, what follows is the secret. Behind "is", it is one unless it is a word that people
 * say of passwords ("is wrong"). Behind nothing, only if it looks like one. A passphrase and an authorization header are
 * taken to the end of their line; anything else ends at the next blank, or at its closing quote.
 */
final class AnnouncedSecretScanner implements Scanner {
    private enum Announced {
        NOTHING,
        /** Any word behind it may be one. */
        PASSWORD,
        /** The word has other meanings: its secret has a digit, unless a colon makes it plain. */
        TOKEN,
        /** Has a digit in any case. */
        CODE,
        /** Reaches to the end of its line. */
        LINE
    }

    private static final Set<String> PASSWORDS = Set.of(
            "passwd", "pwd", "passcode", "pw", "mdp", "contraseña", "contrasena", "passwort", "kennwort", "password");
    private static final Set<String> TOKENS = Set.of(
            "pass", "secret", "token", "apikey", "geheimnis", "clave", "bearer", "jeton", "credential", "credentials");
    private static final Set<String> CODES =
            Set.of("cvv", "cvc", "csc", "pin", "otp", "tan", "sicherheitscode", "kartenprüfnummer", "prüfnummer");
    private static final Set<String> LINES = Set.of("passphrase", "authorization");
    private static final Set<String> BEFORE_KEY = Set.of("api", "access", "secret", "private", "signing", "encryption");
    private static final Set<String> BEFORE_CODE =
            Set.of("security", "verification", "login", "access", "recovery", "reset", "backup", "time", "pin");
    private static final Set<String> IS =
            Set.of("is", "was", "ist", "war", "lautet", "lautete", "est", "es", "era", "était");
    private static final Set<String> STILL =
            Set.of("now", "still", "just", "jetzt", "noch", "maintenant", "ahora", "currently", "always", "the");
    private static final Set<String> SAID_OF_PASSWORDS = Set.of(
            "wrong",
            "incorrect",
            "correct",
            "right",
            "not",
            "no",
            "never",
            "invalid",
            "valid",
            "expired",
            "lost",
            "gone",
            "forgotten",
            "required",
            "needed",
            "missing",
            "weak",
            "strong",
            "too",
            "being",
            "reset",
            "rejected",
            "refused",
            "working",
            "accepted",
            "changed",
            "unknown",
            "asked",
            "a",
            "an",
            "in",
            "on",
            "for",
            "to",
            "that",
            "what",
            "my",
            "it",
            "stored",
            "saved",
            "safe",
            "secret",
            "old",
            "new",
            "compromised",
            "blocked",
            "locked",
            "case",
            "falsch",
            "nicht",
            "richtig",
            "abgelaufen",
            "ungültig",
            "vergessen",
            "gesperrt",
            "zu",
            "weg",
            "kein",
            "incorrecte",
            "expiré",
            "faux",
            "oublié",
            "incorrecta",
            "inválida",
            "caducada",
            "olvidada",
            "que",
            "muy",
            "pas",
            "perdu",
            "refusé");

    @Override
    public void scan(Folded text, List<Finding> findings) {
        String previous = "";
        BlankAhead blank = new BlankAhead(text);
        for (int i = 0; i < text.length; ) {
            if (!Character.isLetter(text.at(i))) {
                i++;
                continue;
            }
            int end = i;
            while (Character.isLetter(text.at(end))) {
                end++;
            }
            String word = Words.before(text, end);
            Announced announced = announced(previous, word);
            previous = word;
            i = announced == Announced.NOTHING ? end : Math.max(end, secret(text, end, announced, blank, findings));
        }
    }

    private static Announced announced(String previous, String word) {
        if (LINES.contains(word)) {
            return Announced.LINE;
        }
        boolean ends = word.endsWith("password") || word.endsWith("passwort") || word.endsWith("kennwort");
        if (ends || PASSWORDS.contains(word) || (word.equals("passe") && previous.equals("de"))) {
            return Announced.PASSWORD;
        }
        if (TOKENS.contains(word) || (word.equals("key") && BEFORE_KEY.contains(previous))) {
            return Announced.TOKEN;
        }
        boolean security = previous.equals("de") && (word.equals("seguridad") || word.equals("sécurité"));
        boolean code = (word.equals("code") || word.equals("codes")) && BEFORE_CODE.contains(previous);
        return security || code || CODES.contains(word) ? Announced.CODE : Announced.NOTHING;
    }

    /** Returns the end of what it found, so that nothing is read twice; or the place that it started from. */
    private static int secret(Folded text, int from, Announced announced, BlankAhead blank, List<Finding> findings) {
        int i = skip(text, from, "0123456789", 1); // as in CVC2
        i = skip(text, i, "\"'`*_])", 3);
        i = skip(text, i, " \t", 3);
        boolean plain = ":=>".indexOf(text.at(i)) >= 0;
        boolean is = false;
        if (!plain && IS.contains(Words.at(text, i))) {
            is = true;
            i = skip(text, i + Words.at(text, i).length(), " \t", 3);
            plain = ":=".indexOf(text.at(i)) >= 0;
            String still = Words.at(text, i);
            if (STILL.contains(still)) {
                i = skip(text, i + still.length(), " \t", 3);
            }
        }
        if (plain) {
            i = skip(text, skip(text, i, ":=>*_", 4), " \t\r\n", 4);
        }
        int end = announced == Announced.LINE && plain ? lineEnd(text, i) : valueEnd(text, i, blank);
        int start = "\"'`".indexOf(text.at(i)) >= 0 && end > i + 1 ? i + 1 : i;
        if (start < end && isSecret(text, start, end, announced, plain, is)) {
            findings.add(text.finding(FindingKind.SECRET, start, end));
            return end;
        }
        return from;
    }

    private static boolean isSecret(Folded text, int start, int end, Announced announced, boolean plain, boolean is) {
        int digits = 0;
        for (int i = start; i < Math.min(end, start + 256); i++) {
            digits += Folded.isDigit(text.at(i)) ? 1 : 0;
        }
        boolean odd = digits > 0 && end - start >= 4;
        return switch (announced) {
            case NOTHING -> false;
            case LINE, PASSWORD -> plain || odd || (is && !SAID_OF_PASSWORDS.contains(Words.at(text, start)));
            case TOKEN -> plain || odd;
            case CODE -> digits >= 3 || (plain && digits > 0);
        };
    }

    /** Bounded only by the line: a secret is never cut. Quoted, it ends at the quote; an announced value is read once. */
    private static int valueEnd(Folded text, int start, BlankAhead blank) {
        char quote = text.at(start);
        if ("\"'`".indexOf(quote) >= 0) {
            for (int i = start + 1; i < Math.min(text.length, start + 256) && text.at(i) != '\n'; i++) {
                if (text.at(i) == quote) {
                    return i;
                }
            }
        }
        return blank.from(start);
    }

    /** Where the next blank or tag is; remembered, because many words may ask for the same one. */
    private static final class BlankAhead {
        private final Folded text;
        private int end;

        BlankAhead(Folded text) {
            this.text = text;
        }

        int from(int start) {
            if (start >= end) {
                end = start;
                while (end < text.length && !Folded.isBlank(text.at(end)) && text.at(end) != '<') {
                    end++;
                }
            }
            return end;
        }
    }

    private static int lineEnd(Folded text, int start) {
        int end = start;
        while (end < text.length && text.at(end) != '\n' && text.at(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int skip(Folded text, int from, String skipped, int most) {
        int i = from;
        while (i - from < most && i < text.length && skipped.indexOf(text.at(i)) >= 0) {
            i++;
        }
        return i;
    }
}
