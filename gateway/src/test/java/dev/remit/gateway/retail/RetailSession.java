package dev.remit.gateway.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** One conversation: a grant of its own. */
final class RetailSession {
    private final RetailGateway gateway;
    private final String token;

    RetailSession(RetailGateway gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    Answer call(String tool, Map<String, ?> arguments) {
        return gateway.call(token, tool, arguments);
    }

    /** A read that succeeds and gives exactly this. */
    void gives(String tool, Map<String, String> arguments, Object wanted) {
        Answer answer = call(tool, arguments);
        assertThat(answer.outcome()).as(tool).isEqualTo("ok");
        assertThat(answer.value()).as(tool).isEqualTo(wanted);
    }

    void refuses(String tool, Map<String, String> arguments, String code) {
        assertThat(call(tool, arguments).outcome()).as(tool).isEqualTo(code);
    }

    /** @param attempt what the customer says */
    void verifies(Map<String, String> attempt) {
        gives("verify_customer", attempt, Map.of("verified", true, "assurance", "claimed"));
    }

    Answer tools() {
        return gateway.get(token, "/v1/tools");
    }
}
