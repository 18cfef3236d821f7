package dev.remit.gateway.cli.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a gateway answered.
 *
 * @param status HTTP's
 * @param body the JSON object that came with it, or null where none came
 */
public record Answer(int status, @Nullable ObjectNode body) {
    /** Whether it was done. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** A text of the body, or null. */
    public @Nullable String text(String name) {
        return body != null && body.path(name).isString() ? body.path(name).asString() : null;
    }

    /** Why it was not done and what to do (RFC 9457), with what {@code remit explain} takes; never a token. */
    public String problem() {
        String detail = text("detail");
        if (detail == null) {
            return "The gateway answered with HTTP status " + status + ".";
        }
        String code = text("code");
        String id = text("correlation_id");
        String what = detail + (code == null ? "" : " [" + code + "]");
        if ("unauthenticated".equals(code)) {
            return what + " What was sent is unknown here, expired, rotated away or revoked.";
        }
        return id == null ? what : what + " Look it up with: remit explain " + id;
    }
}
