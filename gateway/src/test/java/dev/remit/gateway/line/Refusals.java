package dev.remit.gateway.line;

import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problem;

/** Refusals as bytes on a wire would be, but for what names the one request. */
final class Refusals {
    private Refusals() {}

    static Problem of(CallResult result) {
        if (result instanceof CallResult.Refused(Problem problem)) {
            return problem;
        }
        throw new AssertionError("it was released");
    }

    static String withoutId(CallResult result) {
        Problem problem = of(result);
        return new Problem(problem.code(), problem.status(), problem.detail(), "", problem.say(), problem.retryAfter())
                .toString();
    }
}
