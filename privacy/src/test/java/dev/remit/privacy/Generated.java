package dev.remit.privacy;

import java.util.Random;

/** Values made from a seed that the failing test prints. */
public final class Generated {
    private static final String ODD = "@.+-() /•*⟦_,'\"\t\n\u0000\u200b\u202e\u0301\ud83d\udc00é王ßأש0１";
    private final Random random;

    public Generated(long seed) {
        random = new Random(seed);
    }

    public String of(String alphabet, int fewest, int most) {
        StringBuilder made = new StringBuilder();
        for (int i = fewest + random.nextInt(most - fewest + 1); i > 0; i--) {
            made.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return made.toString();
    }

    public String digits(int fewest, int most) {
        return of("0123456789", fewest, most);
    }

    public String letters(int fewest, int most) {
        return of("abcdefghijklmnopqrstuvwxyz", fewest, most);
    }

    public String anything() {
        return switch (random.nextInt(5)) {
            case 0 -> of(ODD, 0, 30);
            case 1 -> of(ODD + "abcXYZ123", 0, 40);
            case 2 ->
                random.ints(random.nextInt(20), 0, 0x110000)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case 3 -> letters(1, 5) + of(ODD, 0, 3) + digits(0, 12) + of(ODD, 0, 2) + letters(0, 4);
            default -> "+" + digits(1, 18) + of(ODD, 0, 1);
        };
    }
}
