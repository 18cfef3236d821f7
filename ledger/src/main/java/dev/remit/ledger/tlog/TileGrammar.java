package dev.remit.ledger.tlog;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How the path of a tile is spelt. */
final class TileGrammar {
    static final Pattern PATH = Pattern.compile("tile/(?<level>entries|0|[1-9][0-9]?)"
            + "/(?<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/(?<width>[1-9][0-9]{0,2}))?");

    private TileGrammar() {}

    /** Empty when there are more elements than the number needs, or it is beyond 2^63-1. */
    static OptionalLong index(String elements) {
        if (elements.startsWith("x000/")) {
            return OptionalLong.empty();
        }
        String digits = elements.replace("x", "").replace("/", "").replaceFirst("^0+(?=.)", "");
        return Decimal.parse(digits);
    }
}
