package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings;
import org.jspecify.annotations.Nullable;

/**
 * A string of a message.
 *
 * @param leaf where it stands
 * @param field the name of the text that it continues; null if it is whole
 */
record Part(JsonStrings.Leaf leaf, @Nullable String field, Content content) {
    /** What it is. */
    sealed interface Content {
        /** Text for a reader. */
        record Prose() implements Content {}

        /** The arguments of a call as JSON text. */
        record Arguments(String tool) implements Content {}

        /**
         * A string in the arguments of a call.
         *
         * @param pointer to it in the arguments
         */
        record Argument(String tool, String pointer) implements Content {}

        /** A string that says nothing: it is left out where the message is repeated. */
        record Once() implements Content {}
    }
}
