package dev.remit.gateway.line;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of a message what a customer could be told by, before it is kept for a person: nobody who looks at a queue
 * needs it, and who takes over can look it up in the system of record. Thread-safe.
 */
final class Redaction {
    private static final Logger LOG = LoggerFactory.getLogger(Redaction.class);

    /** Stands for a text that could not be read: then nothing of it is kept. */
    private static final String UNREAD = "[not readable]";

    private final Detector detector =
            Detector.builder().recogniser(ProseRecogniser.standard()).build();

    /** Looks twice: what is taken out at first can make the detector take a name beside it for an ordinary word. */
    String of(String text) {
        try {
            return once(once(text));
        } catch (RuntimeException e) {
            LOG.error("A message could not be redacted, so it is not kept: {}", Traces.of(e));
            return UNREAD;
        }
    }

    private String once(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (Finding finding : detector.find(text)) {
            out.append(text, done, finding.start())
                    .append('[')
                    .append(finding.kind().label())
                    .append(']');
            done = finding.end();
        }
        return out.append(text, done, text.length()).toString();
    }
}
