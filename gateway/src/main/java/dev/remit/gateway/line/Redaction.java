package dev.remit.gateway.line;

import dev.remit.gateway.text.FreeText;
import dev.remit.gateway.text.Passing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of a message what a customer could be told by, before it is kept for a person: nobody who looks at a queue
 * needs it, and who takes over can look it up in the system of record.
 */
final class Redaction {
    private static final Logger LOG = LoggerFactory.getLogger(Redaction.class);

    /** Stands for a text that could not be read: then nothing of it is kept. */
    private static final String UNREAD = "[not readable]";

    private Redaction() {}

    static String of(String text, FreeText detector) {
        return switch (detector.clean(text, Passing.NOTHING_MORE)) {
            case FreeText.Outcome.Clean(String clean) -> clean;
            case FreeText.Outcome.TooLong tooLong -> UNREAD;
            case FreeText.Outcome.Failed(Throwable cause) -> {
                LOG.error("A message could not be redacted, so it is not kept: {}", Traces.of(cause));
                yield UNREAD;
            }
        };
    }
}
