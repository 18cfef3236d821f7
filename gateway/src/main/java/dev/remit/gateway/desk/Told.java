package dev.remit.gateway.desk;

import dev.remit.gateway.call.Problem;
import tools.jackson.databind.node.ObjectNode;

/** What the desk says to a person. */
public sealed interface Told {
    /** It was done, or this is what was asked for. */
    record Answer(ObjectNode body) implements Told {}

    /** It was not, and why. */
    record No(Problem problem) implements Told {}
}
