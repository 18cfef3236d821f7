package dev.remit.privacy.check;

/**
 * The check digits of an IBAN (ISO 13616-1, over ISO 7064 MOD 97-10), taken in character by character.
 *
 * <p>The first four characters (country, check digits) are moved behind the account number before the division; this
 * keeps their remainder apart, so that a scanner can ask after each character whether the IBAN ends here. Lengths per
 * country are not checked: the registry changes, and a wrong guess would hide an account number. Not thread-safe.
 */
public final class IbanCheck {
    /** Fewest characters of an IBAN (Norway). */
    public static final int SHORTEST = 15;

    /** Most characters that the standard allows. */
    public static final int LONGEST = 34;

    private int length;
    private int head;
    private int account;

    /** Whether the whole text, written without separators, is an IBAN. Letters in either case. Total. */
    public static boolean holds(CharSequence compact) {
        IbanCheck check = new IbanCheck();
        for (int i = 0; i < compact.length(); i++) {
            if (!check.take(compact.charAt(i))) {
                return false;
            }
        }
        return check.endsHere();
    }

    /** Forgets what was taken in, to begin with another. */
    public void clear() {
        length = 0;
        head = 0;
        account = 0;
    }

    /** Takes in the next character; false if no IBAN has it in this place, and then nothing changed. */
    public boolean take(char c) {
        boolean digit = c >= '0' && c <= '9';
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        boolean fits = length < 2 ? letter : length < 4 ? digit : digit || letter;
        if (!fits || length == LONGEST) {
            return false;
        }
        int value = digit ? c - '0' : (c | 0x20) - 'a' + 10;
        if (length < 4) {
            head = append(head, value);
        } else {
            account = append(account, value);
        }
        length++;
        return true;
    }

    /** Whether what was taken in so far is a whole IBAN. */
    public boolean endsHere() {
        // The head is six digits long: two letters of two digits each, and the two check digits.
        return length >= SHORTEST && (account * (1_000_000 % 97) + head) % 97 == 1;
    }

    private static int append(int remainder, int value) {
        return (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
}
