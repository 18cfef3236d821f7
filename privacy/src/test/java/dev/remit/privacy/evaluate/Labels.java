package dev.remit.privacy.evaluate;

import dev.remit.privacy.detect.Kind;
import java.util.Map;

/** Says the detector's kinds in the words of the labelled set, as far as it has a word for them. */
final class Labels {
    private static final Map<Kind, String> WORDS = Map.ofEntries(
            Map.entry(Kind.PERSON, "PERSON"),
            Map.entry(Kind.ADDRESS, "STREET_ADDRESS"),
            Map.entry(Kind.PLACE, "GPE"),
            Map.entry(Kind.ORGANISATION, "ORGANIZATION"),
            Map.entry(Kind.TITLE, "TITLE"),
            Map.entry(Kind.NATIONALITY, "NRP"),
            Map.entry(Kind.RELIGION, "NRP"),
            Map.entry(Kind.POLITICS, "NRP"),
            Map.entry(Kind.CARD, "CREDIT_CARD"),
            Map.entry(Kind.PHONE, "PHONE_NUMBER"),
            Map.entry(Kind.DATE, "DATE_TIME"),
            Map.entry(Kind.BIRTH_DATE, "DATE_TIME"),
            Map.entry(Kind.EMAIL, "EMAIL_ADDRESS"),
            Map.entry(Kind.AGE, "AGE"),
            Map.entry(Kind.URL, "DOMAIN_NAME"),
            Map.entry(Kind.DOMAIN, "DOMAIN_NAME"),
            Map.entry(Kind.POSTCODE, "ZIP_CODE"),
            Map.entry(Kind.IBAN, "IBAN_CODE"),
            Map.entry(Kind.IP, "IP_ADDRESS"),
            Map.entry(Kind.US_SSN, "US_SSN"),
            Map.entry(Kind.LICENCE, "US_DRIVER_LICENSE"),
            Map.entry(Kind.US_LICENCE, "US_DRIVER_LICENSE"));

    private Labels() {}

    static String of(Kind kind) {
        return WORDS.getOrDefault(kind, kind.label());
    }
}
