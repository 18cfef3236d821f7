package dev.remit.privacy.detect;

import static dev.remit.privacy.detect.Tier.LIKELY;
import static dev.remit.privacy.detect.Tier.VALID;
import static dev.remit.privacy.detect.Tier.WEAK;

import dev.remit.privacy.check.AmericanIds;
import dev.remit.privacy.check.AsianIds;
import dev.remit.privacy.check.BritishIds;
import dev.remit.privacy.check.Check;
import dev.remit.privacy.check.EuropeanIds;
import dev.remit.privacy.check.GermanIds;
import dev.remit.privacy.check.VatIds;
import dev.remit.privacy.check.VehicleIds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The identifiers of fixed length. A check digit alone is passed by one number in ten, and nine digits are a valid number
 * of some country more often than not: only what has more to it is sure without a word that announces it.
 */
final class Rules {
    private static final Check ANY = id -> true;
    private static final String DASH = "-";
    private static final String BLANK_DASH = " -";
    private static final String MOST = " -./";

    /** The rules of one length, by what its first characters are. */
    static final class Choice {
        final Rule[] all;

        /** Those that are sure in one group without a word that says so. */
        final Rule[] bare;

        /** Those that are sure in groups without such a word, for each bit that a shape may have. */
        private final Rule[][] grouped = new Rule[Long.SIZE][];

        /** What such words mean, for any of them. */
        final long contexts;

        /** The same for those with check digits, which may be grouped in any way if announced. */
        final long checked;

        /** A bit for each shape of their groups, see {@link Run#bit}. */
        final long shapes;

        private static final int EDGE = 4;
        private static final int EDGES = (1 << EDGE) - 1;

        /** A bit for each way in which letters may be among the first four characters of one of them, and the last four. */
        private final int firstLetters;

        private final int lastLetters;
        private final int length;

        /** Where letters must be, and where digits must be, for all that are different. */
        private final long[] letters;

        private final long[] digits;

        Choice(int length, List<Rule> rules) {
            this.length = length;
            all = rules.toArray(Rule[]::new);
            bare = rules.stream().filter(rule -> rule.isSure(true)).toArray(Rule[]::new);
            for (int slot = 0; slot < grouped.length; slot++) {
                long bit = 1L << slot;
                grouped[slot] = rules.stream()
                        .filter(rule -> rule.isSure(false) && (rule.shapeBits() & bit) != 0)
                        .toArray(Rule[]::new);
            }
            List<Rule.Places> different =
                    rules.stream().map(Rule::places).distinct().toList();
            letters = different.stream().mapToLong(Rule.Places::letters).toArray();
            digits = different.stream().mapToLong(Rule.Places::digits).toArray();
            contexts = union(rules.stream().mapToLong(rule -> rule.context));
            checked = union(rules.stream().filter(Rule::isChecked).mapToLong(rule -> rule.context));
            shapes = union(rules.stream().mapToLong(Rule::shapeBits));
            int first = 0;
            int last = 0;
            for (int at = 0; length >= EDGE && at <= EDGES; at++) {
                for (Rule rule : rules) {
                    first |= rule.mayHaveLetters(at, EDGES) ? 1 << at : 0;
                    long behind = (long) at << (length - EDGE);
                    last |= rule.mayHaveLetters(behind, (long) EDGES << (length - EDGE)) ? 1 << at : 0;
                }
            }
            firstLetters = first;
            lastLetters = last;
        }

        /** Whether one of them has letters where these are. */
        boolean hasLetters(long at) {
            boolean may = (firstLetters >>> (at & EDGES) & lastLetters >>> (at >>> (length - EDGE)) & 1) != 0;
            return may && has(at);
        }

        private boolean has(long at) {
            for (int i = 0; i < letters.length; i++) {
                if ((at & letters[i]) == letters[i] && (at & digits[i]) == 0) {
                    return true;
                }
            }
            return false;
        }

        /** Those that are sure without a word that says so and may be in groups of this shape. */
        Rule[] grouped(long shape) {
            return grouped[Run.slot(shape)];
        }

        private static long union(LongStream bits) {
            return bits.reduce(0, (one, other) -> one | other);
        }
    }

    private final List<Rule> all = new ArrayList<>();
    private final Choice[] lettersFirst = new Choice[Run.LONGEST + 1];
    private final Choice[] digitsFirst = new Choice[Run.LONGEST + 1];
    private final Choice[] digitsOnly = new Choice[Run.LONGEST + 1];
    private final Settings settings;

    Rules(Settings settings) {
        this.settings = settings;
        american();
        british();
        german();
        european();
        asian();
        others();
        for (int i = 0; i <= Run.LONGEST; i++) {
            int length = i;
            List<Rule> fitting =
                    all.stream().filter(rule -> rule.length == length).toList();
            lettersFirst[i] = new Choice(
                    length, fitting.stream().filter(Rule::mayBeginWithLetter).toList());
            digitsFirst[i] = new Choice(
                    length, fitting.stream().filter(Rule::mayBeginWithDigit).toList());
            digitsOnly[i] = new Choice(
                    length, fitting.stream().filter(Rule::mayBeDigits).toList());
        }
    }

    /** The rules for this many characters, {@link Run#LONGEST} at most, of which these bits say which are letters. */
    Choice of(int length, long letters) {
        return letters == 0 ? digitsOnly[length] : (letters & 1) == 0 ? digitsFirst[length] : lettersFirst[length];
    }

    private void american() {
        checked(Kind.US_ROUTING, "999999999|9999-9999-9", DASH, AmericanIds::routing, WEAK, WEAK, Context.ROUTING);
        shaped(
                Kind.US_SSN,
                "999-99-9999",
                BLANK_DASH + ".",
                AmericanIds::ssn,
                WEAK,
                LIKELY,
                Context.SOCIAL | Context.US);
        shaped(Kind.US_ITIN, "999-99-9999", BLANK_DASH, AmericanIds::itin, WEAK, LIKELY, Context.TAX | Context.US);
        shaped(Kind.US_EIN, "99-9999999", BLANK_DASH, AmericanIds::ein, WEAK, WEAK, Context.EMPLOYER | Context.TAX);
        checked(Kind.US_NPI, "9999999999|9999-999-999", BLANK_DASH, AmericanIds::npi, WEAK, WEAK, Context.PROVIDER);
        shaped(Kind.US_MBI, "9AX9-AX9-AA99", BLANK_DASH, AmericanIds::mbi, LIKELY, LIKELY, Context.HEALTH);
        checked(Kind.US_DEA, "AX9999999", "", AmericanIds::dea, LIKELY, WEAK, Context.PROVIDER);
        shaped(Kind.US_PASSPORT, "A99999999", "", ANY, WEAK, WEAK, Context.PASSPORT);
        shaped(Kind.US_PASSPORT, "999999999", "", ANY, WEAK, WEAK, Context.PASSPORT);
        checked(Kind.CA_SIN, "999-999-999", BLANK_DASH, AmericanIds::sin, WEAK, WEAK, Context.CA | Context.SOCIAL);
        checked(Kind.BR_CPF, "99999999999", Rule.ANY_GROUPS, AmericanIds::cpf, LIKELY, LIKELY, Context.LATIN);
        checked(Kind.BR_CNPJ, "XXXXXXXXXXXX99", Rule.ANY_GROUPS, AmericanIds::cnpj, LIKELY, LIKELY, Context.LATIN);
        checked(Kind.CL_RUT, "99999999X", Rule.ANY_GROUPS, AmericanIds::rut8, WEAK, WEAK, Context.LATIN);
        checked(Kind.CL_RUT, "9999999X", Rule.ANY_GROUPS, AmericanIds::rut7, WEAK, WEAK, Context.LATIN);
        checked(Kind.MX_CURP, "AAAA999999AAAAAAX9", "", AmericanIds::curp, VALID, VALID, Context.LATIN);
    }

    private void british() {
        shaped(
                Kind.UK_NINO,
                "AA999999A|AA-99-99-99-A|AA-999999-A",
                BLANK_DASH,
                BritishIds::nino,
                LIKELY,
                LIKELY,
                Context.UK);
        checked(Kind.UK_NHS, "999-999-9999", BLANK_DASH, BritishIds::nhs, WEAK, WEAK, Context.UK | Context.HEALTH);
        checked(Kind.UK_UTR, "99999-99999", BLANK_DASH, BritishIds::utr, WEAK, WEAK, Context.UK | Context.TAX);
        shaped(Kind.UK_PASSPORT, "AA9999999", "", ANY, WEAK, WEAK, Context.PASSPORT);
        shaped(Kind.UK_LICENCE, "AXXXX999999XX9AA", "", BritishIds::licence, LIKELY, LIKELY, Context.LICENCE);
        shaped(
                Kind.UK_LICENCE,
                "AXXXX999999XXXAA|AXXXX-999999-XXXAA",
                BLANK_DASH,
                BritishIds::licence,
                LIKELY,
                LIKELY,
                Context.LICENCE);
        shaped(Kind.UK_SORT_CODE, "99-99-99", BLANK_DASH, ANY, WEAK, WEAK, Context.SORT);
        shaped(Kind.POSTCODE, "AX9AA|AX-9AA", " ", id -> BritishIds.postcode(id, 5), WEAK, LIKELY, Context.POSTCODE);
        shaped(Kind.POSTCODE, "AXX9AA|AXX-9AA", " ", id -> BritishIds.postcode(id, 6), WEAK, LIKELY, Context.POSTCODE);
        shaped(
                Kind.POSTCODE,
                "AXXX9AA|AXXX-9AA",
                " ",
                id -> BritishIds.postcode(id, 7),
                WEAK,
                LIKELY,
                Context.POSTCODE);
    }

    private void german() {
        long tax = Context.DE | Context.TAX;
        checked(Kind.DE_TAX_ID, "99999999999|99-999-999-999", BLANK_DASH, GermanIds::taxId, LIKELY, LIKELY, tax);
        shaped(Kind.DE_TAX_NUMBER, "99999999999|999-999-99999", "/", ANY, WEAK, LIKELY, tax);
        shaped(Kind.DE_TAX_NUMBER, "9999999999|99-999-99999", "/", ANY, WEAK, LIKELY, tax);
        shaped(Kind.DE_TAX_NUMBER, "99-999-9999", "/", ANY, WEAK, LIKELY, tax);
        shaped(Kind.DE_TAX_NUMBER, "99999-99999", "/", ANY, WEAK, WEAK, tax);
        shaped(Kind.DE_TAX_NUMBER, "99999999999|999-9999-9999", "/", ANY, WEAK, LIKELY, tax);
        shaped(Kind.DE_TAX_NUMBER, "9999999999999", "", GermanIds::taxNumber, WEAK, WEAK, tax);
        checked(Kind.DE_ID_CARD, "AXXXXXXX9", "", GermanIds::document, WEAK, WEAK, Context.ID | Context.DE);
        shaped(Kind.DE_ID_CARD, "A99999999", "", id -> id[0] == 'T', WEAK, WEAK, Context.ID | Context.DE);
        checked(Kind.DE_PASSPORT, "AXXXXXXX9", "", GermanIds::document, WEAK, WEAK, Context.PASSPORT);
        shaped(Kind.DE_LICENCE, "XX99999999X", "", id -> id[0] > '9', WEAK, WEAK, Context.LICENCE);
        checked(
                Kind.DE_SOCIAL_SECURITY,
                "99999999A999|99-999999-A-999",
                BLANK_DASH,
                GermanIds::socialSecurity,
                VALID,
                VALID,
                Context.DE);
        checked(Kind.DE_HEALTH_INSURANCE, "A999999999", "", GermanIds::healthInsurance, LIKELY, LIKELY, Context.HEALTH);
        checked(Kind.DE_DOCTOR, "999999999", "", GermanIds::doctor, WEAK, WEAK, Context.PROVIDER);
        shaped(Kind.DE_PRACTICE, "999999999", "", ANY, WEAK, WEAK, Context.PROVIDER);
        shaped(Kind.POSTCODE, "99999", "", GermanIds::postcode, WEAK, WEAK, 0);
    }

    private void european() {
        checked(
                Kind.FR_NIR,
                "99999XX99999999|9-99-99-XX-999-999-99|99999XX999999-99",
                MOST,
                EuropeanIds::nir,
                VALID,
                VALID,
                Context.FR);
        checked(Kind.FR_SIREN, "999-999-999", " ", EuropeanIds::siren, WEAK, WEAK, Context.FR | Context.COMPANY);
        checked(Kind.FR_SIRET, "999-999-999-99999", " ", EuropeanIds::siret, WEAK, VALID, Context.FR | Context.COMPANY);
        checked(Kind.ES_NIF, "99999999A|99999999-A", BLANK_DASH, EuropeanIds::dni, LIKELY, VALID, Context.ES);
        checked(Kind.ES_NIF, "9999999A|9999999-A", BLANK_DASH, EuropeanIds::shortDni, WEAK, LIKELY, Context.ES);
        checked(
                Kind.ES_NIE,
                "A9999999A|A9999999-A|A-9999999-A",
                BLANK_DASH,
                EuropeanIds::nie,
                VALID,
                VALID,
                Context.ES);
        checked(
                Kind.ES_CIF,
                "A9999999X|A-9999999X|A9999999-X",
                BLANK_DASH,
                EuropeanIds::cif,
                WEAK,
                LIKELY,
                Context.VAT | Context.COMPANY);
        shaped(Kind.ES_PASSPORT, "AAA999999", "", ANY, WEAK, WEAK, Context.PASSPORT);
        checked(Kind.IT_FISCAL_CODE, "AAAAAAXXAXXAXXXA", "", EuropeanIds::codiceFiscale, VALID, VALID, Context.IT);
        shaped(
                Kind.IT_FISCAL_CODE,
                "AAAAAAXXAXXAXXXA|AAA-AAA-XXAXX-AXXXA",
                " ",
                EuropeanIds::codiceFiscaleShape,
                LIKELY,
                LIKELY,
                Context.IT);
        checked(Kind.IT_VAT, "99999999999", "", EuropeanIds::partitaIva, WEAK, WEAK, Context.IT | Context.VAT);
        shaped(Kind.IT_ID_CARD, "AA99999AA", "", ANY, WEAK, WEAK, Context.ID);
        shaped(Kind.IT_ID_CARD, "9999999AA", "", ANY, WEAK, WEAK, Context.ID);
        shaped(Kind.IT_ID_CARD, "AA9999999", "", ANY, WEAK, WEAK, Context.ID);
        shaped(Kind.IT_PASSPORT, "AA9999999", "", ANY, WEAK, WEAK, Context.PASSPORT);
        shaped(Kind.IT_LICENCE, "AXXXXXXXXA", "", EuropeanIds::patente, WEAK, WEAK, Context.LICENCE);
        checked(Kind.NL_BSN, "9999-99-999|999-999-999", BLANK_DASH + ".", EuropeanIds::bsn, WEAK, WEAK, Context.NL);
        checked(
                Kind.BE_NATIONAL_NUMBER,
                "99999999999",
                Rule.ANY_GROUPS,
                EuropeanIds::belgian,
                LIKELY,
                VALID,
                Context.BE);
        checked(Kind.PL_PESEL, "99999999999", "", EuropeanIds::pesel, LIKELY, LIKELY, Context.PL);
        checked(
                Kind.PL_NIP,
                "999-999-99-99|999-99-99-999",
                BLANK_DASH,
                EuropeanIds::nip,
                WEAK,
                LIKELY,
                Context.PL | Context.VAT);
        checked(Kind.PL_REGON, "999999999", "", EuropeanIds::regon, WEAK, WEAK, Context.PL | Context.COMPANY);
        checked(Kind.PL_REGON, "99999999999999", "", EuropeanIds::longRegon, WEAK, WEAK, Context.PL | Context.COMPANY);
        checked(Kind.PT_NIF, "999-999-999", " ", EuropeanIds::portugueseNif, WEAK, WEAK, Context.PT | Context.TAX);
        checked(Kind.SE_PERSONNUMMER, "999999-9999", "-+", EuropeanIds::personnummer, WEAK, LIKELY, Context.NORDIC);
        checked(
                Kind.SE_PERSONNUMMER,
                "99999999-9999",
                "-+",
                EuropeanIds::longPersonnummer,
                LIKELY,
                VALID,
                Context.NORDIC);
        checked(
                Kind.SE_ORGANISATION,
                "999999-9999",
                DASH,
                EuropeanIds::organisationsnummer,
                WEAK,
                LIKELY,
                Context.NORDIC | Context.COMPANY);
        shaped(Kind.DK_CPR, "999999-9999", BLANK_DASH, EuropeanIds::cpr, WEAK, LIKELY, Context.NORDIC);
        checked(Kind.FI_HETU, "999999A999X", "", EuropeanIds::hetu, VALID, VALID, Context.NORDIC);
        checked(
                Kind.FI_HETU,
                "999999999X|999999-999X",
                "-+",
                EuropeanIds::hetuWithoutSign,
                WEAK,
                VALID,
                Context.NORDIC);
        checked(Kind.AT_SVNR, "9999-999999", BLANK_DASH, EuropeanIds::svnr, WEAK, LIKELY, Context.ALPINE | Context.DE);
        checked(Kind.IE_PPS, "9999999A", "", EuropeanIds::pps, LIKELY, LIKELY, Context.IE);
        checked(Kind.IE_PPS, "9999999AA", "", EuropeanIds::longPps, LIKELY, LIKELY, Context.IE);
        checked(Kind.CZ_RODNE_CISLO, "999999-9999", "/", EuropeanIds::rodneCislo, WEAK, VALID, Context.EAST);
        checked(Kind.RO_CNP, "9999999999999", "", EuropeanIds::cnp, VALID, VALID, Context.EAST);
        checked(Kind.BG_EGN, "9999999999", "", EuropeanIds::egn, WEAK, WEAK, Context.EAST);
        checked(Kind.HR_OIB, "99999999999", "", EuropeanIds::oib, WEAK, WEAK, Context.EAST);
        checked(Kind.GR_AFM, "999999999", "", EuropeanIds::afm, WEAK, WEAK, Context.EAST);
        checked(Kind.HU_TAX_ID, "9999999999", "", EuropeanIds::hungarianTaxId, WEAK, WEAK, Context.EAST);
        checked(Kind.HU_TAJ, "999-999-999", BLANK_DASH, EuropeanIds::taj, WEAK, WEAK, Context.EAST);
        checked(Kind.SI_EMSO, "9999999999999", "", EuropeanIds::emso, LIKELY, LIKELY, Context.EAST);
        checked(Kind.EE_ISIKUKOOD, "99999999999", "", EuropeanIds::baltic, LIKELY, LIKELY, Context.EAST);
        checked(Kind.LT_ASMENS_KODAS, "99999999999", "", EuropeanIds::baltic, LIKELY, LIKELY, Context.EAST);
        checked(Kind.LV_PERSONAS_KODS, "999999-99999", DASH, EuropeanIds::latvian, WEAK, LIKELY, Context.EAST);
        checked(Kind.CH_AHV, "9999999999999|999-9999-9999-99", ". ", EuropeanIds::ahv, VALID, VALID, Context.ALPINE);
        checked(
                Kind.NO_FODSELSNUMMER,
                "99999999999|999999-99999",
                BLANK_DASH,
                EuropeanIds::fodselsnummer,
                VALID,
                VALID,
                Context.NORDIC);
        for (int length = VatIds.SHORTEST; length <= VatIds.LONGEST; length++) {
            int all = length;
            checked(
                    Kind.EU_VAT,
                    "AAXXXXXXXXXXXX".substring(0, length),
                    Rule.ANY_GROUPS,
                    id -> VatIds.holds(id, all),
                    LIKELY,
                    LIKELY,
                    Context.VAT);
        }
        checked(Kind.EU_VAT, "999999999AAA", Rule.ANY_GROUPS, VatIds::norwegian, LIKELY, LIKELY, Context.VAT);
        shaped(
                Kind.EU_VAT,
                "AA999999999",
                "",
                id -> id[0] == 'D' && id[1] == 'E' && id[2] != '0',
                WEAK,
                WEAK,
                Context.VAT);
    }

    private void asian() {
        checked(Kind.IN_AADHAAR, "9999-9999-9999", BLANK_DASH + ":", AsianIds::aadhaar, WEAK, LIKELY, Context.IN);
        shaped(Kind.IN_PAN, "AAAAA9999A", "", AsianIds::pan, LIKELY, LIKELY, Context.IN);
        shaped(Kind.IN_PAN, "AAAAA9999A", "", ANY, WEAK, WEAK, Context.IN);
        checked(Kind.IN_GSTIN, "99AAAAA9999AXAX", "", AsianIds::gstin, VALID, VALID, Context.IN);
        shaped(Kind.IN_GSTIN, "99AAAAA9999AXAX", "", AsianIds::gstinShape, LIKELY, LIKELY, Context.IN);
        shaped(Kind.IN_VOTER, "AAA9999999", "", ANY, WEAK, WEAK, Context.IN);
        shaped(Kind.IN_PASSPORT, "A9999999", "", id -> id[1] != '0' && id[7] != '0', WEAK, WEAK, Context.PASSPORT);
        checked(Kind.AU_TFN, "999-999-999", BLANK_DASH, AsianIds::tfn, WEAK, WEAK, Context.AU | Context.TAX);
        checked(Kind.AU_ABN, "99-999-999-999", BLANK_DASH, AsianIds::abn, LIKELY, VALID, Context.AU | Context.COMPANY);
        checked(Kind.AU_ACN, "999-999-999", BLANK_DASH, AsianIds::acn, WEAK, WEAK, Context.AU | Context.COMPANY);
        checked(
                Kind.AU_MEDICARE,
                "9999-99999-9",
                BLANK_DASH,
                AsianIds::medicare,
                WEAK,
                LIKELY,
                Context.AU | Context.HEALTH);
        checked(
                Kind.AU_MEDICARE,
                "9999-99999-99",
                BLANK_DASH,
                AsianIds::medicare,
                WEAK,
                WEAK,
                Context.AU | Context.HEALTH);
        checked(Kind.SG_NRIC, "A9999999A", "", AsianIds::nric, VALID, VALID, Context.SG);
        shaped(Kind.SG_NRIC, "A9999999A", "", ANY, WEAK, WEAK, Context.SG);
        checked(Kind.SG_UEN, "99999999A", "", AsianIds::businessUen, WEAK, LIKELY, Context.SG | Context.COMPANY);
        checked(Kind.SG_UEN, "999999999A", "", AsianIds::companyUen, LIKELY, LIKELY, Context.SG | Context.COMPANY);
        checked(Kind.SG_UEN, "A99AA9999X", "", AsianIds::otherUen, LIKELY, LIKELY, Context.SG | Context.COMPANY);
        checked(Kind.KR_RRN, "999999-9999999", DASH, AsianIds::rrn, VALID, VALID, Context.KR);
        shaped(Kind.KR_RRN, "999999-9999999", DASH, AsianIds::rrnParts, WEAK, LIKELY, Context.KR);
        checked(Kind.KR_FRN, "999999-9999999", DASH, AsianIds::frn, VALID, VALID, Context.KR);
        shaped(Kind.KR_FRN, "999999-9999999", DASH, AsianIds::frnParts, WEAK, LIKELY, Context.KR);
        checked(Kind.KR_BRN, "999-99-99999", DASH, AsianIds::brn, WEAK, LIKELY, Context.KR | Context.COMPANY);
        shaped(Kind.KR_PASSPORT, "A999A9999", "", id -> "MSRODG".indexOf(id[0]) >= 0, WEAK, WEAK, Context.PASSPORT);
        shaped(Kind.KR_PASSPORT, "A99999999", "", id -> "MSRODG".indexOf(id[0]) >= 0, WEAK, WEAK, Context.PASSPORT);
        shaped(Kind.KR_LICENCE, "99-99-999999-99", DASH, AsianIds::koreanLicence, WEAK, LIKELY, Context.LICENCE);
        checked(
                Kind.ZA_ID,
                "9999999999999|999999-9999-999|999999-9999-99-9",
                BLANK_DASH,
                AsianIds::southAfrican,
                LIKELY,
                LIKELY,
                Context.ZA);
        checked(Kind.TR_TCKN, "99999999999", "", AsianIds::tckn, VALID, VALID, Context.TR);
        checked(Kind.TH_TNIN, "9-9999-99999-99-9", BLANK_DASH, AsianIds::thai, WEAK, VALID, Context.ASIA | Context.ID);
        checked(Kind.PH_TIN, "999-999-999", BLANK_DASH, AsianIds::philippineTin, WEAK, WEAK, Context.ASIA);
        checked(Kind.PH_TIN, "999-999-999-999", BLANK_DASH, AsianIds::philippineTin, WEAK, WEAK, Context.ASIA);
        shaped(Kind.NG_NIN, "99999999999", "", ANY, WEAK, WEAK, Context.ASIA);
        checked(Kind.IL_ID, "99999999-9", DASH, AsianIds::israeli, WEAK, WEAK, Context.ASIA);
        shaped(Kind.NATIONAL_ID, "999-9999-9999999-9", BLANK_DASH, AsianIds::emirates, LIKELY, LIKELY, Context.ID);
        checked(Kind.NATIONAL_ID, "AAA9999", "", AsianIds::newZealandHealth, WEAK, WEAK, Context.ID);
        checked(Kind.NATIONAL_ID, "AAA99AA", "", AsianIds::newZealandHealth, WEAK, WEAK, Context.ID);
        checked(Kind.CN_RESIDENT_ID, "99999999999999999X", "", AsianIds::chinese, VALID, VALID, Context.ID);
        checked(Kind.TW_ID, "A999999999", "", AsianIds::taiwanese, LIKELY, LIKELY, Context.ID | Context.ASIA);
    }

    private void others() {
        checked(Kind.VIN, "XXXXXXXXXXXXXXXXX", "", VehicleIds::northAmericanVin, VALID, VALID, Context.VIN);
        shaped(Kind.VIN, "XXXXXXXXXXXXXXXXX", "", VehicleIds::vin, WEAK, WEAK, Context.VIN);
        plate("AA99-AAA", BLANK_DASH, VehicleIds::currentBritish, WEAK, LIKELY);
        plate("A999-AAA", " ", VehicleIds::britishSuffix, WEAK, WEAK);
        plate("A99-AAA", " ", VehicleIds::britishSuffix, WEAK, WEAK);
        plate("A9-AAA", " ", VehicleIds::britishSuffix, WEAK, WEAK);
        plate("AAA-999A", " ", VehicleIds::britishPrefix, WEAK, WEAK);
        plate("AAA-99A", " ", VehicleIds::britishPrefix, WEAK, WEAK);
        plate("AAA-9A", " ", VehicleIds::britishPrefix, WEAK, WEAK);
        plate("AAA-999AA", BLANK_DASH, ANY, WEAK, WEAK);
        plate("AA99AA9999|AA-99-AA-9999", BLANK_DASH, VehicleIds::indian, WEAK, LIKELY);
        plate("AA9AAA9999|AA-9AAA-9999", BLANK_DASH, VehicleIds::indian, WEAK, LIKELY);
        plate("AA99A9999|AA-99-A-9999", BLANK_DASH, VehicleIds::indian, WEAK, WEAK);
        plate("AAA9999|AAA-9999", BLANK_DASH, ANY, WEAK, WEAK);
        plate("AAA9A99|AAA-9A99", BLANK_DASH, ANY, WEAK, WEAK);
        plate("AA999AA|AA-999-AA", DASH, ANY, WEAK, LIKELY);
        plate("AA-999-AA", " ", ANY, WEAK, WEAK);
        plate("9999AAA|9999-AAA", BLANK_DASH, ANY, WEAK, WEAK);
        // The Low Countries, Portugal, Poland, the Nordic countries and California.
        for (String pattern : List.of(
                "99-AA-99",
                "AA-99-99",
                "99-99-AA",
                "99-AAA-9",
                "9-AAA-99",
                "9-AAA-999",
                "AA-99999",
                "AAA-99999",
                "9AAA999")) {
            plate(pattern, BLANK_DASH, ANY, WEAK, WEAK);
        }
        // Austria, whose letters may come last.
        for (String pattern : List.of("A-99999A", "A-9999AA", "A-999AA", "AA-999AA", "AA-99AAA")) {
            plate(pattern, BLANK_DASH, ANY, WEAK, WEAK);
        }
        plate("AAA-999", DASH, ANY, WEAK, WEAK);
        plate("999-AAA", DASH, ANY, WEAK, WEAK);
        for (String letters : new String[] {"A", "AA", "AAA"}) {
            for (String digits : new String[] {"99", "999", "9999", "99999"}) {
                plate("99-" + letters + "-" + digits, " ", VehicleIds::turkish, WEAK, WEAK);
            }
            for (String serial : new String[] {"A-", "AA-"}) {
                for (String digits : new String[] {"9", "99", "999", "9999"}) {
                    plate(letters + "-" + serial + digits, BLANK_DASH, VehicleIds::german, WEAK, WEAK);
                    plate(letters + "-" + serial + digits + "A", BLANK_DASH, VehicleIds::germanSpecial, WEAK, WEAK);
                }
            }
        }
    }

    private void plate(String pattern, String separators, Check check, Tier bare, Tier grouped) {
        shaped(Kind.PLATE, pattern, separators, check, bare, grouped, Context.PLATE);
    }

    private void checked(
            Kind kind, String pattern, String separators, Check check, Tier bare, Tier grouped, long context) {
        add(new Rule(kind, pattern, separators, check, true, bare, grouped, context));
    }

    private void shaped(
            Kind kind, String pattern, String separators, Check check, Tier bare, Tier grouped, long context) {
        add(new Rule(kind, pattern, separators, check, false, bare, grouped, context));
    }

    private void add(Rule rule) {
        if (settings.has(rule.kind)) {
            all.add(rule);
        }
    }
}
