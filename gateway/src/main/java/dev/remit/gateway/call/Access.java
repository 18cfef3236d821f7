package dev.remit.gateway.call;

/** Whether a bearer token opens anything. */
public sealed interface Access {
    /** The token belongs to a live grant. */
    record Granted(Session session) implements Access {}

    /** It does not; the problem's status is 401, 403, 429 or 503. */
    record Refused(Problem problem) implements Access {}
}
