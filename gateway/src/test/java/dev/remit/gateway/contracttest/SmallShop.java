package dev.remit.gateway.contracttest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with one customer table, one order table and one workflow; the tests write the contract tests. */
record SmallShop(Path folder) {
    private static final String CATALOG = """
            source: shop
            subject: customer
            connect: { jdbc: "jdbc:postgresql://${env:NO_SUCH_VARIABLE}/shop", read: { user: reader, password: "${env:NO_SUCH_VARIABLE}" }, zone: Europe/Berlin }
            owners: { "*": data@shop.example }
            resources:
              customer:
                table: crm.customers
                scope: { subject: customer_id, tenant: brand }
                key: customer_id
                fields:
                  customer_id: { class: account, kind: id }
                  email: { class: personal, kind: email }
                  nick: { class: account }
              order:
                table: orders
                scope: { subject: "buyer -> customer", tenant: "buyer -> customer" }
                key: order_no
                find_by: [order_no, paid]
                fields:
                  order_no: { class: activity }
                  total: { class: activity, type: decimal }
                  items: { class: activity, type: integer }
                  paid: { class: activity, type: boolean }
                  due: { class: activity, type: date }
                  placed_at: { class: activity, type: timestamp }
            """;
    private static final String WORKFLOW = """
            workflow: order-help
            purpose: Tell customers where their order is.
            owner: support@shop.example
            need: The answer is about this customer's own order.
            agents: [helper]
            verify: { by: [[email]], attempts: 3, attempts_per_value: 1 }
            data:
              customer:
                fields:
                  nick: greet the customer
                  email: { handling: tokenized, why: tell one customer from another }
              order:
                rows: "order.placed_at > now - duration('24h')"
                fields:
                  order_no: name the order
                  total: the question itself
                  items: the question itself
                  paid: the question itself
                  due: the question itself
                  placed_at: the question itself
            limits: { calls: 4, rows: 100 }
            boundary: { refuse: { "*": "I cannot help with that." } }
            """;
    static final String ROWS = """
            workflow: order-help
            now: 2026-03-02T00:00:00Z
            rows:
              crm.customers:
                - { customer_id: c1, brand: acme, email: ada@mail.example, nick: "007" }
                - { customer_id: c2, brand: acme, email: bruno@mail.example }
              orders:
                - { order_no: "1", buyer: c1, total: 12.50, items: 2, paid: true, due: "2026-03-09", placed_at: "2026-03-01T12:00:00Z" }
                - { order_no: "2", buyer: c1, total: 40, placed_at: "2026-03-01T13:00:00Z" }
                - { order_no: "3", buyer: c1, total: 7, placed_at: "2026-02-28T23:59:59Z" }
                - { order_no: "4", buyer: c2, total: 0.1, placed_at: "2026-03-01T12:00:00Z" }
            """;

    static SmallShop in(Path folder) throws IOException {
        for (String inside : new String[] {"catalog", "workflows", "tests"}) {
            Files.createDirectories(folder.resolve(inside));
        }
        Files.writeString(folder.resolve("catalog/shop.yaml"), CATALOG);
        Files.writeString(folder.resolve("workflows/order-help.yaml"), WORKFLOW);
        return new SmallShop(folder);
    }

    /** The beginning of a case of a customer who is verified. */
    static String ada(String name) {
        return "  - case: " + name + """

                    agent: helper
                    tenant: acme
                    verify: { email: ada@mail.example }
                """;
    }

    void tests(String text) throws IOException {
        Files.writeString(folder.resolve("tests/order-help.yaml"), text);
    }

    /** Runs cases over {@link #ROWS}; each as it stands under {@code cases}. */
    Report run(String... cases) throws IOException {
        tests(ROWS + "cases:\n" + String.join("", cases));
        return ContractTests.run(folder, null);
    }

    /** Runs a whole file. */
    Report runFile(String text) throws IOException {
        tests(text);
        return ContractTests.run(folder, null);
    }
}
