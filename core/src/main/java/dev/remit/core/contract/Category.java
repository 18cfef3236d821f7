package dev.remit.core.contract;

import java.util.Locale;

/** What kind of work a workflow does. */
enum Category {
    SUPPORT(false),
    ORDERS(false),
    BILLING(false),
    ACCOUNT(false),
    SALES(false),
    INTERNAL(false),
    FAQ(true),
    EDUCATION(true),
    MARKETING(true),
    LEAD_QUALIFICATION(true),
    DOCUMENTATION(true);

    private final boolean rarelyNeedsCustomers;

    Category(boolean rarelyNeedsCustomers) {
        this.rarelyNeedsCustomers = rarelyNeedsCustomers;
    }

    /** Whether such work can nearly always be done without a customer's records. */
    boolean rarelyNeedsCustomers() {
        return rarelyNeedsCustomers;
    }

    /** As it is written in YAML. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
