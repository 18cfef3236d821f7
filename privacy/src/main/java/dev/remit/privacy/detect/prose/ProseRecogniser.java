package dev.remit.privacy.detect.prose;

import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Outline;
import dev.remit.privacy.detect.Reading;
import dev.remit.privacy.detect.Recogniser;

/**
 * Finds persons, street addresses, places, organisations, titles, nationalities, religions, political sides and health
 * terms in prose: by lists of this library's own, by how words are written, and by the words around them. Best in English;
 * names and addresses of other languages within it, and simple sentences of them, are found as well.
 *
 * <p>Immutable and thread-safe.
 */
public final class ProseRecogniser implements Recogniser {
    private static final ProseRecogniser STANDARD = new ProseRecogniser(Lexicon.load());

    private final Lexicon lexicon;

    private ProseRecogniser(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** The one there is; its lists are read once. */
    public static ProseRecogniser standard() {
        return STANDARD;
    }

    @Override
    public Pass pass() {
        return new ProsePass(lexicon);
    }

    private static final class ProsePass implements Pass {
        private final Reading reading = new Reading();
        private final Words words;
        private final Taken taken;
        private final AddressFinder addresses;
        private final TermFinder terms;
        private final NameFinder names;

        ProsePass(Lexicon lexicon) {
            words = new Words(lexicon);
            taken = new Taken(words);
            addresses = new AddressFinder(words, taken, lexicon);
            terms = new TermFinder(words, taken, lexicon);
            names = new NameFinder(words, taken);
        }

        @Override
        public void scan(byte[] utf8, int from, int to, int textFrom, int textTo, Findings found) {
            reading.begin(utf8, from, to);
            if (reading.unescaped()) {
                if (reading.again()) {
                    // The deepest first: what is found in half of a word hides the other half.
                    while (reading.again()) {}
                    goOver(found);
                    reading.unescaped();
                }
                goOver(found);
            }
            reading.plain();
            goOver(found);
            if (reading.apart()) {
                goOver(found);
            }
        }

        @Override
        public void scan(Outline told, byte[] utf8, int from, int to, int textFrom, int textTo, Findings found) {
            reading.direct(utf8, from, to);
            words.read(reading, told);
            look(found);
        }

        private void goOver(Findings found) {
            words.read(reading);
            look(found);
        }

        private void look(Findings found) {
            taken.clear(found);
            addresses.find(found);
            terms.find(found);
            names.find(found);
        }
    }
}
