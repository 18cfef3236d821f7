package dev.remit.core.escalation;

/** A message in capitals with exclamation marks. */
final class Shouting {
    private static final int FEWEST_LETTERS = 20;

    private Shouting() {}

    static boolean in(String text) {
        int upper = 0;
        int letters = 0;
        int marks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                letters++;
                upper += Character.isUpperCase(c) ? 1 : 0;
            }
            marks += c == '!' ? 1 : 0;
        }
        return letters >= FEWEST_LETTERS && marks >= 2 && upper * 5 >= letters * 4;
    }
}
