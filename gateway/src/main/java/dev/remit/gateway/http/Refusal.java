package dev.remit.gateway.http;

import dev.remit.gateway.call.Problem;

/** What an HTTP wire refuses by itself, before the gateway is asked anything. */
public enum Refusal {
    MALFORMED_REQUEST(
            400, "malformed_request", "The request is not well-formed HTTP/1.1. Send it again as RFC 9112 says."),
    MALFORMED_JSON(400, "malformed_json", "The body is not one JSON object."),
    INVALID_REQUEST(400, "invalid_request", "The request is not what this path takes."),
    BROKEN_BODY(
            400, "broken_body", "The body ended early, or its chunks are malformed. Send the request again, whole."),
    QUERY_REFUSED(
            400,
            "query_refused",
            "This interface takes no query: values in URLs end up in logs. Put them in the body."),
    ORIGIN_REFUSED(
            403,
            "origin_refused",
            "Requests from this origin are not allowed. The operator lists allowed origins in the server's settings."),
    HOST_REFUSED(
            403,
            "host_refused",
            "This host name is not served here. The operator lists host names in the server's settings."),
    UNKNOWN_PATH(404, "unknown_path", "Nothing is served at this path. GET /openapi.json lists what is."),
    METHOD_NOT_ALLOWED(
            405, "method_not_allowed", "This path does not take this method. The Allow header lists those it takes."),
    NOT_ACCEPTABLE(406, "not_acceptable", "The answer comes in a media type that the Accept header leaves out."),
    BODY_TOO_LARGE(413, "body_too_large", "The body is longer than this server takes."),
    URI_TOO_LONG(414, "uri_too_long", "The request line is longer than this server takes. Put values in the body."),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type", "The body's media type is not one that this path takes."),
    HEADERS_TOO_LARGE(431, "headers_too_large", "The headers are longer than this server takes."),
    INTERNAL(
            500,
            "internal",
            "Something went wrong in the gateway, and nothing was released. Tell the operator the correlation id."),
    UNAVAILABLE(503, "unavailable", "The gateway has as much to do as it can. Try again later."),
    HTTP_VERSION(505, "http_version", "This server speaks HTTP/1.1 only. Send the request with that version.");

    private final int status;
    private final String code;
    private final String detail;

    Refusal(int status, String code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The fixed code of {@link Problem#code}. */
    public String code() {
        return code;
    }

    /** As a problem, in the general words. */
    public Problem problem(String correlationId) {
        return problem(correlationId, detail);
    }

    /**
     * As a problem, in narrower words.
     *
     * @param detail what to do; quotes nothing of the request
     */
    public Problem problem(String correlationId, String detail) {
        return new Problem(code, status, detail, correlationId, null, null);
    }

    /** The refusal that fits a status which the server's own machinery chose. */
    static Refusal of(int status) {
        return switch (status) {
            case 404 -> UNKNOWN_PATH;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> UNAVAILABLE;
            case 505 -> HTTP_VERSION;
            default -> status >= 500 ? INTERNAL : MALFORMED_REQUEST;
        };
    }
}
