package dev.remit.core.template;

/** Methods of HTTP that a request may have (RFC 9110 section 9; PATCH: RFC 5789). */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** Whether a request may be repeated without acting twice or at all: the safe ones only. */
    public boolean safe() {
        return this == GET;
    }
}
