package dev.remit.gateway;

import dev.remit.gateway.config.GuardSettings;
import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.guard.AnswerGuard;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.serving.Serving;
import java.io.IOException;
import java.time.InstantSource;

/** What a gateway that listens does to have answers checked. */
final class RunningGuard {
    private static final String FOLDER = "guard";

    private RunningGuard() {}

    /** Opens what was read before, which may be nothing; reading it anew goes on behind. */
    static AnswerGuard open(
            Settings settings,
            GuardSettings guarded,
            RootKey root,
            References references,
            Serving serving,
            InstantSource clock)
            throws IOException {
        return AnswerGuard.open(
                guarded,
                settings.data().resolve(FOLDER),
                root.derive(RootKey.Use.GUARD),
                serving,
                references,
                settings.drivers(),
                clock,
                System::nanoTime);
    }

    static void measure(AnswerGuard guard, Metrics metrics) {
        metrics.gauge(
                "guard_age_seconds",
                "How long ago the values were read that answers are checked against; 0 if never.",
                () -> guard.status().age().toSeconds());
        metrics.gauge(
                "guard_fingerprints",
                "Fingerprints that answers are checked against.",
                () -> guard.status().fingerprints());
        metrics.gauge(
                "guard_changes",
                "Fingerprints that came since they were read.",
                () -> guard.status().changes());
        metrics.gauge(
                "guard_waiting",
                "Customers that wait to be read again.",
                () -> guard.status().waiting());
        metrics.gauge(
                "guard_failed_builds",
                "Times that reading all protected values failed since the start.",
                () -> guard.status().failures());
        // Not by why: whoever can read this could tell a customer's value from an invented one.
        metrics.gauge(
                "guard_withheld",
                "Places of answers, and of texts of actions, that were withheld since the start.",
                () -> guard.status().others() + guard.status().unsourced());
    }
}
