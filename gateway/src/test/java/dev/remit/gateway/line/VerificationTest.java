package dev.remit.gateway.line;

import static dev.remit.gateway.testing.Shopfront.atOnce;
import static dev.remit.gateway.testing.Shopfront.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Binding a customer by what the caller says: exactly one, once, within limits that hold across grants. */
class VerificationTest extends Shops {
    private static final String VERIFIED = "{\"verified\":true,\"assurance\":\"claimed\"}";

    private String verify(String token, String arguments) {
        return front.outcome(token, "verify_customer", arguments);
    }

    @Test
    void anExactAndUniqueMatchBinds() {
        String byEmail = front.grant(helper);
        assertThat(front.outcome(byEmail, "get_customer", "{}")).isEqualTo("verify_first");
        assertThat(verify(byEmail, "{\"email\":\"" + SmallShop.EMAIL + "\"}")).isEqualTo(VERIFIED);
        assertThat(front.outcome(byEmail, "get_customer", "{}")).contains("\"first_name\":\"Zanzibara\"");
        String byName = front.grant(helper);
        assertThat(verify(byName, "{\"last_name\":\"Obsidiana\",\"postcode\":\"PLZ-1\"}"))
                .isEqualTo(VERIFIED);
        assertThat(front.outcome(byName, "get_customer", "{}")).contains("\"first_name\":\"Wolframia\"");
    }

    @Test
    void anAmbiguousNameAnOtherTenantsCustomerAndNobodyAreAnsweredAlike() {
        List<String> answers = new ArrayList<>();
        for (String claim : List.of(
                "{\"last_name\":\"Twinsome\",\"postcode\":\"PLZ-3\"}",
                "{\"last_name\":\"Nobody\",\"postcode\":\"PLZ-3\"}",
                "{\"email\":\"zanzibara@beta.example\"}",
                "{\"email\":\"%\"}",
                "{\"email\":\"ZANZIBARA@QUILL.EXAMPLE\"}")) {
            String token = front.grant(helper);
            answers.add(Refusals.withoutId(front.call(token, "verify_customer", claim)));
            assertThat(front.outcome(token, "get_customer", "{}")).isEqualTo("verify_first");
        }
        assertThat(answers).allMatch(answers.getFirst()::equals);
        assertThat(answers.getFirst()).contains("verify_failed");
    }

    @Test
    void aBoundCustomerIsNeverExchanged() {
        String token = front.verified(helper, SmallShop.EMAIL);
        assertThat(verify(token, "{\"email\":\"" + SmallShop.OTHER_EMAIL + "\"}"))
                .isEqualTo("already_verified");
        assertThat(verify(token, "{\"email\":\"" + SmallShop.EMAIL + "\"}")).isEqualTo("already_verified");
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    @Test
    void ofManyVerificationsAtOnceExactlyOneBinds() {
        String token = front.grant(helper);
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String email = i % 2 == 0 ? SmallShop.EMAIL : SmallShop.OTHER_EMAIL;
            all.add(() -> verify(token, "{\"email\":\"" + email + "\"}"));
        }
        List<String> answers = atOnce(all);
        assertThat(answers).containsOnlyOnce(VERIFIED);
        assertThat(Collections.frequency(answers, "already_verified")).isEqualTo(31);
        String bound = answers.indexOf(VERIFIED) % 2 == 0 ? "Zanzibara" : "Wolframia";
        assertThat(front.outcome(token, "get_customer", "{}")).contains(bound);
        reopen();
        assertThat(front.outcome(token, "get_customer", "{}")).contains(bound);
    }

    @Test
    void aConversationHasSoManyAttempts() {
        String token = front.grant(helper);
        for (int i = 0; i < 3; i++) {
            assertThat(verify(token, "{\"email\":\"wrong" + i + "@x.example\"}"))
                    .isEqualTo("verify_failed");
        }
        assertThat(verify(token, "{\"email\":\"" + SmallShop.EMAIL + "\"}")).isEqualTo("verify_limit");
        String renewed = dev.remit.gateway.testing.Shopfront.token(front.renew(helper, token));
        assertThat(verify(renewed, "{\"email\":\"" + SmallShop.EMAIL + "\"}")).isEqualTo("verify_limit");
        String part = front.delegate(renewed, new dev.remit.gateway.call.Narrowing(null, null, null, null));
        assertThat(verify(part, "{\"email\":\"" + SmallShop.EMAIL + "\"}")).isEqualTo("verify_limit");
        assertThat(verify(front.grant(helper), "{\"email\":\"" + SmallShop.EMAIL + "\"}"))
                .isEqualTo(VERIFIED);
    }

    @Test
    void attemptsOfAConversationAreExactUnderParallelCallers() throws IOException {
        String token = front.grant(helper);
        List<String> answers = atOnce(32, () -> verify(token, "{\"email\":\"wrong@x.example\"}"));
        assertThat(Collections.frequency(answers, "verify_failed")).isEqualTo(3);
        assertThat(Collections.frequency(answers, "verify_limit")).isEqualTo(29);
    }

    @Test
    void attemptsOnOneValueAreLimitedAcrossGrants() {
        for (int i = 0; i < 10; i++) {
            assertThat(verify(front.grant(helper), "{\"email\":\"wrong@x.example\"}"))
                    .isEqualTo("verify_failed");
        }
        assertThat(verify(front.grant(helper), "{\"email\":\"wrong@x.example\"}"))
                .isEqualTo("verify_limit");
        assertThat(verify(front.grant(helper), "{\"email\":\"" + SmallShop.EMAIL + "\"}"))
                .isEqualTo(VERIFIED);
        clock.advance(Duration.ofHours(1));
        assertThat(verify(front.grant(helper), "{\"email\":\"wrong@x.example\"}"))
                .isEqualTo("verify_failed");
    }

    @Test
    void thePostcodesOfOneNameCannotBeTriedOut() {
        for (int i = 0; i < 10; i++) {
            assertThat(verify(
                            front.grant(helper), "{\"last_name\":\"Quillfeather\",\"postcode\":\"PLZ-9000" + i + "\"}"))
                    .isEqualTo("verify_failed");
        }
        assertThat(verify(front.grant(helper), "{\"last_name\":\"Quillfeather\",\"postcode\":\"PLZ-90210\"}"))
                .isEqualTo("verify_limit");
        assertThat(verify(front.grant(helper), "{\"last_name\":\"Obsidiana\",\"postcode\":\"PLZ-1\"}"))
                .isEqualTo(VERIFIED);
    }

    @Test
    void attemptsOnOneValueAreExactUnderParallelAttemptsOnManyGrants() {
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String token = front.grant(helper);
            all.add(() -> verify(token, "{\"email\":\"wrong@x.example\"}"));
        }
        List<String> answers = atOnce(all);
        assertThat(Collections.frequency(answers, "verify_failed")).isEqualTo(10);
        assertThat(Collections.frequency(answers, "verify_limit")).isEqualTo(54);
    }

    @Test
    void attemptsOfOneAgentAreExactUnderParallelAttemptsOnManyGrants() throws IOException {
        reopen("attempts_per_agent: 100", "attempts_per_agent: 12");
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String token = front.grant(helper);
            String claim = "{\"email\":\"wrong" + i + "@x.example\"}";
            all.add(() -> verify(token, claim));
        }
        List<String> answers = atOnce(all);
        assertThat(Collections.frequency(answers, "verify_failed")).isEqualTo(12);
        assertThat(Collections.frequency(answers, "verify_limit")).isEqualTo(52);
        reopen();
        assertThat(verify(front.grant(helper), "{\"email\":\"" + SmallShop.EMAIL + "\"}"))
                .isEqualTo("verify_limit");
    }

    @Test
    void attemptsThatSucceedAreNotRefusedForEachOther() throws IOException {
        reopen("attempts_per_agent: 100", "attempts_per_agent: 2");
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String token = front.grant(helper);
            all.add(() -> verify(token, "{\"email\":\"" + SmallShop.EMAIL + "\"}"));
        }
        assertThat(atOnce(all)).containsOnly(VERIFIED);
    }

    @Test
    void aBlankClaimAnExtraFieldAndAMixOfAlternativesAreRefused() {
        String token = front.grant(helper);
        for (String claim : List.of(
                "{}",
                "{\"email\":\" \"}",
                "{\"email\":5}",
                "{\"postcode\":\"PLZ-1\"}",
                "{\"email\":\"a@b\",\"tenant\":\"beta\"}",
                "{\"email\":\"a@b\",\"customer_id\":\"CUS-4711\"}",
                "{\"email\":\"a@b\",\"postcode\":\"PLZ-1\"}")) {
            assertThat(verify(token, claim)).as(claim).isEqualTo("invalid_argument");
        }
        assertThat(said(front.call(token, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}")))
                .isEqualTo(VERIFIED);
    }
}
