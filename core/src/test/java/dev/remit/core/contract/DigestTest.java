package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {
    private static final String DIGEST = Example.workflow(Example.WORKFLOW).digest();

    private static String digest(String catalog, String workflow) {
        return Example.contracts(catalog, workflow)
                .workflows()
                .values()
                .iterator()
                .next()
                .digest();
    }

    @Test
    void aDigestIsHex() {
        assertThat(DIGEST).matches("[0-9a-f]{64}");
    }

    @Test
    void commentsOrderAndDescriptionsDoNotCount() {
        List<String> same = List.of(
                "# a comment\n\n" + Example.WORKFLOW,
                Example.with(
                        Example.WORKFLOW,
                        "{ order_no: name the order, status: the question itself }",
                        "{ status: the question itself, order_no: name the order }"),
                Example.with(
                        Example.WORKFLOW,
                        "agents: [support-assistant, night-assistant]",
                        "agents: [night-assistant, support-assistant]"),
                Example.with(Example.WORKFLOW, "[last_name, postcode]", "[postcode, last_name]"),
                Example.with(Example.WORKFLOW, "phase: general\n", "record: { payloads: redacted }\n"),
                Example.with(Example.WORKFLOW, "phase: general\n", ""));
        for (String workflow : same) {
            assertThat(digest(Example.CATALOG, workflow)).isEqualTo(DIGEST);
        }
        assertThat(digest(Example.CATALOG.replace("A person who buys.", "Somebody."), Example.WORKFLOW))
                .isEqualTo(DIGEST);
        assertThat(digest(Example.with(Example.CATALOG, "pool: 16", "pool: 8"), Example.WORKFLOW))
                .isEqualTo(DIGEST);
        assertThat(digest(
                        Example.with(Example.CATALOG, "card_no: { class: financial", "card_no: { class: secret"),
                        Example.WORKFLOW))
                .as("a field that is not used")
                .isEqualTo(DIGEST);
    }

    @Test
    void whatIsKeptOnRecordCounts() {
        for (String kept : List.of("full", "none")) {
            assertThat(digest(
                            Example.CATALOG,
                            Example.with(Example.WORKFLOW, "phase: general", "record: { payloads: " + kept + " }")))
                    .isNotEqualTo(DIGEST);
        }
    }

    @Test
    void whatGoesOutCountsWhereItIsMoreThanUsual() {
        String usual = Example.with(Example.WORKFLOW, "phase: general", "output: { unsourced: redact }");
        String more = Example.with(Example.WORKFLOW, "phase: general", "output: { unsourced: keep }");
        assertThat(digest(Example.CATALOG, usual)).isEqualTo(DIGEST);
        assertThat(digest(Example.CATALOG, more)).isNotEqualTo(DIGEST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "greet the customer  | greet them",
                "handling: clear     | handling: masked",
                "limit: 20           | limit: 21",
                "attempts: 3         | attempts: 2",
                "category: orders    | category: support",
                "support-lead@       | lead@",
                "I cannot            | I can not",
                "[financial, security] | [financial, legal]",
            })
    void whatAReviewerReadCounts(String passage, String replacement) {
        assertThat(digest(Example.CATALOG, Example.with(Example.WORKFLOW, passage, replacement)))
                .isNotEqualTo(DIGEST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table: orders                       | table: orders_new",
                "email: { class: personal, kind: email } | email: { class: personal, kind: email, column: mail }",
                "privacy@shop.example                | dpo@shop.example",
                "scope: { subject: customer_id, tenant: brand }\\n    key: customer_id | scope: { subject: id, tenant: brand }\\n    key: customer_id",
                "zone: UTC                           | zone: Europe/Berlin",
            })
    void whatTheCatalogAddsToItsMeaningCounts(String passage, String replacement) {
        assertThat(digest(
                        Example.with(Example.CATALOG, passage.replace("\\n", "\n"), replacement.replace("\\n", "\n")),
                        Example.WORKFLOW))
                .isNotEqualTo(DIGEST);
    }
}
