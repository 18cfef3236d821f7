package dev.remit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what the servers are configured with: the same look-up, said in each one's words. */
final class Configured {
    static final String AGENT = "bench-agent";
    static final String TENANT = "acme";
    static final String WORKFLOW = "order-lookup";

    private Configured() {}

    /** A configuration folder for the gateway, with its data beside it. */
    static Path gateway(Path folder, int port, String jdbcUrl) throws IOException {
        Files.createDirectories(folder.resolve("catalog"));
        Files.createDirectories(folder.resolve("workflows"));
        Files.writeString(folder.resolve("remit.yaml"), "listen: 127.0.0.1:" + port + "\ndata: ./data\n");
        Files.writeString(folder.resolve("catalog/shop.yaml"), """
                source: shop
                tenant: acme
                subject: customer
                connect:
                  jdbc: "%s"
                  read: { user: %s, password: "${env:BENCH_PASSWORD}" }
                  pool: %d
                owners: { "*": data@shop.example }
                resources:
                  customer:
                    table: customers
                    scope: { subject: customer_id }
                    key: customer_id
                    fields:
                      customer_id: { class: account, kind: id, required: true }
                      email: { class: personal, kind: email, required: true }
                  order:
                    table: orders
                    scope: { subject: customer_id }
                    key: order_no
                    find_by: [order_no]
                    fields:
                      order_no: { class: activity, required: true }
                      status: { class: activity, required: true }
                      total: { class: financial, type: decimal, kind: amount, required: true }
                      placed_at: { class: activity, type: timestamp, required: true }
                      ship_to: { class: personal, kind: name, required: true }
                      ship_email: { class: personal, kind: email, required: true }
                      ship_phone: { class: personal, kind: phone, required: true }
                """.formatted(jdbcUrl, Dataset.USER, Servers.POOL));
        Files.writeString(folder.resolve("workflows/order-lookup.yaml"), """
                workflow: order-lookup
                purpose: Tell customers where their order is.
                owner: support-lead@shop.example
                need: The answer is about this customer's own order; no public page has it.
                category: orders
                agents: [bench-agent]
                verify: { by: [[email]], attempts: 3 }
                data:
                  order:
                    limit: 20
                    fields:
                      order_no: name the order
                      status: the question itself
                      total: { handling: clear, why: tell which order it is }
                      placed_at: tell which order it is
                      ship_to: confirm where it goes
                      ship_email: confirm where the notice went
                      ship_phone: confirm whom the driver calls
                limits:
                  grant: 1h
                  calls: 100000
                  rows: 1000000
                  bytes: 512MiB
                  calls_per_minute: 100000
                  grants_per_hour: 1000000
                  subjects_per_hour: 1000000
                boundary:
                  refuse: { "*": "I cannot look that up." }
                """);
        return folder;
    }

    /** A tools file for MCP Toolbox for Databases. */
    static Path toolbox(Path folder, int postgresPort) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("tools.yaml"), """
                kind: source
                name: shop
                type: postgres
                host: 127.0.0.1
                port: "%d"
                database: %s
                user: %s
                password: %s
                queryParams:
                  pool_max_conns: "%d"
                ---
                kind: tool
                name: get_order
                type: postgres-sql
                source: shop
                description: One order of a customer.
                statement: >-
                  SELECT order_no, status, total, placed_at, ship_to, ship_email, ship_phone
                  FROM orders WHERE order_no = $1 AND customer_id = $2
                parameters:
                  - name: order_no
                    type: string
                    description: The order's number.
                  - name: customer_id
                    type: string
                    description: The customer's number.
                """.formatted(
                        postgresPort, Dataset.DATABASE, Dataset.USER, Dataset.PASSWORD, Servers.POOL));
    }
}
