package dev.remit.gateway.identity;

import dev.remit.gateway.identity.Agent.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a new credential leaves of the old ones: each is good for an overlap, so that nothing stands still. */
final class Rotation {
    private static final Duration LONGEST = Duration.ofDays(30);

    static final String TOO_LONG = "The overlap is at most 30 days.";

    private Rotation() {}

    static boolean tooLong(Duration overlap) {
        return overlap.isNegative() || overlap.compareTo(LONGEST) > 0;
    }

    /** Those that are good now and stay so for a while: until then at the latest, and no longer than they would have. */
    static List<Credential> kept(List<Credential> credentials, Instant now, Instant until) {
        if (!until.isAfter(now)) {
            return List.of();
        }
        return credentials.stream()
                .filter(one -> one.live(now))
                .map(one -> new Credential(one.id(), one.hash(), one.createdAt(), earlier(one, until)))
                .toList();
    }

    private static Instant earlier(Credential credential, Instant until) {
        Instant ends = credential.until();
        return ends != null && ends.isBefore(until) ? ends : until;
    }
}
