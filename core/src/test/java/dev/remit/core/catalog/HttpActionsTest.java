package dev.remit.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.SourceText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions over HTTP and through upstream tools: what may be said of them, and what is refused at load. */
class HttpActionsTest {
    private static final String SHOP = """
            source: shop
            subject: customer
            connect: { jdbc: "jdbc:sqlite:shop.db" }
            owners: { "*": data@shop.example }
            resources:
              customer:
                table: customers
                scope: { subject: customer_id, tenant: brand }
                key: customer_id
                fields:
                  customer_id: { class: account, kind: id, required: true }
              order:
                table: orders
                scope: { subject: customer_id, tenant: brand }
                key: order_no
                find_by: [order_no]
                fields:
                  order_no: { class: activity, required: true }
                  total: { class: financial, type: decimal }
            """;
    private static final String PAYMENTS = """
            source: payments
            connect: { http: "https://pay.example/api" }
            owners: { "*": data@shop.example }
            actions:
              refund_order:
                description: Pays an order back.
                effect: write
                arguments:
                  order_no: { of: order }
                  reason: { choices: [broken, late] }
                facts:
                  refund: { sum: order.total, where: { order_no: args.order_no } }
                request:
                  method: POST
                  path: "/orders/{args.order_no}/refunds"
                  body: { amount: "{facts.refund}", reason: "{args.reason}" }
                  idempotency: Idempotency-Key
                  probe: { path: "/refunds/{operation}", done: [200], undone: [404] }
                result:
                  refund_id: { class: activity, at: /data/id, required: true }
            """;
    private static final String TOOLS = """
            source: erp
            connect:
              mcp: "https://erp.example/mcp"
              tools: { refund: "sha256:0000000000000000000000000000000000000000000000000000000000000000" }
            owners: { "*": data@shop.example }
            actions:
              refund_order:
                description: Pays an order back.
                effect: write
                arguments: { order_no: { of: order } }
                tool: { name: refund, arguments: { order: "{args.order_no}" } }
            """;

    private final Findings findings = new Findings();

    private Catalog read(String text) {
        return CatalogCompiler.compile(
                        List.of(new SourceText("shop.yaml", SHOP), new SourceText("there.yaml", text)), findings)
                .catalog();
    }

    @Test
    void aRequestIsCompiledWithItsProbe() {
        Action action = Objects.requireNonNull(read(PAYMENTS).actions().get("refund_order"));
        assertThat(findings.sorted()).isEmpty();
        assertThat(action.means().names())
                .containsExactlyInAnyOrder("args.order_no", "facts.refund", "args.reason", "operation");
        assertThat(action.resolvable()).isTrue();
        assertThat(action.facts().get("order_no")).isInstanceOf(Fact.Row.class);
        assertThat(Objects.requireNonNull(action.result().get("refund_id")).column())
                .isEqualTo("/data/id");
    }

    @Test
    void aToolHasTheDigestThatItsSourcePins() {
        Action action = Objects.requireNonNull(read(TOOLS).actions().get("refund_order"));
        assertThat(findings.sorted()).isEmpty();
        assertThat(action.means())
                .isInstanceOfSatisfying(
                        Means.Tool.class, tool -> assertThat(tool.digest()).startsWith("sha256:0000"));
        assertThat(action.resolvable()).isFalse();
    }

    @Test
    void anArgumentThatNamesTheCustomerIsLookedUpByWhatItSays() {
        Action action = Objects.requireNonNull(read(TOOLS.replace("order_no: { of: order }", "who: { of: customer }")
                        .replace("args.order_no", "args.who"))
                .actions()
                .get("refund_order"));
        assertThat(Objects.requireNonNull(action.facts().get("who")).where()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{args.order_no}/refunds | {args.order}/refunds | unknown-placeholder | 15:22",
                "{facts.refund} | {facts.order_no} | unknown-placeholder | 16:24",
                "{facts.refund} | {args.refund} | unknown-placeholder | 16:24",
                "/refunds/{operation} | /refunds/{facts.refund} | unknown-placeholder | 18:32",
                "/refunds/{operation} | /refunds/{args.order_no} | action-probe | 18:22",
                "undone: [404] | undone: [404, 200] | action-probe | 18:67",
                "idempotency: Idempotency-Key | headers: { X-A: b } | action-probe | 18:14",
                "idempotency: Idempotency-Key | idempotency: Authorization | bad-template | 17:20",
                "method: POST | method: GET | action-method | 14:15",
                "/orders/{args.order_no}/refunds | /{args.order_no} | broad-action | 15:13",
                "order_no: { of: order } | order_no: { of: order, list: 3 } | action-list | 9:7",
                "request: | statement: DELETE FROM x | action-means | 5:3",
                "refund: { sum: order.total | reason: { sum: order.total | duplicate-name | 12:7",
            })
    void whatIsTooBroadOrCannotBeIsRefused(String what, String with, String code, String where) {
        assertThat(PAYMENTS).contains(what);
        Catalog catalog = read(
                with.startsWith("statement")
                        ? PAYMENTS.substring(0, PAYMENTS.indexOf("    request:")) + "    " + with + "\n"
                        : PAYMENTS.replace(what, with));
        assertThat(catalog.actions()).isEmpty();
        assertThat(findings.sorted())
                .filteredOn(finding -> finding.code().equals(code))
                .extracting(finding ->
                        finding.location().line() + ":" + finding.location().column())
                .as(findings.sorted().toString())
                .contains(where);
    }

    @Test
    void whatCouldBeAboutAnybodyIsRefused() {
        read(PAYMENTS.replace("order_no: { of: order }", "order_no: {}")
                .replace("order_no: args.order_no", "order_no: o")
                .replace("{facts.refund}", "1"));
        assertThat(findings.sorted()).extracting(Finding::code).containsExactly("broad-action");
    }

    @Test
    void whatCannotBeTakenBackNeedsAProbe() {
        read(PAYMENTS.replace("effect: write", "effect: irreversible")
                .replace("      probe: { path: \"/refunds/{operation}\", done: [200], undone: [404] }\n", ""));
        assertThat(findings.sorted()).extracting(Finding::code).containsExactly("unresolvable-action");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: refund, | name: drop, | unpinned-tool",
                "{args.order_no} | {args.order} | unknown-placeholder",
                "{args.order_no} | O-1 | broad-action",
                "effect: write | effect: irreversible | unresolvable-action",
                "effect: write | effect: write, on: order | action-source",
            })
    void aToolIsPinnedAndNarrow(String what, String with, String code) {
        String text = TOOLS.replace(what, with.replace(", on:", "\n    on:"));
        assertThat(read(text).actions()).isEmpty();
        assertThat(findings.sorted()).extracting(Finding::code).contains(code);
    }
}
