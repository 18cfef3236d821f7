package dev.remit.core.catalog;

/** Whose rows a resource holds. There is no default. */
public sealed interface Scope {
    /** The same rows for everyone. */
    record Shared() implements Scope {}

    /** Rows of one tenant. */
    record OfTenant(TenantKey tenant) implements Scope {}

    /** Rows of one customer of one tenant. */
    record OfSubject(Path subject, TenantKey tenant) implements Scope {}

    /** How a row's tenant is known. */
    sealed interface TenantKey {
        /** From a column. */
        record InColumn(Path path) implements TenantKey {}

        /** The whole source belongs to one tenant. */
        record Whole(String tenant) implements TenantKey {}
    }
}
