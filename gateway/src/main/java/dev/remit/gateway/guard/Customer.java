package dev.remit.gateway.guard;

/** A customer of a tenant, as fingerprints know one. */
record Customer(String tenant, String subject) {
    /** One text for each. */
    String key() {
        return tenant.length() + ":" + tenant + ":" + subject;
    }
}
