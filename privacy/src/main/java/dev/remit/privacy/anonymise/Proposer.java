package dev.remit.privacy.anonymise;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Guesses from names and values of columns what should become of them, for a person to review. What it cannot tell it
 * calls a quasi-identifier; it proposes to keep only what is the same in every row. Its reasons hold no values. Not
 * thread-safe.
 */
public final class Proposer {
    private static final Set<String> DIRECT = Set.of(
            "name",
            "firstname",
            "forename",
            "lastname",
            "surname",
            "fullname",
            "email",
            "mail",
            "phone",
            "mobile",
            "telephone",
            "fax",
            "address",
            "street",
            "ssn",
            "iban",
            "passport",
            "licence",
            "license",
            "username",
            "login",
            "user",
            "card",
            "ip",
            "url",
            "website",
            "signature",
            "photo",
            "handle",
            "vorname",
            "nachname",
            "familienname",
            "telefon",
            "handy",
            "anschrift",
            "adresse",
            "strasse",
            "straße",
            "benutzer",
            "nom",
            "prénom",
            "prenom",
            "courriel",
            "rue",
            "nombre",
            "apellido",
            "apellidos",
            "correo",
            "teléfono",
            "telefono",
            "dirección",
            "direccion",
            "calle");
    private static final Set<String> NUMBERED = Set.of(
            "id",
            "uuid",
            "guid",
            "no",
            "nr",
            "number",
            "key",
            "ref",
            "reference",
            "customer",
            "client",
            "member",
            "patient",
            "account",
            "kunde",
            "kundin",
            "kundennummer",
            "kundennr",
            "nummer",
            "mitglied",
            "konto",
            "numéro",
            "numero",
            "cliente",
            "compte",
            "cuenta");
    private static final Set<String> THINGS =
            Set.of("product", "plan", "item", "company", "campaign", "event", "category", "brand", "shop", "team");
    private static final Set<String> SENSITIVE = Set.of(
            "diagnosis",
            "illness",
            "disease",
            "health",
            "medical",
            "medication",
            "treatment",
            "disability",
            "religion",
            "ethnicity",
            "race",
            "politics",
            "party",
            "union",
            "orientation",
            "salary",
            "income",
            "wage",
            "balance",
            "debt",
            "credit",
            "score",
            "complaint",
            "dispute",
            "reason",
            "conviction",
            "offence",
            "diagnose",
            "krankheit",
            "erkrankung",
            "behandlung",
            "konfession",
            "gehalt",
            "einkommen",
            "lohn",
            "partei",
            "grund",
            "beschwerde",
            "diagnostic",
            "maladie",
            "traitement",
            "salaire",
            "revenu",
            "diagnóstico",
            "diagnostico",
            "enfermedad",
            "salario",
            "motivo",
            "motif");
    private static final Set<String> POSTCODES =
            Set.of("zip", "zipcode", "postcode", "postal", "postalcode", "plz", "postleitzahl", "cap");
    private static final Set<Kind> NO_IDENTIFIERS = Set.of(
            Kind.DATE,
            Kind.AGE,
            Kind.PLACE,
            Kind.POSTCODE,
            Kind.NATIONALITY,
            Kind.TITLE,
            Kind.RELIGION,
            Kind.POLITICS,
            Kind.HEALTH,
            Kind.ORGANISATION,
            Kind.BIRTH_DATE);
    private static final Pattern BOUNDARY = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}])(?=\\p{Lu})");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,15}(?:\\.[0-9]{1,15})?");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MOST_SCANNED = 1_000;
    private static final int FEW_ROWS = 20;
    private static final int POSTCODE_CHARACTERS = 5;
    private static final double MANY_WORDS = 4;
    private static final double MOST = 0.9;
    private static final double MANY = 0.3;

    private final List<Sample> samples = new ArrayList<>();
    private final Detector detector =
            Detector.builder().recogniser(ProseRecogniser.standard()).build();

    /** @param header the columns' names */
    public Proposer(List<String> header) {
        header.forEach(name -> samples.add(new Sample(name)));
    }

    /**
     * A guess.
     *
     * @param reason in words
     */
    public record Proposed(String name, Treatment treatment, String reason) {}

    /** What was seen of a column. */
    private static final class Sample {
        private final String name;
        private final Set<String> distinct = new HashSet<>();
        private final Map<String, Integer> kinds = new TreeMap<>();
        private int filled;
        private int scanned;
        private int numbers;
        private int dates;
        private long words;

        Sample(String name) {
            this.name = name;
        }
    }

    /** Takes a row; a sample of some thousands is enough. */
    public void add(List<String> cells) {
        for (int i = 0; i < samples.size() && i < cells.size(); i++) {
            String cell = Cells.clean(cells.get(i));
            if (!cell.isEmpty()) {
                add(samples.get(i), cell);
            }
        }
    }

    private void add(Sample sample, String cell) {
        sample.filled++;
        sample.distinct.add(cell);
        sample.words += BLANKS.split(cell).length;
        sample.numbers += NUMBER.matcher(cell).matches() ? 1 : 0;
        // Four digits alone are a number as well as a year.
        sample.dates += cell.length() > 4
                        && DateSteps.of(cell, Hierarchy.Dates.Unit.YEAR).isPresent()
                ? 1
                : 0;
        if (sample.scanned++ < MOST_SCANNED) {
            detector.find(cell).stream()
                    .map(Finding::kind)
                    .filter(kind -> !NO_IDENTIFIERS.contains(kind))
                    .map(Kind::label)
                    .distinct()
                    .forEach(kind -> sample.kinds.merge(kind, 1, Integer::sum));
        }
    }

    /** One for each column, in their order. */
    public List<Proposed> propose() {
        return samples.stream().map(Proposer::proposed).toList();
    }

    private static Proposed proposed(Sample sample) {
        boolean sentences = sample.words >= MANY_WORDS * Math.max(1, sample.filled);
        boolean identifiers = mostKind(sample)
                .filter(kind -> !kind.equals(Kind.PERSON.label()))
                .isPresent();
        if (isSensitive(sample) && !sentences && !identifiers) {
            return new Proposed(sample.name, new Treatment.Sensitive(), "its name"); // illnesses are taken for names
        }
        return byValues(sample).or(() -> byName(sample)).orElseGet(() -> byShape(sample));
    }

    private static Optional<Proposed> byValues(Sample sample) {
        if (sample.filled > 0 && (double) sample.words / sample.filled >= MANY_WORDS) {
            return Optional.of(new Proposed(sample.name, new Treatment.Text(), "its values are sentences"));
        }
        return mostKind(sample)
                .map(most ->
                        new Proposed(sample.name, new Treatment.Removed(), "many of its values look like " + most));
    }

    private static Optional<String> mostKind(Sample sample) {
        return sample.kinds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() >= MANY * Math.min(sample.filled, MOST_SCANNED))
                .map(Map.Entry::getKey);
    }

    private static boolean isSensitive(Sample sample) {
        return words(sample).stream().anyMatch(SENSITIVE::contains);
    }

    private static List<String> words(Sample sample) {
        return BOUNDARY.splitAsStream(sample.name)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Optional<Proposed> byName(Sample sample) {
        List<String> words = words(sample);
        if (words.stream().anyMatch(POSTCODES::contains)) {
            return Optional.of(new Proposed(
                    sample.name, new Treatment.Generalised(new Hierarchy.Prefixes(POSTCODE_CHARACTERS)), "its name"));
        }
        if (words.stream().anyMatch(SENSITIVE::contains)) {
            return Optional.of(new Proposed(sample.name, new Treatment.Sensitive(), "its name"));
        }
        boolean ofThings = words.stream().anyMatch(THINGS::contains);
        boolean direct = words.stream().anyMatch(DIRECT::contains) && !ofThings;
        boolean numbered = words.stream().anyMatch(NUMBERED::contains);
        return direct || numbered
                ? Optional.of(new Proposed(sample.name, new Treatment.Removed(), "its name"))
                : Optional.empty();
    }

    private static Proposed byShape(Sample sample) {
        int distinct = sample.distinct.size();
        if (distinct <= 1) {
            return new Proposed(sample.name, new Treatment.Kept(), "all rows seen have the same value");
        }
        if (sample.dates >= MOST * sample.filled) {
            return new Proposed(
                    sample.name, new Treatment.Generalised(new Hierarchy.Dates(Hierarchy.Dates.Unit.YEAR)), "dates");
        }
        boolean numbers = sample.numbers >= MOST * sample.filled;
        if (sample.filled >= FEW_ROWS && 2 * distinct > sample.filled && !numbers) {
            return new Proposed(sample.name, new Treatment.Removed(), "most rows have another value");
        }
        Hierarchy hierarchy = numbers ? new Hierarchy.Numbers(Optional.empty()) : new Hierarchy.Categories(Map.of());
        return new Proposed(
                sample.name,
                new Treatment.Generalised(hierarchy),
                numbers ? "numbers" : distinct + " different values");
    }
}
