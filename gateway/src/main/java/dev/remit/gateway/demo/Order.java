package dev.remit.gateway.demo;

import java.time.Instant;
import java.util.List;

/** An order of the generated shop, as far as invoices and tickets need to know it. */
record Order(String no, Customer customer, String status, Instant placedAt, List<Line> lines, long shippingCents) {
    Order {
        lines = List.copyOf(lines);
    }

    /** Quantity times a variant's price. */
    record Line(Variant variant, int quantity) {
        long cents() {
            return variant.cents() * quantity;
        }
    }

    long cents() {
        return shippingCents + lines.stream().mapToLong(Line::cents).sum();
    }
}
