package dev.remit.neural;

/** Why what an operator gave cannot be used, and what to do about it: a sentence each. */
final class NotUsable extends Exception {
    private final String advice;

    NotUsable(String why, String advice) {
        super(why);
        this.advice = advice;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    String advice() {
        return advice;
    }

    /** The message of somebody else's failure, for a sentence: one line, and not long. */
    static String brief(Throwable failure) {
        String text = String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
