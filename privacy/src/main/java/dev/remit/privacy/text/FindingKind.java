package dev.remit.privacy.text;

import dev.remit.privacy.handling.Kind;
import java.util.Set;

/** What a scan can find, declared from the most telling: where findings overlap, that one gives its name. */
public enum FindingKind {
    CARD("[card]"),
    IBAN("[iban]"),
    URL("[url]"),
    SECRET("[secret]"),
    EMAIL("[email]"),
    NUMBER("[number]"),
    PHONE("[phone]");

    private final String label;

    FindingKind(String label) {
        this.label = label;
    }

    /** What stands in the text instead of the finding. */
    public String label() {
        return label;
    }

    /** Only contact data can be granted: the others are account numbers and secrets, or may hold some. */
    boolean grantedBy(Set<Kind> kinds) {
        return switch (this) {
            case EMAIL -> kinds.contains(Kind.EMAIL);
            case PHONE -> kinds.contains(Kind.PHONE);
            case SECRET, CARD, IBAN, URL, NUMBER -> false;
        };
    }
}
