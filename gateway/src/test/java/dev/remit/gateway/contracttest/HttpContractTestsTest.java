package dev.remit.gateway.contracttest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract over a JSON API is tested without the API: a test's rows stand in for what it would answer. */
class HttpContractTestsTest {
    private static final String CATALOG = """
            source: crm
            subject: customer
            connect: { http: "https://crm.example/api", auth: { bearer: "${env:NO_SUCH_VARIABLE}" } }
            owners: { "*": data@shop.example }
            resources:
              customer:
                scope: { subject: id, tenant: /account/brand }
                key: customer_id
                find_by: [email]
                list: { path: /customers, query: { email: "{filter.email}" } }
                fields:
                  customer_id: { class: account, kind: id, at: /id }
                  email: { class: personal, kind: email, at: /contact/email }
                  nick: { class: account }
              order:
                scope: { subject: buyer, tenant: brand }
                key: order_no
                find_by: [order_no, paid]
                list: { path: "/customers/{subject}/orders", items: /data }
                fields:
                  order_no: { class: activity, at: /number }
                  total: { class: activity, type: decimal }
                  items: { class: activity, type: integer }
                  paid: { class: activity, type: boolean }
                  due: { class: activity, type: date }
                  placed_at: { class: activity, type: timestamp }
            """;
    private static final String TESTS = """
            workflow: order-help
            now: 2026-03-02T00:00:00Z
            rows:
              customer:
                - { customer_id: c1, account/brand: acme, email: ada@mail.example, nick: "007" }
                - { customer_id: c2, account/brand: acme, email: bruno@mail.example }
              order:
                - { order_no: "1", buyer: c1, brand: acme, total: 12.50, placed_at: "2026-03-01T12:00:00Z" }
                - { order_no: "4", buyer: c2, brand: acme, total: 0.1, placed_at: "2026-03-01T12:00:00Z" }
            cases:
              - case: hers
                agent: helper
                tenant: acme
                verify: { email: ada@mail.example }
                call: get_order
                with: { order_no: "1" }
                returns: { order_no: "1", total: 12.5, items: null, paid: null, due: null, placed_at: "2026-03-01T12:00:00Z" }
              - case: not hers
                agent: helper
                tenant: acme
                verify: { email: ada@mail.example }
                call: get_order
                with: { order_no: "4" }
                refused: not_found
            """;

    private static QuietLog quiet;

    @TempDir
    private Path folder;

    @BeforeAll
    static void quiet() {
        quiet = QuietLog.begin();
    }

    @AfterAll
    static void loud() {
        quiet.close();
    }

    @Test
    void rowsAreWrittenByFieldsAndByWhereAnOwnerStands() throws IOException {
        SmallShop shop = SmallShop.in(folder);
        Files.writeString(folder.resolve("catalog/shop.yaml"), CATALOG);
        Report report = shop.runFile(TESTS);
        assertThat(report.good()).as(report.toString()).isTrue();
        Report wrong = shop.runFile(TESTS.replace("total: 12.5,", "total: 12.6,"));
        assertThat(wrong.good()).isFalse();
    }
}
