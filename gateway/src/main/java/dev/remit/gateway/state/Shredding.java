package dev.remit.gateway.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of a customer that was begun: what a start needs to finish it.
 *
 * @param id random; says nothing about the customer
 * @param customer null once it is done, so that nothing here names the customer any more
 */
public record Shredding(String id, @Nullable Customer customer) {

    /**
     * Who is erased.
     *
     * @param keys the ids of the keys that the customer's records are sealed under, in hex
     */
    public record Customer(String tenant, String subject, List<String> keys) {
        public Customer {
            keys = List.copyOf(keys);
        }

        /** Says that there is a customer and not which. */
        @Override
        public String toString() {
            return "Customer[]";
        }
    }

    /** The same, done. */
    public Shredding over() {
        return new Shredding(id, null);
    }
}
