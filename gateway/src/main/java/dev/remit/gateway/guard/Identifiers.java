package dev.remit.gateway.guard;

import dev.remit.privacy.detect.Kind;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Kinds of which every well-formed value is somebody's, so that one from nowhere is not said: addresses of mail, telephone
 * numbers, those of cards, accounts, vehicles and coins, and national ids. Not what is found by its meaning, what is many
 * people's, and secrets, which are nobody's in particular.
 */
final class Identifiers {
    private static final Set<Kind> OTHERS = Set.of(
            Kind.USERNAME,
            Kind.BIC,
            Kind.US_ROUTING,
            Kind.UK_SORT_CODE,
            Kind.IP,
            Kind.MAC,
            Kind.URL,
            Kind.DOMAIN,
            Kind.COORDINATES,
            Kind.POSTCODE,
            Kind.BIRTH_DATE,
            Kind.DATE,
            Kind.AGE,
            Kind.SECRET,
            Kind.PRIVATE_KEY,
            Kind.JWT,
            Kind.PASSWORD,
            Kind.SECURITY_CODE,
            Kind.PERSON,
            Kind.ADDRESS,
            Kind.PLACE,
            Kind.ORGANISATION,
            Kind.TITLE,
            Kind.NATIONALITY,
            Kind.RELIGION,
            Kind.POLITICS,
            Kind.HEALTH,
            Kind.KNOWN_VALUE);

    /** Their names. */
    static final Set<String> KINDS = names();

    private Identifiers() {}

    private static Set<String> names() {
        Set<Kind> kinds = new HashSet<>(Kind.builtIn());
        kinds.removeAll(OTHERS);
        return kinds.stream().map(Kind::label).collect(Collectors.toUnmodifiableSet());
    }
}
