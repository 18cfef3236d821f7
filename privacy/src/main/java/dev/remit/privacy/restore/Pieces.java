package dev.remit.privacy.restore;

/** A text that comes in pieces. */
interface Pieces {
    /** Takes the next piece, and writes what of the text is sure. */
    void read(CharSequence piece, StringBuilder out);

    /** Writes what is left; the text ends here. */
    void end(StringBuilder out);
}
