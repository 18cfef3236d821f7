package dev.remit.privacy.evaluate;

import dev.remit.privacy.detect.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The detector's kinds for the entities that the recogniser cases name. */
final class Entities {
    private static final Map<String, List<Kind>> KINDS = Map.ofEntries(
            Map.entry("ABA_ROUTING_NUMBER", List.of(Kind.US_ROUTING)),
            Map.entry("MEDICAL_LICENSE", List.of(Kind.US_DEA)),
            Map.entry("CREDIT_CARD", List.of(Kind.CARD)),
            Map.entry("DATE_TIME", List.of(Kind.DATE, Kind.BIRTH_DATE)),
            Map.entry("DE_BSNR", List.of(Kind.DE_PRACTICE)),
            Map.entry("DE_FUEHRERSCHEIN", List.of(Kind.DE_LICENCE)),
            Map.entry("DE_HANDELSREGISTER", List.of(Kind.DE_REGISTER)),
            Map.entry("DE_KFZ", List.of(Kind.PLATE)),
            Map.entry("DE_LANR", List.of(Kind.DE_DOCTOR)),
            Map.entry("DE_PLZ", List.of(Kind.POSTCODE)),
            Map.entry("DE_VAT_ID", List.of(Kind.EU_VAT)),
            Map.entry("EMAIL_ADDRESS", List.of(Kind.EMAIL)),
            Map.entry("FI_PERSONAL_IDENTITY_CODE", List.of(Kind.FI_HETU)),
            Map.entry("IBAN_CODE", List.of(Kind.IBAN)),
            Map.entry("IN_VEHICLE_REGISTRATION", List.of(Kind.PLATE)),
            Map.entry("IP_ADDRESS", List.of(Kind.IP)),
            Map.entry("IT_DRIVER_LICENSE", List.of(Kind.IT_LICENCE)),
            Map.entry("IT_IDENTITY_CARD", List.of(Kind.IT_ID_CARD)),
            Map.entry("IT_VAT_CODE", List.of(Kind.IT_VAT)),
            Map.entry("KR_DRIVER_LICENSE", List.of(Kind.KR_LICENCE)),
            Map.entry("MAC_ADDRESS", List.of(Kind.MAC)),
            Map.entry("NG_VEHICLE_REGISTRATION", List.of(Kind.PLATE)),
            Map.entry("PHONE_NUMBER", List.of(Kind.PHONE)),
            Map.entry("PH_MOBILE_NUMBER", List.of(Kind.PHONE)),
            Map.entry("SE_ORGANISATIONSNUMMER", List.of(Kind.SE_ORGANISATION)),
            Map.entry("SG_NRIC_FIN", List.of(Kind.SG_NRIC)),
            Map.entry("TR_LICENSE_PLATE", List.of(Kind.PLATE)),
            Map.entry("TR_NATIONAL_ID", List.of(Kind.TR_TCKN)),
            Map.entry("TR_PHONE_NUMBER", List.of(Kind.PHONE)),
            Map.entry("UK_DRIVING_LICENCE", List.of(Kind.UK_LICENCE)),
            Map.entry("UK_POSTCODE", List.of(Kind.POSTCODE)),
            Map.entry("UK_VEHICLE_REGISTRATION", List.of(Kind.PLATE)),
            Map.entry("URL", List.of(Kind.URL, Kind.DOMAIN)),
            Map.entry("US_BANK_NUMBER", List.of(Kind.BANK_ACCOUNT)),
            Map.entry("US_DRIVER_LICENSE", List.of(Kind.US_LICENCE, Kind.LICENCE)),
            Map.entry("ZA_ID_NUMBER", List.of(Kind.ZA_ID)));

    private Entities() {}

    /** Those that an entity is; empty if the detector does not know it. */
    static List<Kind> of(String entity) {
        List<Kind> kinds = KINDS.get(entity);
        return kinds != null
                ? kinds
                : Kind.parse(entity.toLowerCase(Locale.ROOT).replace('_', '-'))
                        .map(List::of)
                        .orElse(List.of());
    }
}
