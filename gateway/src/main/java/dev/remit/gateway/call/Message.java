package dev.remit.gateway.call;

import java.util.Locale;

/**
 * Something that was said in a conversation.
 *
 * @param text 1 to 10,000 chars
 */
public record Message(Role role, String text) {
    /** Who said it. */
    public enum Role {
        CUSTOMER,
        AGENT;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
