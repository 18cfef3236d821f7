package dev.remit.privacy.detect;

/**
 * Finds further kinds, such as names in prose, behind the structured ones. Immutable and thread-safe; what a scan needs
 * to remember is in its {@link Pass}.
 */
public interface Recogniser {
    /** What one thread uses to scan; used for many texts, one after the other. */
    Pass pass();

    /** A thread's own, reusable state. */
    interface Pass {
        /**
         * Adds what it finds in a part of a text. A long text comes in parts of at most {@link DetectorScan#BLOCK} bytes
         * that overlap by {@link DetectorScan#OVERLAP}; of findings that overlap the detector keeps one, so that what the
         * edge of a part cuts is found whole in the next one. May read outside the part, within the array's text from
         * {@code textFrom} to {@code textTo}, a bounded number of bytes. Linear in the length of the part; total for any
         * bytes.
         *
         * @param found what is known so far: the structured findings of this part, in no particular order and not yet
         *     chosen among. Add to it; remove nothing
         */
        void scan(byte[] utf8, int from, int to, int textFrom, int textTo, Findings found);

        /**
         * The same for a part of printable ASCII and line ends without escapes, whose words are told already.
         *
         * @param words all words of the part
         */
        default void scan(Outline words, byte[] utf8, int from, int to, int textFrom, int textTo, Findings found) {
            scan(utf8, from, to, textFrom, textTo, found);
        }
    }
}
