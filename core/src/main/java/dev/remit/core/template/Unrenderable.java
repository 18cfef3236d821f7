package dev.remit.core.template;

/** A value does not fit its place. Never leaves the package: see {@link Rendering.Refused}. */
final class Unrenderable extends Exception {
    private final String placeholder;
    private final String why;

    /** @param why in words that quote nothing of the value */
    Unrenderable(String placeholder, String why) {
        super(why, null, false, false);
        this.placeholder = placeholder;
        this.why = why;
    }

    Rendering.Refused refused() {
        return new Rendering.Refused(placeholder, why);
    }
}
