package dev.remit.gateway.crash;

import org.junit.jupiter.api.Tag;

/** Actions in a service over HTTP, and a gateway that is killed at each moment of them. */
@Tag("slow")
final class PaymentsActionCrashTest extends ActionCrashes {
    PaymentsActionCrashTest() {
        super(Kind.HTTP);
    }
}
