package dev.remit.privacy.restore;

import java.util.List;

/** How a wire's messages hold what a model says. Remembers the names of the tools of one answer. */
interface Dialect {
    /** Reads a message: an event's data, or a whole answer. */
    Reading read(Message message);

    /**
     * What a message holds.
     *
     * @param parts its strings that a model wrote, in their order
     * @param ended beginnings of the names of fields that end with this message
     */
    record Reading(List<Part> parts, List<String> ended) {}
}
