package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Severity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mistake has its code at its place. A case replaces one passage of the example, which alone is without findings
 * ({@link ContractCompilerTest}); {@code ^} in the replacement marks where the finding is to be.
 */
class FindingsTest {
    record Case(String code, boolean inCatalog, String passage, String replacement, String elsewhere) {
        /** The finding is not in the replacement, but where this unchanged passage has its mark. */
        Case at(String markedPassage) {
            return new Case(code, inCatalog, passage, replacement, markedPassage);
        }

        @Override
        public String toString() {
            return code + ": " + replacement.strip();
        }
    }

    static List<Case> cases() {
        return List.of(
                // catalog
                catalog("unknown-key", "    table: orders", "    ^tabel: orders\n    table: orders"),
                catalog("missing-key", "    table: orders\n    scope", "    ^scope"),
                catalog("unsupported-key", "subject: customer\nconnect", "subject: customer\n^classes: {}\nconnect"),
                catalog("bad-value", "pool: 16", "pool: ^257"),
                catalog("bad-value", "timeout: 2s", "timeout: ^2"),
                catalog("bad-value", "zone: UTC", "zone: ^Mars"),
                catalog("bad-value", "\"jdbc:postgresql://localhost/shop\"", "^\"postgresql://localhost/shop\""),
                catalog("wrong-type", "pool: 16", "pool: ^\"16\""),
                catalog("wrong-type", "pool: 16", "pool: ^sixteen"),
                catalog("wrong-type", "source: shop", "source: ^1e3"),
                catalog("wrong-type", "source: shop", "source: ^0x10"),
                catalog("wrong-type", "source: shop", "source: ^null"),
                catalog("wrong-type", "key: sku", "key: ^[sku]"),
                catalog("bad-value", "table: orders", "table: ^\"orders; drop table x\""),
                catalog("bad-value", "table: orders", "table: ^'or\"ders'"),
                catalog("bad-value", "first_name: { class: personal", "first_name: { class: ^persona"),
                catalog("literal-secret", "\"${env:SHOP_READ}\"", "^hunter2"),
                catalog("literal-secret", "\"${env:SHOP_READ}\"", "^12345"),
                catalog("literal-secret", "\"${env:SHOP_READ}\"", "^\"x${env:SHOP_READ}\""),
                catalog(
                        "literal-secret",
                        "\"jdbc:postgresql://localhost/shop\"",
                        "^\"jdbc:postgresql://me:pw@localhost/shop\""),
                catalog(
                        "literal-secret",
                        "\"jdbc:postgresql://localhost/shop\"",
                        "^\"jdbc:postgresql://localhost/shop?user=me&password=pw\""),
                catalog("bad-reference", "\"jdbc:postgresql://localhost/shop\"", "^\"jdbc:postgresql://${HOST}/shop\""),
                catalog("unknown-resource", "subject: customer\n", "subject: ^custmer\n"),
                catalog(
                        "unknown-resource",
                        "{ subject: \"order_id -> order\", tenant: \"order_id -> order\" }",
                        "{ subject: ^\"order_id -> ordr\", tenant: brand }"),
                catalog("unknown-field", "key: sku", "key: ^skuu"),
                catalog("unknown-field", "find_by: [sku, name]", "find_by: [sku, ^nam]"),
                catalog("duplicate-item", "find_by: [sku, name]", "find_by: [sku, ^sku]"),
                catalog("duplicate-key", "  campaign:", "  ^product:"),
                catalog(
                        "duplicate-column",
                        "email: { class: personal, kind: email }",
                        "^email: { class: personal, kind: email, column: First_Name }"),
                catalog("reserved-name", "  campaign:", "  ^duration:"),
                catalog("reserved-name", "{ class: internal } }", "{ class: internal }, ^in: { class: internal } }"),
                catalog("kind-type", "kind: email", "kind: ^email, type: integer"),
                catalog("key-type", "key: ticket_no", "key: ^body"),
                catalog("find-by-hidden", "key: customer_id\n", "key: customer_id\n    find_by: [email, ^card_no]\n"),
                catalog("scope-missing", "scope: { tenant: brand }", "scope: ^{ }"),
                catalog(
                        "scope-tenant",
                        "table: tickets\n    scope: { subject: customer_id, tenant: brand }",
                        "table: tickets\n    scope: ^{ subject: customer_id }"),
                catalog(
                        "scope-path",
                        "{ subject: \"order_id -> order\", tenant: \"order_id -> order\" }",
                        "{ subject: ^\"c -> campaign\", tenant: \"c -> campaign\" }"),
                catalog(
                        "scope-cycle",
                        "{ subject: \"order_id -> order\", tenant: \"order_id -> order\" }",
                        "{ subject: ^\"parent -> item\", tenant: brand }"),
                catalog(
                        "subject-resource",
                        "table: customers\n    description: A person who buys.\n    scope: { subject: customer_id, tenant: brand }",
                        "table: customers\n    scope: ^{ tenant: brand }"),
                catalog("shared-customer-data", "name: { class: public }", "^name: { class: personal }"),
                catalog("gate-documented", ", \"*\": data@shop.example }", " }"),
                // workflow
                workflow("unknown-key", "owner: support", "^ovner: x\nowner: support"),
                workflow(
                        "missing-key",
                        "workflow: order-help\npurpose: Tell customers where their order is.\n",
                        "^workflow: order-help\n"),
                workflow("unsupported-key", "category: orders\n", "category: orders\n^models: {}\n"),
                workflow("unsupported-key", "handling: clear, why", "handling: clear, ^fresh: 1h, why"),
                workflow("unsupported-value", "phase: general", "phase: ^pilot"),
                workflow("bad-value", "apart: ", "fallback: { source_down: { say: hello, then: ^ask } }\napart: "),
                workflow("unknown-key", "apart: ", "fallback: { source_down: { say: hello, ^to: second } }\napart: "),
                workflow(
                        "fallback-queue",
                        "apart: ",
                        "fallback: { nobody_answers: { say: hello, then: ^escalate } }\napart: "),
                workflow(
                        "fallback-queue",
                        "apart: ",
                        "fallback: { nobody_answers: { say: hello, then: escalate, to: ^desk } }\napart: "),
                workflow(
                        "fallback-queue",
                        "apart: ",
                        "fallback: { nobody_answers: { say: hello, to: ^second } }\napart: "),
                workflow(
                        "fallback-queue",
                        "apart: ",
                        "fallback: { nobody_answers: { say: hello, then: refuse, within: ^1h } }\napart: "),
                workflow("missing-key", "apart: ", "fallback: { source_slow: ^{ then: refuse } }\napart: "),
                workflow("unknown-key", "apart: ", "fallback: { ^source_off: { say: hello } }\napart: "),
                workflow("bad-value", "phase: general", "phase: ^on"),
                workflow("bad-value", "grant: 20m", "grant: ^61m"),
                workflow("bad-value", "bytes: 1MiB", "bytes: ^1MB"),
                workflow("bad-value", "calls: 60", "calls: ^100001"),
                workflow("bad-value", "limit: 20", "limit: ^1001"),
                workflow("bad-value", "purpose: Tell customers where their order is.", "purpose: ^\"  \""),
                workflow("bad-value", "fields: { name: say what was ordered }", "fields: ^{ }"),
                workflow("wrong-type", "binds: false", "binds: ^no"),
                workflow("wrong-type", "apart: [[financial, security]]", "apart: [^financial]"),
                workflow("duplicate-item", "[[email], [last_name, postcode]]", "[[email], ^[email]]"),
                workflow(
                        "duplicate-item",
                        "[[email], [last_name, postcode]]",
                        "[[email, postcode], ^[postcode, email]]"),
                workflow("unknown-resource", "  product:", "  ^prodct:"),
                workflow("unknown-field", "{ name: say", "{ ^nane: say"),
                workflow("unknown-field", "[[email], ", "[[^emial], "),
                workflow("retention-order", "apart: ", "retention: { records: 10d, payloads: ^11d }\napart: "),
                workflow("bad-value", "apart: ", "retention: { records: ^12h }\napart: "),
                workflow("unsupported-key", "apart: ", "retention: { ^conversation: 30d }\napart: "),
                workflow("output-oracle", "apart: ", "output: { unsourced: ^keep }\napart: "),
                workflow("bad-value", "apart: ", "output: { unsourced: ^drop }\napart: "),
                workflow("limits-order", "conversation: 8h", "conversation: ^10m"),
                workflow("never-granted", "      email: confirm", "      ^card_no: check it\n      email: confirm"),
                workflow(
                        "never-granted",
                        "      email: confirm",
                        "      ^password_hash: check it\n      email: confirm"),
                workflow("never-granted", "handling: clear", "handling: ^never"),
                workflow(
                        "handling-floor",
                        "      email: confirm",
                        "      born: { handling: ^clear, why: check it }\n      email: confirm"),
                workflow("handling-type", "handling: clear", "handling: ^generalized"),
                workflow("handling-type", "status: the question itself }", "total: ^tell the price }"),
                workflow("verify-field", "[[email], ", "[[^card_no], "),
                workflow("verify-field", "[[email], ", "[[^vip], "),
                workflow(
                        "case-scope",
                        "resource: ticket, live: \"status is open\"",
                        "resource: ^campaign, live: \"code is open\""),
                workflow("rule-syntax", "    rows: \"status is open\"", "    rows: \"^status\""),
                // gates
                workflow(
                        "gate-need",
                        "need: The answer is about this customer's own order; no public page has it.",
                        "need: ^\"\""),
                workflow("gate-need", "order_no: name the order", "order_no: ^\"Order no.\""),
                workflow("gate-need", "order_no: name the order", "order_no: ^\" \""),
                workflow("gate-scoped", "agents: [support-assistant, night-assistant]", "agents: ^[]"),
                workflow("gate-boundary", "    \"*\": \"I cannot help with that here.\"\n", "")
                        .at("boundary:\n  ^refuse"),
                // challenge
                workflow("challenge", "category: orders", "category: faq").at("{ handling: clear, why: ^greet"),
                workflow("challenge", "Tell customers where their order is.", "Answer marketing questions.")
                        .at("{ handling: clear, why: ^greet"),
                workflow(
                        "challenge",
                        "category: orders",
                        "category: faq\n^challenged: { by: head@shop.example, why: it is asked daily }"),
                workflow(
                        "challenge-unneeded",
                        "category: orders",
                        "category: orders\n^challenged: { by: head@shop.example, why: it is asked daily }"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMistakeHasItsCodeAtItsPlace(Case mistake) {
        String file = mistake.inCatalog() ? "catalog/shop.yaml" : "workflows/order-help.yaml";
        String marked = Example.with(
                mistake.inCatalog() ? Example.CATALOG : Example.WORKFLOW, mistake.passage(), mistake.replacement());
        if (!mistake.elsewhere().isEmpty()) {
            marked = Example.with(marked, mistake.elsewhere().replace("^", ""), mistake.elsewhere());
        }
        String text = marked.replace("^", "");
        Compiled compiled =
                mistake.inCatalog() ? Example.compile(text, Example.WORKFLOW) : Example.compile(Example.CATALOG, text);
        List<Finding> found = compiled.findings().stream()
                .filter(finding -> finding.code().equals(mistake.code()))
                .toList();
        assertThat(found).as("findings were %s", compiled.findings()).hasSizeGreaterThanOrEqualTo(1);
        if (marked.indexOf('^') >= 0) {
            assertThat(found.getFirst().location()).isEqualTo(place(file, marked));
        }
        boolean error = found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(compiled instanceof Compiled.Rejected)
                .as("an error rejects, a warning does not: %s", compiled.findings())
                .isEqualTo(error || compiled.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR));
        assertThat(compiled.findings())
                .allSatisfy(finding -> assertThat(finding.message()).doesNotContain("hunter2", "12345", "pw@"));
    }

    private static Location place(String file, String marked) {
        String before = marked.substring(0, marked.indexOf('^'));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        String own = before.substring(before.lastIndexOf('\n') + 1);
        return new Location(file, line, own.codePointCount(0, own.length()) + 1);
    }

    private static Case catalog(String code, String passage, String replacement) {
        return new Case(code, true, passage, replacement, "");
    }

    private static Case workflow(String code, String passage, String replacement) {
        return new Case(code, false, passage, replacement, "");
    }
}
