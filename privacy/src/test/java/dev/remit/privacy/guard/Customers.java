package dev.remit.privacy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Customers made up from a seed, and the ways in which a model may write their values. */
final class Customers {
    record Value(String kind, String text) {}

    private static final String[] FIRST = {"Alba", "Boris", "Chloé", "Dmitri", "Elif", "Fränzi", "Goran", "Hana"};
    private static final String[] LAST = {"Quintero", "Varga", "Lindqvist", "Okafor", "Yıldız", "Brückner", "Moreau"};
    private static final String[][] DIGITS = {
        {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"},
        {"null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"},
        {"cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"},
        {"zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"},
        {"zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"},
        {"zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove"},
        {"nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"}
    };

    private Customers() {}

    static String name(int customer) {
        return FIRST[customer % 8] + " " + LAST[customer / 8 % 7] + letters(new Random(customer));
    }

    private static String letters(Random random) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    static String born(int customer) {
        Random random = new Random(customer + 77L);
        return "%d-%02d-%02d".formatted(1940 + random.nextInt(65), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(i == 0 ? 1 + random.nextInt(9) : random.nextInt(10));
        }
        return digits.toString();
    }

    /** What alone identifies a customer. */
    static List<Value> values(int customer) {
        Random random = new Random(customer + 1_000_003L);
        List<Value> values = new ArrayList<>();
        values.add(new Value("email", letters(random) + "." + customer + "@Mail" + random.nextInt(9) + ".example.org"));
        values.add(new Value("phone", "+49 " + (151 + random.nextInt(20)) + " " + digits(random, 8)));
        values.add(new Value("card", "4" + digits(random, 15)));
        values.add(new Value("iban", "DE" + (10 + random.nextInt(89)) + digits(random, 18)));
        values.add(new Value("us-ssn", digits(random, 9)));
        values.add(new Value("id", "KX" + digits(random, 6) + (char) ('A' + random.nextInt(26))));
        values.add(new Value("address", address(random)));
        return values;
    }

    private static final String[] ADDRESSES = {
        "%d %s Street",
        "%d %s Road, Leeds",
        "Flat 3, %d %s Avenue",
        "%d Old %s Lane",
        "%da %s Drive, Apt 7",
        "%sstraße %d",
        "Untere %sstraße %d, 10115 Berlin",
        "%s-Allee %d",
        "%d rue de %s",
        "Calle %s, %d",
        "Via %s %d, Milano",
        "ul. %s %d",
        "%sstraat %da"
    };

    private static String address(Random random) {
        String pattern = ADDRESSES[random.nextInt(ADDRESSES.length)];
        String name = letters(random);
        name = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        int number = 1 + random.nextInt(250);
        return pattern.indexOf("%d") < pattern.indexOf("%s")
                ? pattern.formatted(number, name)
                : pattern.formatted(name, number);
    }

    private static final String[][] SHORTENED = {
        {"Street", "St", "St.", "street"},
        {"Road", "Rd", "Rd."},
        {"Avenue", "Ave", "Ave.", "Av."},
        {"Lane", "Ln", "Ln."},
        {"Drive", "Dr", "Dr."},
        {"straße", "strasse", "str.", "-Straße", "-Str.", " Straße"},
        {"straat", "str."},
        {"Calle ", "C/ ", "calle "},
        {"Via ", "via ", "VIA "},
        {"ul. ", "ulica ", "Ul. "}
    };

    /** As people write an address: shortened, with or without a flat and a town, over lines. */
    private static String rewritten(String address, Random random) {
        String text = address;
        if (random.nextBoolean()) {
            text = text.replaceFirst("^Flat 3, ", "").replaceFirst(", (Leeds|Apt 7|10115 Berlin|Milano)$", "");
        }
        for (String[] same : SHORTENED) {
            if (random.nextInt(3) > 0) {
                text = text.replace(same[0], same[1 + random.nextInt(same.length - 1)]);
            }
        }
        text = switch (random.nextInt(6)) {
            case 0 ->
                text.replaceFirst(
                        "^(\\d+a?) ", List.of("No. $1, ", "$1, ", "№ $1 ").get(random.nextInt(3)));
            case 1 -> text.replaceFirst("([a-z.,]) (\\d+a?)\\b(?! [A-Z])", "$1 Nr. $2");
            case 2 -> text.replaceFirst("(\\d)a\\b", "$1 a");
            default -> text;
        };
        text = switch (random.nextInt(6)) {
            case 0 -> text + ", London NW1 6XE";
            case 1 -> text + " in Springfield";
            case 2 -> text + ", second floor";
            case 3 -> "Flat 2, " + text;
            default -> text;
        };
        if (random.nextInt(4) == 0) {
            int blank = text.indexOf(' ', random.nextInt(text.length()));
            text = blank < 0 ? text : text.substring(0, blank) + "\n" + text.substring(blank + 1);
        }
        return text;
    }

    /** The value in another of its forms, in a sentence. */
    static String perturbed(Value value, Random random) {
        boolean address = value.kind().equals("address");
        String text = address ? rewritten(value.text(), random) : value.text();
        boolean code = !value.kind().equals("email") && !address;
        if (value.kind().equals("phone") && random.nextBoolean()) {
            String rest = text.substring(4);
            text = List.of("0049 " + rest, "0" + rest, "+49 (0)" + rest, "+49(0) " + rest, "0" + rest.replace(" ", "/"))
                    .get(random.nextInt(5));
        }
        if (code && random.nextInt(3) > 0) {
            text = separated(text.replace(" ", ""), random);
        }
        if (random.nextBoolean()) {
            text = random.nextBoolean()
                    ? text.toUpperCase(java.util.Locale.ROOT)
                    : text.toLowerCase(java.util.Locale.ROOT);
        }
        text = switch (random.nextInt(13)) {
            case 0 -> invisible(text, random);
            case 1 -> wide(text);
            case 2 -> address ? text : code ? spoken(text, random) : inWords(text, random);
            case 3, 4 -> encoded(text, random);
            case 5 -> encoded(encoded(text, random), random);
            case 6 -> invisible(wide(text), random);
            case 7, 8 -> escaped(text, random);
            case 9 -> marked(text, random);
            case 10 -> address ? text : apart(text, random);
            default -> text;
        };
        String[] around = {
            "The value is %s.",
            "%s",
            "Please note: (%s), thanks",
            "say \"%s\" to them",
            "id=%s;",
            "**%s**",
            "ticket says %s\n",
            "{\"x\":\"%s\"}",
            "Ring me — %s — tomorrow, please"
        };
        return around[random.nextInt(around.length)].formatted(text);
    }

    private static String separated(String text, Random random) {
        String separator =
                List.of(" ", "-", ".", "\u00a0", " - ", "/", "\u2013").get(random.nextInt(7));
        int size = 1 + random.nextInt(5);
        StringBuilder out = new StringBuilder();
        int from = text.startsWith("+") ? 3 : text.startsWith("00") ? 4 : 0;
        out.append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            boolean bracket = text.charAt(i) == '(' || text.charAt(i) == ')' || (i > 0 && text.charAt(i - 1) == '(');
            out.append(i > 0 && (i - from) % size == 0 && !bracket ? separator : "")
                    .append(text.charAt(i));
        }
        return out.toString();
    }

    private static String invisible(String text, Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            out.append(text.charAt(i));
            if (random.nextInt(3) == 0) {
                out.append("\u200b\u200d\u2060\u00ad\ufeff\u202e".charAt(random.nextInt(6)));
            }
        }
        return out.toString();
    }

    private static String wide(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append((char) (c > ' ' && c < 0x7f ? c + 0xFEE0 : c)));
        return out.toString();
    }

    private static String spoken(String text, Random random) {
        String[] words = DIGITS[random.nextInt(DIGITS.length)];
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= '0' && c <= '9' ? " " + words[c - '0'] + " " : Character.toString(c));
        }
        return out.toString().replaceAll(" +", " ").strip();
    }

    private static String inWords(String mail, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> mail.replace("@", " at ").replace(".", " dot ");
            case 1 -> mail.replace("@", random.nextBoolean() ? "(at)" : "[at]");
            default -> mail.replace("@", "{at}").replace(".", "[dot]");
        };
    }

    /** As programs and pages write it. */
    private static String escaped(String text, Random random) {
        StringBuilder out = new StringBuilder();
        int how = random.nextInt(6);
        boolean all = random.nextBoolean();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = !all && Character.isLetterOrDigit(c) && random.nextInt(4) > 0;
            out.append(
                    plain
                            ? Character.toString(c)
                            : switch (how) {
                                case 0 -> "\\u%04x".formatted((int) c);
                                case 1 -> "\\u{%X}".formatted((int) c);
                                case 2 -> "&#%d;".formatted((int) c);
                                case 3 -> "&#x%x;".formatted((int) c);
                                case 4 -> c < 0x80 ? "\\x%02X".formatted((int) c) : Character.toString(c);
                                default -> Character.isLetterOrDigit(c) ? Character.toString(c) : "\\" + c;
                            });
        }
        return out.toString();
    }

    /** With what an editor shows as style, or not at all. */
    private static String marked(String text, Random random) {
        int at = 1 + random.nextInt(text.length() - 1);
        String mark = List.of("**", "*", "`", "<b></b>", "</span>", "\u3164", "\u2800")
                .get(random.nextInt(7));
        return text.substring(0, at) + mark + text.substring(at);
    }

    /** With a sign between any two chars. */
    private static String apart(String text, Random random) {
        String sign = List.of(" ", "_", "|", "·", "*", "~", " \u2022").get(random.nextInt(7));
        return String.join(sign, text.replace(" ", "").split("(?!^)"));
    }

    private static String encoded(String text, Random random) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> java.util.Base64.getEncoder().encodeToString(bytes);
            case 1 -> java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            case 2 -> java.util.HexFormat.of().formatHex(bytes);
            case 3 ->
                java.util.HexFormat.ofDelimiter(List.of(":", " ", ", ", "-").get(random.nextInt(4)))
                        .withPrefix(random.nextBoolean() ? "0x" : "")
                        .formatHex(bytes);
            case 4 -> // as in mail, in lines
                java.util.Base64.getMimeEncoder(28 + 4 * random.nextInt(12), new byte[] {'\n'})
                        .encodeToString(("This is what the customer wrote to us lately: " + text)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            default -> {
                StringBuilder out = new StringBuilder();
                for (byte b : bytes) {
                    out.append("%%%02X".formatted(b & 0xff));
                }
                yield out.toString();
            }
        };
    }
}
