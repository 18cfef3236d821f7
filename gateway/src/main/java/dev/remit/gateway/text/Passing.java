package dev.remit.gateway.text;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.privacy.detect.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which kinds may stay in a text: those of a class that anybody who is granted the text may see, and those that the same
 * read releases in clear in a field of the same kind and class. Immutable.
 */
public final class Passing {
    /** Only what passes everywhere. */
    public static final Passing NOTHING_MORE = new Passing(Set.of());

    private final Set<Kind> granted;

    private Passing(Set<Kind> granted) {
        this.granted = Set.copyOf(granted);
    }

    /** @param clear the fields that are released as they are, beside the text */
    public static Passing beside(Collection<Field> clear) {
        Set<Kind> granted = new HashSet<>();
        for (Field field : clear) {
            for (Kind kind : alike(field.kind())) {
                if (kind.dataClass().equals(field.dataClass().label())) {
                    granted.add(kind);
                }
            }
        }
        return granted.isEmpty() ? NOTHING_MORE : new Passing(granted);
    }

    boolean passes(Kind kind) {
        return granted.contains(kind) || everywhere(kind);
    }

    /** Whether a kind's class is clear for whoever may read tickets at all. */
    public static boolean everywhere(Kind kind) {
        return switch (DataClass.valueOf(kind.dataClass().toUpperCase(Locale.ROOT))) {
            case PUBLIC, ACCOUNT, ACTIVITY, SUPPORT -> true;
            case INTERNAL, CONFIDENTIAL, PERSONAL, SENSITIVE, FINANCIAL, LEGAL, SECURITY, SECRET -> false;
        };
    }

    /**
     * What in a text is the same as a field of a kind. An account or card number in a text is nobody's in particular, so
     * no field grants it.
     */
    private static Set<Kind> alike(dev.remit.core.catalog.Kind field) {
        return switch (field) {
            case EMAIL -> Set.of(Kind.EMAIL);
            case PHONE -> Set.of(Kind.PHONE);
            case NAME -> Set.of(Kind.PERSON);
            case ADDRESS -> Set.of(Kind.ADDRESS, Kind.PLACE);
            case POSTCODE -> Set.of(Kind.POSTCODE);
            case DATE -> Set.of(Kind.DATE);
            case CARD, IBAN, AMOUNT, ID, TEXT, OTHER -> Set.of();
        };
    }
}
