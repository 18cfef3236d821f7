package dev.remit.gateway.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A customer of the generated shop, as far as other tables and ticket texts need to know them. */
record Customer(
        String id,
        String brand,
        Name first,
        Name last,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String street,
        @Nullable String postcode,
        @Nullable String cardNo,
        @Nullable String iban,
        Instant since) {

    String fullName() {
        return first.text() + " " + last.text();
    }
}
