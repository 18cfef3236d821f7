package dev.remit.privacy.detect;

import java.util.BitSet;
import java.util.List;

/**
 * What a detector was built with.
 *
 * @param enabled whether the built-in kind of this order is looked for
 * @param least findings below are dropped
 * @param recognisers asked after the structured kinds, in this order
 */
record Settings(BitSet enabled, Tier least, List<Recogniser> recognisers, List<String> regions) {
    boolean has(Kind kind) {
        return kind.order() >= Kind.builtIn().size() || enabled.get(kind.order());
    }
}
