package dev.remit.gateway.line;

import dev.remit.privacy.detect.RecogniserPlugin;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Failures for the log: what and where, without their messages, because those may quote a customer's values. */
final class Traces {
    private static final int DEEPEST = 5;
    private static final int FRAMES = 30;

    private Traces() {}

    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable one = failure;
        for (int i = 0; one != null && i < DEEPEST; i++) {
            text.append(i == 0 ? "" : "\nbecause of ").append(one.getClass().getName());
            if (one instanceof RecogniserPlugin.Failure told) {
                text.append(": ").append(told.getMessage()); // says nothing of the text, by its contract
            }
            text.append(Arrays.stream(one.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "\n\tat " + frame)
                    .collect(Collectors.joining()));
            one = one.getCause();
        }
        return text.toString();
    }
}
