package dev.remit.privacy.text;

import dev.remit.privacy.check.Luhn;
import java.util.List;
import java.util.Set;

/**
 * Card numbers, phone numbers, US social security numbers, and whatever else has 12 digits or more.
 *
 * <p>Works on groups of digits. What belongs to a date or a time is passed over first. A card is any sequence of groups
 * with 13 to 19 digits that starts with 2 to 6 (ISO/IEC 7812: the networks in use) and passes the Luhn check, however it
 * is grouped; with a typing error in it, it is still known by the usual grouping.
 */
final class NumberScanner implements Scanner {
    private static final int LONG = 12;
    private static final int LONGEST_PHONE = 15; // E.164
    private static final int SHORTEST_PHONE = 7;
    private static final String IN_CARD = " \t\n\r-./_*|·";
    private static final String IN_PHONE = " -./()";
    private static final Set<String> PHONE_WORDS = Set.of(
            "phone",
            "tel",
            "telephone",
            "mobile",
            "cell",
            "cellphone",
            "fax",
            "whatsapp",
            "sms",
            "call",
            "text",
            "ring",
            "handy",
            "telefon",
            "telefonnummer",
            "handynummer",
            "rufnummer",
            "mobil",
            "téléphone",
            "portable",
            "móvil",
            "teléfono",
            "telefono");
    private static final Set<String> IDENTITY_WORDS = Set.of("ssn", "security", "passport", "sin");

    @Override
    public void scan(Folded text, List<Finding> findings) {
        int i = 0;
        while (i < text.length) {
            if (!Folded.isDigit(text.at(i))) {
                i++;
                continue;
            }
            int end = i;
            while (Folded.isDigit(text.at(end))) {
                end++;
            }
            i = end - i >= LONG ? longRun(text, i, end, findings) : groups(text, new Groups(text, i), findings);
        }
    }

    private static int longRun(Folded text, int start, int end, List<Finding> findings) {
        int plus = plus(text, start);
        if (plus >= 0 && end - start <= LONGEST_PHONE && !cardBehindPlus(text, start, end)) {
            findings.add(text.finding(FindingKind.PHONE, plus, end));
        } else {
            boolean card = end - start >= 13 && end - start <= 19 && Luhn.holds(text.text(start, end));
            findings.add(text.finding(card ? FindingKind.CARD : FindingKind.NUMBER, start, end));
        }
        return end;
    }

    /** A + makes a phone number of it, unless it is a card number of those that are as short as a phone number. */
    private static boolean cardBehindPlus(Folded text, int start, int end) {
        String prefix = text.text(start, start + 2);
        boolean short15 = end - start == 15 && (prefix.equals("34") || prefix.equals("37"));
        boolean short14 = end - start == 14 && (prefix.equals("30") || prefix.equals("36") || prefix.equals("38"));
        return (short15 || short14) && Luhn.holds(text.text(start, end));
    }

    /** Returns where to read on. */
    private static int groups(Folded text, Groups groups, List<Finding> findings) {
        int start = groups.start(0);
        int plus = plus(text, start);
        int calendar = plus < 0 ? groups.calendar(0) : 0;
        if (calendar > 0) {
            return groups.end(calendar - 1);
        }
        int inPhone = phoneGroups(groups);
        if (plus >= 0 && digits(groups, inPhone) <= LONGEST_PHONE && phone(text, groups, plus, 1, findings)) {
            return groups.end(inPhone - 1);
        }
        int card = cardGroups(text, groups);
        if (card > 0) {
            return add(text, FindingKind.CARD, start, groups.end(card - 1), findings);
        }
        int number = numberGroups(text, groups);
        if (number > 0) {
            int end = groups.size(0) == 1 ? singlesEnd(text, groups.end(number - 1)) : groups.end(number - 1);
            return add(text, FindingKind.NUMBER, start, end, findings);
        }
        int from = text.at(start - 1) == '(' ? start - 1 : start;
        boolean led = plus >= 0 || isNational(text, groups);
        if (led && phone(text, groups, from, groups.size(0) == 1 ? 2 : 1, findings)) {
            return groups.end(inPhone - 1);
        }
        return groups.end(0);
    }

    private static int add(Folded text, FindingKind kind, int start, int end, List<Finding> findings) {
        findings.add(text.finding(kind, start, end));
        return end;
    }

    private static boolean phone(Folded text, Groups groups, int start, int fewest, List<Finding> findings) {
        int count = phoneGroups(groups);
        int digits = digits(groups, count);
        if (digits < SHORTEST_PHONE || count < fewest) {
            return false;
        }
        FindingKind kind = digits <= LONGEST_PHONE ? FindingKind.PHONE : FindingKind.NUMBER;
        add(text, kind, start, groups.end(count - 1), findings);
        return true;
    }

    /** How many groups may belong to a phone number that starts with the first; too many digits are not cut off. */
    private static int phoneGroups(Groups groups) {
        int count = 1;
        while (count < groups.count && groups.separatedBy(count, IN_PHONE) && groups.calendar(count) == 0) {
            count++;
        }
        return count;
    }

    private static int digits(Groups groups, int count) {
        int digits = 0;
        for (int i = 0; i < count; i++) {
            digits += groups.size(i);
        }
        return digits;
    }

    /** The index of the + before a number; -1 if there is none, or it adds. */
    private static int plus(Folded text, int start) {
        int i = start - 1;
        if (text.at(i) == '(' || text.at(i) == ' ') {
            i--;
        }
        return text.at(i) == '+' && !Folded.isDigit(text.at(i - 1)) ? i : -1;
    }

    private static int cardGroups(Folded text, Groups groups) {
        if (text.at(groups.start(0)) < '2' || text.at(groups.start(0)) > '6') {
            return 0;
        }
        StringBuilder digits = new StringBuilder(32);
        int card = 0;
        boolean years = true;
        for (int i = 0; i < groups.count && digits.length() <= 19; i++) {
            if (i > 0 && (!groups.separatedBy(i, IN_CARD) || groups.calendar(i) > 0)) {
                break;
            }
            digits.append(text.text(groups.start(i), groups.end(i)));
            years &= groups.isYear(i);
            if (!years && digits.length() >= 13 && digits.length() <= 19 && Luhn.holds(digits)) {
                card = i + 1;
            }
        }
        return card;
    }

    /** How many groups make a number that is known by its grouping, or by the word before it. */
    private static int numberGroups(Folded text, Groups groups) {
        char before = text.at(groups.start(0) - 1);
        boolean apart = !Character.isLetterOrDigit(before) && before != '#';
        if (apart && groups.sized(3, 2, 4) && groups.uniform(3, "- .")) {
            return 3;
        }
        if (groups.sized(4, 4, 4, 4) && uniform(groups, 4)) {
            boolean years = groups.isYear(0) && groups.isYear(1) && groups.isYear(2) && groups.isYear(3);
            return years ? 0 : 4;
        }
        if (groups.sized(4, 6, 5) && uniform(groups, 3)) {
            return 3;
        }
        int singles = 0;
        while (groups.size(singles) == 1 && (singles == 0 || groups.separatedBy(singles, IN_CARD))) {
            singles++;
        }
        if (singles >= LONG) {
            return singles;
        }
        boolean identity = groups.size(0) >= SHORTEST_PHONE && Words.announce(text, groups.start(0), IDENTITY_WORDS);
        return identity ? 1 : 0;
    }

    /** Single digits may go on for longer than the groups looked ahead for. */
    private static int singlesEnd(Folded text, int from) {
        int end = from;
        while (true) {
            int next = end;
            while (next - end < 3 && IN_CARD.indexOf(text.at(next)) >= 0) {
                next++;
            }
            if (next == end || !Folded.isDigit(text.at(next)) || Folded.isDigit(text.at(next + 1))) {
                return end;
            }
            end = next + 1;
        }
    }

    private static boolean uniform(Groups groups, int count) {
        for (int i = 1; i < count; i++) {
            if (groups.separator(i) != groups.separator(1) || " -._/*|·,".indexOf(groups.separator(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNational(Folded text, Groups groups) {
        int start = groups.start(0);
        if (text.at(start - 1) == '(' && text.at(groups.end(0)) == ')' && groups.count > 1 && groups.size(0) <= 5) {
            return true;
        }
        if (isPartOfCode(text, start)) {
            return false;
        }
        if (text.at(start) == '0' && !(groups.size(0) == 1 && groups.separator(1) == '.')) {
            return groups.size(0) >= 9 || phoneGroups(groups) > 1;
        }
        boolean american = groups.sized(3, 3, 4) && groups.uniform(3, "- .");
        boolean withCountry = groups.sized(1, 3, 3, 4) && text.at(start) == '1' && groups.uniform(4, "- .");
        return american || withCountry || Words.announce(text, start, PHONE_WORDS);
    }

    /** Whether the number goes on from something before it, as in {@code A-0104212345} or {@code #0012345678}. */
    private static boolean isPartOfCode(Folded text, int start) {
        char before = text.at(start - 1);
        char farther = text.at(start - 2);
        boolean joined = "-_/.,".indexOf(before) >= 0 && Folded.isDigit(farther);
        boolean prefixed = "-_/".indexOf(before) >= 0 && Character.isLetter(farther);
        return Character.isLetterOrDigit(before) || before == '#' || joined || prefixed;
    }
}
