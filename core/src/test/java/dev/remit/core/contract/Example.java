package dev.remit.core.contract;

import dev.remit.core.catalog.Field;
import dev.remit.core.condition.Predicate;
import dev.remit.core.finding.Finding;
import dev.remit.core.yaml.SourceText;
import java.util.List;

/** A shop that is right in everything, to be made wrong in one thing at a time. */
final class Example {
    static final String CATALOG = """
            source: shop
            subject: customer
            connect:
              jdbc: "jdbc:postgresql://localhost/shop"
              read: { user: remit_reader, password: "${env:SHOP_READ}" }
              zone: UTC
              timeout: 2s
              pool: 16
            owners: { personal: privacy@shop.example, financial: finance@shop.example, "*": data@shop.example }
            resources:
              customer:
                table: customers
                description: A person who buys.
                scope: { subject: customer_id, tenant: brand }
                key: customer_id
                fields:
                  customer_id: { class: account, kind: id, type: integer }
                  first_name: { class: personal, kind: name }
                  last_name: { class: personal, kind: name }
                  postcode: { class: personal, kind: postcode }
                  email: { class: personal, kind: email }
                  card_no: { class: financial, kind: card }
                  password_hash: { class: secret }
                  born: { class: sensitive, type: date, kind: date }
                  vip: { class: account, type: boolean }
              order:
                table: orders
                scope: { subject: "customer_id -> customer", tenant: "customer_id -> customer" }
                key: order_no
                find_by: [order_no, status]
                fields:
                  order_no: { class: activity }
                  status: { class: activity }
                  total: { class: financial, type: decimal, kind: amount }
                  note: { class: support, kind: text }
                  placed_at: { class: activity, type: timestamp }
              item:
                table: public.items
                scope: { subject: "order_id -> order", tenant: "order_id -> order" }
                key: item_id
                fields:
                  item_id: { class: activity, kind: id }
              ticket:
                table: tickets
                scope: { subject: customer_id, tenant: brand }
                key: ticket_no
                fields:
                  ticket_no: { class: support, kind: id }
                  status: { class: support }
                  body: { class: support, kind: text }
              product:
                table: products
                scope: shared
                key: sku
                find_by: [sku, name]
                fields: { sku: { class: public }, name: { class: public } }
              campaign:
                table: campaigns
                scope: { tenant: brand }
                key: code
                fields: { code: { class: internal } }
            """;

    static final String WORKFLOW = """
            workflow: order-help
            purpose: Tell customers where their order is.
            owner: support-lead@shop.example
            need: The answer is about this customer's own order; no public page has it.
            category: orders
            phase: general
            agents: [support-assistant, night-assistant]
            verify: { by: [[email], [last_name, postcode]], attempts: 3 }
            case: { resource: ticket, live: "status is open", binds: false }
            data:
              customer:
                fields:
                  first_name: { handling: clear, why: greet the customer }
                  email: confirm the address on file
              order:
                rows: "status is open"
                limit: 20
                fields: { order_no: name the order, status: the question itself }
              product:
                fields: { name: say what was ordered }
            limits: { grant: 20m, conversation: 8h, calls: 60, rows: 200, bytes: 1MiB, misses: 10 }
            apart: [[financial, security]]
            boundary:
              refuse:
                unverified: "I could not find you with that."
                "*": "I cannot help with that here."
            """;

    /** Knows rules of the form "field is value", of text fields. */
    static final RowRuleCompiler RULES = (text, where, resource, findings) -> {
        String[] parts = text.split(" is ", -1);
        Field field = resource.field(parts[0]);
        if (parts.length != 2 || field == null) {
            findings.error("rule-syntax", where, "Not a rule.", "Write 'field is value'.");
            return null;
        }
        return new Predicate.Compare(
                new Predicate.Operand.Column(field),
                Predicate.Operator.EQUAL,
                new Predicate.Operand.Literal(field.type(), parts[1]));
    };

    private Example() {}

    static Compiled compile(String catalog, String workflow) {
        return ContractCompiler.compile(
                List.of(new SourceText("catalog/shop.yaml", catalog)),
                List.of(new SourceText("workflows/order-help.yaml", workflow)),
                RULES);
    }

    static Contracts contracts(String catalog, String workflow) {
        return switch (compile(catalog, workflow)) {
            case Compiled.Accepted(Contracts contracts, List<Finding> warnings) -> contracts;
            case Compiled.Rejected(List<Finding> findings) -> throw new AssertionError(findings.toString());
        };
    }

    static Workflow workflow(String workflow) {
        return contracts(CATALOG, workflow).workflows().values().iterator().next();
    }

    /** A text with one passage, which must be there exactly once, replaced by another. */
    static String with(String text, String passage, String replacement) {
        int at = text.indexOf(passage);
        if (at < 0 || text.indexOf(passage, at + 1) >= 0) {
            throw new IllegalArgumentException("not exactly once: " + passage);
        }
        return text.substring(0, at) + replacement + text.substring(at + passage.length());
    }
}
