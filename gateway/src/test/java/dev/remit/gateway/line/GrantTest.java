package dev.remit.gateway.line;

import static dev.remit.gateway.testing.Shopfront.atOnce;
import static dev.remit.gateway.testing.Shopfront.code;
import static dev.remit.gateway.testing.Shopfront.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.call.Introspection;
import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.identity.AgentDesk.Outcome;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens, cases, passing on, and how live grants follow the contract. */
class GrantTest extends Shops {
    private static final String SKU = "{\"sku\":\"S1\"}";

    private String product(String token) {
        return front.outcome(token, "get_product", SKU);
    }

    @Test
    void onlyAGrantsOwnTokenOpensTools() {
        String token = front.grant(helper);
        assertThat(product(token)).contains("Chair");
        String last = token.endsWith("A") ? "B" : "A";
        for (String bad : List.of(
                helper,
                token.substring(0, token.length() - 1) + last,
                token + "A",
                "",
                token.replace("remit_grant_", "remit_agent_"),
                "remit_grant_" + "A".repeat(43))) {
            assertThat(product(bad)).as(bad).isEqualTo("unauthenticated");
        }
        assertThat(code(front.open(token, "order-help", "acme", null))).isEqualTo("unauthenticated");
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("opened");
    }

    @Test
    void agentsTenantsAndContractsThatAreNotTheirsAreAnsweredAlike() {
        String stranger = front.agent("stranger", "acme", "beta");
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("opened");
        for (GrantResult refused : List.of(
                front.open(helper, "order-help", "beta", null),
                front.open(helper, "no-such-workflow", "acme", null),
                front.open(stranger, "order-help", "acme", null),
                front.open(helper, "order-help", "", null))) {
            Problem problem = ((GrantResult.Refused) refused).problem();
            assertThat(problem.code()).isEqualTo("not_allowed");
            assertThat(problem.say()).isNull();
            assertThat(problem.detail()).isEqualTo("This agent may not open such a grant.");
        }
    }

    @Test
    void aGrantExpiresAndARevokedOneIsDeadAtOnce() {
        String token = front.grant(helper);
        clock.advance(Duration.ofMinutes(20).minusMillis(1));
        assertThat(product(token)).contains("Chair");
        clock.advance(Duration.ofMillis(1));
        assertThat(product(token)).isEqualTo("unauthenticated");
        String other = front.grant(helper);
        assertThat(front.grants().revoke(helper, other, front.context())).isNull();
        assertThat(product(other)).isEqualTo("unauthenticated");
        reopen();
        assertThat(product(other)).isEqualTo("unauthenticated");
        assertThat(product(front.grant(helper))).contains("Chair");
    }

    @Test
    void aRotatedCredentialIsGoodForTheOverlapAndNoLonger() {
        String next = ((Outcome.Issued) front.agents().rotate("helper", Duration.ofHours(1))).credential();
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("opened");
        assertThat(code(front.open(next, "order-help", "acme", null))).isEqualTo("opened");
        clock.advance(Duration.ofHours(1));
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("unauthenticated");
        assertThat(code(front.open(next, "order-help", "acme", null))).isEqualTo("opened");
        reopen();
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("unauthenticated");
        assertThat(code(front.open(next, "order-help", "acme", null))).isEqualTo("opened");
    }

    @Test
    void aCredentialIsGoodAllThroughARotation() {
        List<String> codes = atOnce(24, () -> {
            front.agents().rotate("helper", Duration.ofHours(1));
            return code(front.open(helper, "order-help", "acme", null));
        });
        assertThat(codes).containsOnly("opened");
    }

    @Test
    void aRevokedAgentsGrantsAreDead() {
        String token = front.grant(helper);
        String part = front.delegate(token, new Narrowing(null, null, null, null));
        assertThat(product(part)).contains("Chair");
        front.agents().revoke("helper");
        assertThat(product(token)).isEqualTo("unauthenticated");
        assertThat(product(part)).isEqualTo("unauthenticated");
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("unauthenticated");
        assertThat(front.grants().introspect(token, token, front.context())).isInstanceOf(Introspection.Inactive.class);
        reopen();
        assertThat(product(token)).isEqualTo("unauthenticated");
    }

    @Test
    void aDeadGrantMayNotAskAboutOrRevokeAnother() {
        String dead = front.grant(helper);
        String live = front.grant(helper);
        assertThat(front.grants().introspect(live, live, front.context())).isInstanceOf(Introspection.Active.class);
        assertThat(front.grants().revoke(helper, dead, front.context())).isNull();
        assertThat(front.grants().introspect(dead, live, front.context())).isInstanceOf(Introspection.Refused.class);
        assertThat(front.grants().revoke(dead, live, front.context())).isNotNull();
        assertThat(product(live)).contains("Chair");
    }

    @Test
    void noOtherAgentMayAskAboutOrRevokeAGrant() {
        String other = front.agent("other", "acme");
        String token = front.grant(helper);
        assertThat(front.grants().introspect(other, token, front.context())).isInstanceOf(Introspection.Refused.class);
        assertThat(front.grants().revoke(other, token, front.context())).isNotNull();
        assertThat(product(token)).contains("Chair");
        assertThat(front.grants().introspect(helper, token, front.context())).isInstanceOf(Introspection.Active.class);
    }

    @Test
    void passingOnOnlyNarrows() {
        String token = front.verified(helper, SmallShop.EMAIL);
        Map<String, Set<String>> fields = Map.of("order", Set.of("order_no", "status"), "product", Set.of("name"));
        String part = front.delegate(token, new Narrowing(fields, null, null, Duration.ofMinutes(5)));
        assertThat(front.outcome(part, "get_customer", "{}")).isEqualTo("unknown_tool");
        assertThat(front.outcome(part, "get_product", SKU)).isEqualTo("unknown_tool");
        assertThat(front.outcome(part, "get_order", "{\"order_no\":\"ORD-777001\"}"))
                .isEqualTo("{\"order_no\":\"ORD-777001\",\"status\":\"shipped\"}");
        String again = front.delegate(
                part, new Narrowing(Map.of("order", Set.of("order_no")), null, null, Duration.ofHours(1)));
        assertThat(front.outcome(again, "get_order", "{\"order_no\":\"ORD-777001\"}"))
                .isEqualTo("{\"order_no\":\"ORD-777001\"}");
        assertThat(front.outcome(again, "list_orders", "{\"status\":\"open\"}")).isEqualTo("invalid_argument");
        assertThat(code(front.grants()
                        .delegate(
                                part,
                                new Narrowing(Map.of("customer", Set.of("email")), null, null, null),
                                front.context())))
                .isEqualTo("invalid_argument");
        clock.advance(Duration.ofMinutes(5));
        assertThat(front.outcome(again, "list_orders", "{}")).isEqualTo("unauthenticated");
        assertThat(front.outcome(token, "list_orders", "{}")).contains("ORD-777001");
    }

    @Test
    void aRevokedParentsPartsAreDeadAlsoAfterARestart() {
        String token = front.grant(helper);
        String part = front.delegate(token, new Narrowing(null, null, null, null));
        String again = front.delegate(part, new Narrowing(null, null, null, null));
        assertThat(product(again)).contains("Chair");
        assertThat(front.grants().revoke(part, part, front.context())).isNull();
        assertThat(product(again)).isEqualTo("unauthenticated");
        assertThat(product(token)).contains("Chair");
        reopen();
        assertThat(product(again)).isEqualTo("unauthenticated");
        assertThat(product(token)).contains("Chair");
    }

    @Test
    void onlyALiveCaseOfTheTenantOpensAGrantAndBindsItsCustomer() {
        assertThat(code(front.open(helper, "case-help", "acme", null))).isEqualTo("case_required");
        for (String dead : List.of("TCK-2", "TCK-3", "TCK-0", "")) {
            assertThat(code(front.open(helper, "case-help", "acme", dead)))
                    .as(dead)
                    .isEqualTo("case_not_live");
        }
        String token = token(front.open(helper, "case-help", "acme", "TCK-31337"));
        assertThat(front.outcome(token, "list_tickets", "{}"))
                .contains("TCK-31337", "TCK-2")
                .doesNotContain("TCK-3\"", "TCK-4");
    }

    @Test
    void aCaseThatNothingWouldCheckIsNotTaken() {
        assertThat(code(front.open(helper, "order-help", "acme", "TCK-31337"))).isEqualTo("case_unknown");
        assertThat(token(front.open(helper, "order-help", "acme", null))).isNotEmpty();
        assertThat(token(front.open(helper, "case-help", "acme", "TCK-31337"))).isNotEmpty();
    }

    @Test
    void casesNamedInVainAreLimitedHoweverManyOtherRefusalsThereWere() {
        for (int i = 0; i < 1_001; i++) {
            front.open(helper, "no-such-workflow", "acme", null);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(code(front.open(helper, "case-help", "acme", "TCK-0"))).isEqualTo("case_not_live");
        }
        assertThat(code(front.open(helper, "case-help", "acme", "TCK-0"))).isEqualTo("verify_limit");
    }

    @Test
    void casesNamedInVainAreLimitedExactlyUnderParallelCallers() {
        List<String> codes = atOnce(128, () -> code(front.open(helper, "case-help", "acme", "TCK-0")));
        assertThat(Collections.frequency(codes, "case_not_live")).isEqualTo(100);
    }

    @Test
    void aGrantIsNotRenewedAfterItsCaseWasClosed() {
        String token = token(front.open(helper, "case-help", "acme", "TCK-31337"));
        String renewed = token(front.grants()
                .open(helper, new GrantRequest("case-help", "acme", null, null, null, token), front.context()));
        shop.sql("UPDATE tickets SET state = 'closed'");
        assertThat(code(front.grants()
                        .open(
                                helper,
                                new GrantRequest("case-help", "acme", null, null, null, renewed),
                                front.context())))
                .isEqualTo("case_not_live");
    }

    @Test
    void aRenewalCannotChangeTheCaseOrTheActor() {
        String token = token(front.open(helper, "case-help", "acme", "TCK-31337"));
        for (GrantRequest other : List.of(
                new GrantRequest("case-help", "acme", "TCK-4", null, null, token),
                new GrantRequest("case-help", "acme", null, "somebody", null, token),
                new GrantRequest("order-help", "acme", null, null, null, token))) {
            assertThat(code(front.grants().open(helper, other, front.context())))
                    .isEqualTo("not_allowed");
        }
        assertThat(code(front.grants()
                        .open(
                                helper,
                                new GrantRequest("case-help", "acme", "TCK-31337", null, null, token),
                                front.context())))
                .isEqualTo("opened");
    }

    @Test
    void verificationUnderACaseFindsOnlyTheCasesCustomer() throws IOException {
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP.replace(
                        "data:\n",
                        "case: { resource: ticket, live: \"ticket.state == 'open'\", binds: false }\ndata:\n"));
        reopen();
        String token = token(front.open(helper, "order-help", "acme", "TCK-31337"));
        assertThat(front.outcome(token, "verify_customer", "{\"email\":\"" + SmallShop.OTHER_EMAIL + "\"}"))
                .isEqualTo("verify_failed");
        assertThat(front.outcome(token, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}"))
                .contains("true");
    }

    @Test
    void aReloadNarrowsLiveGrantsAndNeverWidensThem() throws IOException {
        String token = front.verified(helper, SmallShop.EMAIL);
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP
                        .replace(
                                "first_name: { handling: clear, why: greet the customer }",
                                "postcode: { handling: clear, why: x }")
                        .replace("limit: 5", "limit: 1")
                        .replace("calls: 60", "calls: 1000"));
        front.serve(shop.load().contracts());
        assertThat(front.outcome(token, "get_customer", "{}")).contains("email").doesNotContain("Zanzibara", "PLZ");
        assertThat(front.outcome(token, "list_orders", "{\"limit\":2}")).isEqualTo("invalid_argument");
        String fresh = front.verified(helper, SmallShop.EMAIL);
        assertThat(front.outcome(fresh, "get_customer", "{}")).contains("PLZ-90210");
        shop.workflow("order-help", SmallShop.ORDER_HELP);
        front.serve(shop.load().contracts());
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        assertThat(front.outcome(fresh, "get_customer", "{}")).doesNotContain("Zanzibara", "PLZ");
    }

    @Test
    void anAgentTakenOutOfTheContractAndAPhaseTurnedOffStopLiveGrants() throws IOException {
        String token = front.grant(helper);
        shop.workflow("order-help", SmallShop.ORDER_HELP.replace("[helper]", "[somebody-else]"));
        front.serve(shop.load().contracts());
        assertThat(product(token)).isEqualTo("contract_changed");
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("not_allowed");
        shop.workflow("order-help", SmallShop.ORDER_HELP + "phase: off\n");
        front.serve(shop.load().contracts());
        assertThat(product(token)).isEqualTo("workflow_off");
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("workflow_off");
        shop.workflow("order-help", SmallShop.ORDER_HELP);
        front.serve(shop.load().contracts());
        assertThat(product(token)).contains("Chair");
    }

    @Test
    void aGrantWithoutACaseIsWorthNothingOnceTheContractDemandsOne() throws IOException {
        String token = front.verified(helper, SmallShop.EMAIL);
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP.replace(
                        "data:\n",
                        "case: { resource: ticket, live: \"ticket.state == 'open'\", binds: false }\ndata:\n"));
        front.serve(shop.load().contracts());
        assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("contract_changed");
    }
}
