package dev.remit.privacy.detect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a finding is. Those known to every detector are the constants here, in the order that decides between findings
 * that are equal otherwise; an operator adds others. Equal if the same object. Immutable.
 *
 * <p>Kinds that begin with the code of a country are numbers that only this country gives out.
 */
public final class Kind {
    private static final Map<String, Kind> BUILT_IN = new LinkedHashMap<>();

    // Mail
    public static final Kind EMAIL = builtIn("email", "personal");

    /** What somebody is called in a system or a network of people. */
    public static final Kind USERNAME = builtIn("username", "personal");

    // Payment and bank accounts
    public static final Kind CARD = builtIn("card", "financial");
    public static final Kind IBAN = builtIn("iban", "financial");
    public static final Kind BIC = builtIn("bic", "financial");
    public static final Kind US_ROUTING = builtIn("us-routing", "financial");
    public static final Kind BANK_ACCOUNT = builtIn("bank-account", "financial");

    // United States
    public static final Kind US_SSN = builtIn("us-ssn", "sensitive");
    public static final Kind US_ITIN = builtIn("us-itin", "sensitive");
    public static final Kind US_EIN = builtIn("us-ein", "financial");
    public static final Kind US_NPI = builtIn("us-npi", "personal");
    public static final Kind US_MBI = builtIn("us-mbi", "sensitive");
    public static final Kind US_DEA = builtIn("us-dea", "personal");
    public static final Kind US_PASSPORT = builtIn("us-passport", "sensitive");
    public static final Kind US_LICENCE = builtIn("us-licence", "sensitive");

    // United Kingdom
    public static final Kind UK_NINO = builtIn("uk-nino", "sensitive");
    public static final Kind UK_NHS = builtIn("uk-nhs", "sensitive");
    public static final Kind UK_UTR = builtIn("uk-utr", "sensitive");
    public static final Kind UK_PASSPORT = builtIn("uk-passport", "sensitive");
    public static final Kind UK_LICENCE = builtIn("uk-licence", "sensitive");
    public static final Kind UK_SORT_CODE = builtIn("uk-sort-code", "financial");

    // Germany
    public static final Kind DE_TAX_ID = builtIn("de-tax-id", "sensitive");
    public static final Kind DE_TAX_NUMBER = builtIn("de-tax-number", "sensitive");
    public static final Kind DE_ID_CARD = builtIn("de-id-card", "sensitive");
    public static final Kind DE_PASSPORT = builtIn("de-passport", "sensitive");
    public static final Kind DE_LICENCE = builtIn("de-licence", "sensitive");
    public static final Kind DE_SOCIAL_SECURITY = builtIn("de-social-security", "sensitive");
    public static final Kind DE_HEALTH_INSURANCE = builtIn("de-health-insurance", "sensitive");
    public static final Kind DE_DOCTOR = builtIn("de-doctor", "personal");
    public static final Kind DE_PRACTICE = builtIn("de-practice", "personal");
    public static final Kind DE_REGISTER = builtIn("de-register", "financial");

    // France
    public static final Kind FR_NIR = builtIn("fr-nir", "sensitive");
    public static final Kind FR_SIREN = builtIn("fr-siren", "financial");
    public static final Kind FR_SIRET = builtIn("fr-siret", "financial");

    // Spain
    public static final Kind ES_NIF = builtIn("es-nif", "sensitive");
    public static final Kind ES_NIE = builtIn("es-nie", "sensitive");
    public static final Kind ES_CIF = builtIn("es-cif", "financial");
    public static final Kind ES_PASSPORT = builtIn("es-passport", "sensitive");

    // Italy
    public static final Kind IT_FISCAL_CODE = builtIn("it-fiscal-code", "sensitive");
    public static final Kind IT_VAT = builtIn("it-vat", "financial");
    public static final Kind IT_ID_CARD = builtIn("it-id-card", "sensitive");
    public static final Kind IT_PASSPORT = builtIn("it-passport", "sensitive");
    public static final Kind IT_LICENCE = builtIn("it-licence", "sensitive");

    // The other countries of the European Union
    public static final Kind NL_BSN = builtIn("nl-bsn", "sensitive");
    public static final Kind BE_NATIONAL_NUMBER = builtIn("be-national-number", "sensitive");
    public static final Kind PL_PESEL = builtIn("pl-pesel", "sensitive");
    public static final Kind PL_NIP = builtIn("pl-nip", "financial");
    public static final Kind PL_REGON = builtIn("pl-regon", "financial");
    public static final Kind PT_NIF = builtIn("pt-nif", "sensitive");
    public static final Kind SE_PERSONNUMMER = builtIn("se-personnummer", "sensitive");
    public static final Kind SE_ORGANISATION = builtIn("se-organisation", "financial");
    public static final Kind DK_CPR = builtIn("dk-cpr", "sensitive");
    public static final Kind FI_HETU = builtIn("fi-hetu", "sensitive");
    public static final Kind AT_SVNR = builtIn("at-svnr", "sensitive");
    public static final Kind IE_PPS = builtIn("ie-pps", "sensitive");
    public static final Kind CZ_RODNE_CISLO = builtIn("cz-rodne-cislo", "sensitive");
    public static final Kind RO_CNP = builtIn("ro-cnp", "sensitive");
    public static final Kind BG_EGN = builtIn("bg-egn", "sensitive");
    public static final Kind HR_OIB = builtIn("hr-oib", "sensitive");
    public static final Kind GR_AFM = builtIn("gr-afm", "sensitive");
    public static final Kind HU_TAX_ID = builtIn("hu-tax-id", "sensitive");
    public static final Kind HU_TAJ = builtIn("hu-taj", "sensitive");
    public static final Kind SI_EMSO = builtIn("si-emso", "sensitive");
    public static final Kind EE_ISIKUKOOD = builtIn("ee-isikukood", "sensitive");
    public static final Kind LT_ASMENS_KODAS = builtIn("lt-asmens-kodas", "sensitive");
    public static final Kind LV_PERSONAS_KODS = builtIn("lv-personas-kods", "sensitive");
    public static final Kind EU_VAT = builtIn("eu-vat", "financial");

    // The rest of the world
    public static final Kind IN_AADHAAR = builtIn("in-aadhaar", "sensitive");
    public static final Kind IN_PAN = builtIn("in-pan", "sensitive");
    public static final Kind IN_GSTIN = builtIn("in-gstin", "financial");
    public static final Kind IN_VOTER = builtIn("in-voter", "sensitive");
    public static final Kind IN_PASSPORT = builtIn("in-passport", "sensitive");
    public static final Kind CA_SIN = builtIn("ca-sin", "sensitive");
    public static final Kind AU_TFN = builtIn("au-tfn", "sensitive");
    public static final Kind AU_ABN = builtIn("au-abn", "financial");
    public static final Kind AU_ACN = builtIn("au-acn", "financial");
    public static final Kind AU_MEDICARE = builtIn("au-medicare", "sensitive");
    public static final Kind BR_CPF = builtIn("br-cpf", "sensitive");
    public static final Kind BR_CNPJ = builtIn("br-cnpj", "financial");
    public static final Kind SG_NRIC = builtIn("sg-nric", "sensitive");
    public static final Kind SG_UEN = builtIn("sg-uen", "financial");
    public static final Kind KR_RRN = builtIn("kr-rrn", "sensitive");
    public static final Kind KR_FRN = builtIn("kr-frn", "sensitive");
    public static final Kind KR_BRN = builtIn("kr-brn", "financial");
    public static final Kind KR_PASSPORT = builtIn("kr-passport", "sensitive");
    public static final Kind KR_LICENCE = builtIn("kr-licence", "sensitive");
    public static final Kind ZA_ID = builtIn("za-id", "sensitive");
    public static final Kind TR_TCKN = builtIn("tr-tckn", "sensitive");
    public static final Kind TH_TNIN = builtIn("th-tnin", "sensitive");
    public static final Kind PH_TIN = builtIn("ph-tin", "sensitive");
    public static final Kind NG_NIN = builtIn("ng-nin", "sensitive");
    public static final Kind CH_AHV = builtIn("ch-ahv", "sensitive");
    public static final Kind NO_FODSELSNUMMER = builtIn("no-fodselsnummer", "sensitive");
    public static final Kind IL_ID = builtIn("il-id", "sensitive");
    public static final Kind MX_CURP = builtIn("mx-curp", "sensitive");
    public static final Kind CL_RUT = builtIn("cl-rut", "sensitive");
    public static final Kind CN_RESIDENT_ID = builtIn("cn-resident-id", "sensitive");
    public static final Kind TW_ID = builtIn("tw-id", "sensitive");
    public static final Kind PASSPORT = builtIn("passport", "sensitive");
    public static final Kind LICENCE = builtIn("licence", "sensitive");
    public static final Kind NATIONAL_ID = builtIn("national-id", "sensitive");

    // Telephones
    public static final Kind PHONE = builtIn("phone", "personal");

    // Vehicles
    public static final Kind VIN = builtIn("vin", "personal");
    public static final Kind PLATE = builtIn("plate", "personal");

    // Machines and places
    public static final Kind IP = builtIn("ip", "personal");
    public static final Kind MAC = builtIn("mac", "personal");
    public static final Kind URL = builtIn("url", "personal");
    public static final Kind DOMAIN = builtIn("domain", "internal");
    public static final Kind COORDINATES = builtIn("coordinates", "personal");
    public static final Kind POSTCODE = builtIn("postcode", "personal");

    // Time
    public static final Kind BIRTH_DATE = builtIn("birth-date", "sensitive");
    public static final Kind DATE = builtIn("date", "activity");
    public static final Kind AGE = builtIn("age", "personal");

    // Coins
    public static final Kind CRYPTO = builtIn("crypto", "financial");

    // Secrets
    public static final Kind SECRET = builtIn("secret", "secret");
    public static final Kind PRIVATE_KEY = builtIn("private-key", "secret");
    public static final Kind JWT = builtIn("jwt", "secret");
    public static final Kind PASSWORD = builtIn("password", "secret");
    public static final Kind SECURITY_CODE = builtIn("security-code", "secret");

    // Prose, found by recognisers
    public static final Kind PERSON = builtIn("person", "personal");
    public static final Kind ADDRESS = builtIn("address", "personal");
    public static final Kind PLACE = builtIn("place", "personal");
    public static final Kind ORGANISATION = builtIn("organisation", "personal");
    public static final Kind TITLE = builtIn("title", "personal");
    public static final Kind NATIONALITY = builtIn("nationality", "sensitive");
    public static final Kind RELIGION = builtIn("religion", "sensitive");
    public static final Kind POLITICS = builtIn("politics", "sensitive");
    public static final Kind HEALTH = builtIn("health", "sensitive");

    // What this deployment holds
    public static final Kind KNOWN_VALUE = builtIn("known-value", "personal");

    /** Made when all constants are. */
    private static final class Holder {
        static final List<Kind> ALL = List.copyOf(BUILT_IN.values());
    }

    private final String name;
    private final String dataClass;
    private final int order;

    private Kind(String name, String dataClass, int order) {
        this.name = name;
        this.dataClass = dataClass;
        this.order = order;
    }

    private static Kind builtIn(String name, String dataClass) {
        Kind kind = new Kind(name, dataClass, BUILT_IN.size());
        BUILT_IN.put(name, kind);
        return kind;
    }

    /**
     * A kind of the operator's own.
     *
     * @param name lower-case letters, digits and hyphens, at most 40, starting with a letter
     * @param dataClass the class of the catalog that it belongs to, such as {@code confidential}
     * @throws IllegalArgumentException if the name has another form or is that of a built-in kind
     */
    public static Kind custom(String name, String dataClass) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a kind's name is of letters a-z, digits and hyphens, not " + name);
        }
        if (BUILT_IN.containsKey(name)) {
            throw new IllegalArgumentException("there is a built-in kind " + name);
        }
        return new Kind(name, dataClass, BUILT_IN.size());
    }

    /** The built-in kind of exactly this name; empty if there is none, which the caller must treat as an error. */
    public static Optional<Kind> parse(String name) {
        return Optional.ofNullable(BUILT_IN.get(name));
    }

    /** All built-in kinds, in their order. */
    public static List<Kind> builtIn() {
        return Holder.ALL;
    }

    /** Such as {@code us-ssn}: lower-case letters, digits and hyphens. */
    public String label() {
        return name;
    }

    /** The data class of the catalog, such as {@code personal}, {@code sensitive} or {@code secret}. */
    public String dataClass() {
        return dataClass;
    }

    /** The position among the built-in kinds, which decides between equals; those of an operator come last. */
    int order() {
        return order;
    }

    @Override
    public String toString() {
        return name;
    }

    private static boolean isName(String name) {
        boolean fits = !name.isEmpty() && name.length() <= 40 && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            fits &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        return fits;
    }
}
