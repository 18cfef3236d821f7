package dev.remit.privacy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.guard.Caught.Verdict;
import dev.remit.privacy.guard.Customers.Value;
import dev.remit.privacy.pseudonym.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final int CUSTOMERS = 5_000;
    private static final Fingerprinter PRINTS = new Fingerprinter(new byte[32]);

    @TempDir
    private static Path folder;

    private static Fingerprints everyone;
    private static Guard guard;
    private final List<Caught> caught = new ArrayList<>();

    @BeforeAll
    static void build() throws IOException {
        everyone = Fingerprints.open(folder, PRINTS);
        try (Fingerprints.Rebuild rebuild = everyone.rebuild(Instant.EPOCH, _ -> {})) {
            for (int i = 0; i < CUSTOMERS; i++) {
                for (Value value : Customers.values(i)) {
                    rebuild.add(value.kind(), value.text(), "C" + i);
                }
                rebuild.add("person", Customers.name(i), "C" + i);
                rebuild.add("birth-date", Customers.born(i), "C" + i);
                rebuild.add("postcode", "%05d".formatted(10_000 + 17 * i), "C" + i);
            }
            rebuild.add("address", "12 Baker Street, Springfield", "C1");
            rebuild.business("phone", "+49 30 1234567");
            rebuild.add("phone", "030 1234567", "C2");
            rebuild.finish();
        }
        guard = new Guard(everyone, Set.of("email", "card"), Unsourced.REDACT);
    }

    @AfterAll
    static void close() throws IOException {
        everyone.close();
    }

    private Released check(String text, Served served, Span... spans) {
        caught.clear();
        return guard.check(text, List.of(spans), served, caught::add);
    }

    private static Served own(int customer) {
        Served served = new Served(PRINTS);
        for (Value value : Customers.values(customer)) {
            served.add(value.kind(), value.text());
        }
        served.add("person", Customers.name(customer));
        served.add("birth-date", Customers.born(customer));
        return served;
    }

    @Test
    void anotherCustomersValueIsCaughtInEveryForm() {
        int all = 20_000;
        List<String> missed = new ArrayList<>();
        Map<String, int[]> kinds = new TreeMap<>();
        for (int seed = 0; seed < all; seed++) {
            Random random = new Random(seed);
            int customer = random.nextInt(CUSTOMERS - 1);
            List<Value> values = Customers.values(customer);
            Value value = values.get(random.nextInt(values.size()));
            String text = Customers.perturbed(value, random);
            Released released = check(text, own(CUSTOMERS - 1));
            boolean right = released.withheld() > 0
                    && caught.stream().allMatch(one -> one.reference() == guard.reference("C" + customer));
            int[] counts = kinds.computeIfAbsent(value.kind(), _ -> new int[2]);
            counts[0] += right ? 1 : 0;
            counts[1]++;
            if (!right) {
                missed.add(seed + " " + value + " as " + text);
            }
        }
        System.out.printf(
                "Guard: %d of %d perturbed values caught, %.3f %%%n",
                all - missed.size(), all, 100.0 * (all - missed.size()) / all);
        kinds.forEach((kind, counts) -> System.out.printf("  %s: %d of %d%n", kind, counts[0], counts[1]));
        missed.forEach(one -> System.out.println("  missed: " + one));
        assertThat(missed.size()).as(() -> String.join("\n", missed)).isLessThanOrEqualTo(all / 1_000);
        assertThat(kinds.get("address"))
                .satisfies(counts -> assertThat(counts[0]).isGreaterThan(counts[1] * 998 / 1_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada.lovelace(at)mail.example",
                "ada.lovelace at mail.example",
                "ada . lovelace @ mail . example",
                "🅰🅳🅰.🅻🅾🆅🅴🅻🅰🅲🅴@mail.example",
                "🅐🅓🅐.🅛🅞🅥🅔🅛🅐🅒🅔@🅜🅐🅘🅛.example",
                "🇦🇩🇦.🇱🇴🇻🇪🇱🇦🇨🇪@mail.example",
                "🇬🇧ada.lovelace@mail.example",
                "ada.lovelace@\nmail.example",
                "ada\\.lovelace\\@mail\\.example",
                "ada.**lovelace**@mail.example",
                "<a href=\"mailto:ada.lovelace@mail.example\">x</a>",
                "ada.lovelace&commat;mail&period;example",
                "{\"to\":\"\\u0061da.lovelace\\u0040mail.example\"}",
                "{\\\"to\\\":\\\"ada.lovelace\\\\u0040mail.example\\\"}",
                "/users/ada.lovelace@mail.example/orders",
                "a d a . l o v e l a c e @ m a i l . e x a m p l e",
                "61 64 61 2e 6c 6f 76 65 6c 61 63 65 40 6d 61 69 6c 2e 65 78 61 6d 70 6c 65",
                "=61=64=61=2E=6C=6F=76=65=6C=61=63=65=40=6D=61=69=6C=2E=65=78=61=6D=70=6C=65"
            })
    void whatAReaderSeesThroughHidesNothing(String text) throws IOException {
        try (Fingerprints one = Fingerprints.open(folder.resolve("one"), PRINTS)) {
            one.add("email", "Ada.Lovelace@mail.example", "A");
            Guard guarded = new Guard(one, Set.of(), Unsourced.KEEP);
            assertThat(guarded.check("It is " + text + " .", List.of(), new Served(PRINTS), caught::add)
                            .withheld())
                    .isPositive();
            Served served = new Served(PRINTS);
            served.add("email", "ada.lovelace@mail.example");
            assertThat(guarded.check("It is " + text + " .", List.of(), served, caught::add)
                            .withheld())
                    .isZero();
        }
    }

    @Test
    void theCustomersOwnValuesPassInEveryForm() {
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            int customer = random.nextInt(CUSTOMERS);
            List<Value> values = Customers.values(customer);
            String text = Customers.perturbed(values.get(random.nextInt(values.size())), random);
            assertThat(check(text, own(customer))).as("seed %d: %s", seed, text).isEqualTo(new Released(text, 0));
        }
    }

    @Test
    void whatTheCustomerSaidMayBeSaidAgain() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<Value> values = Customers.values(seed);
            Value value = values.get(random.nextInt(values.size()));
            Served served = new Served(PRINTS);
            served.said("hello, it is " + value.text() + " and I am " + Customers.name(seed));
            String text = Customers.perturbed(value, random);
            assertThat(check(text, served).withheld())
                    .as("seed %d: %s", seed, text)
                    .isZero();
        }
    }

    @Test
    void whatIsWithheldIsReplacedAndTheRestStays() {
        Value mail = Customers.values(7).getFirst();
        Released released = check("To " + mail.text() + ", soon", new Served(PRINTS));
        assertThat(released).isEqualTo(new Released("To [redacted], soon", 1));
        assertThat(caught)
                .containsExactly(new Caught(
                        Verdict.OTHER_CUSTOMERS, "email", 3, 3 + mail.text().length(), guard.reference("C7")));
    }

    @Test
    void toTheCallerAMadeUpValueLooksLikeAnotherCustomers() {
        Value mail = Customers.values(7).getFirst();
        String made = "nobody@nowhere.example";
        Released one = check(
                "To " + mail.text(),
                new Served(PRINTS),
                new Span(3, 3 + mail.text().length(), "email"));
        Released other = check("To " + made, new Served(PRINTS), new Span(3, 3 + made.length(), "email"));
        assertThat(other).isEqualTo(one);
        assertThat(caught).containsExactly(new Caught(Verdict.UNSOURCED, "email", 3, 25, 0));
        Guard lax = new Guard(everyone, Set.of("email"), Unsourced.KEEP);
        assertThat(lax.check("To " + made, List.of(new Span(3, 25, "email")), new Served(PRINTS), caught::add))
                .isEqualTo(new Released("To " + made, 0));
        Served said = new Served(PRINTS);
        said.said("write to Nobody@Nowhere.example");
        assertThat(check("To " + made, said, new Span(3, 25, "email")).withheld())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%1$s called", "born %2$s", "the code is %3$s.", "%1$s and again %1$s"})
    void aWeakSignalAloneBlocksNothing(String pattern) {
        String text = pattern.formatted(Customers.name(9), Customers.born(9), 10_000 + 17 * 9);
        assertThat(check(text, new Served(PRINTS))).isEqualTo(new Released(text, 0));
    }

    @Test
    void twoWeakSignalsOfOneCustomerBlock() {
        String[] name = Customers.name(9).split(" ");
        for (String who : List.of(
                name[0] + " " + name[1],
                name[1] + ", " + name[0],
                name[0].charAt(0) + ". " + name[1],
                name[0] + " Maria " + name[1],
                Customers.name(9).toUpperCase(java.util.Locale.ROOT))) {
            assertThat(check(who + " of 10153", new Served(PRINTS)).withheld())
                    .as(who)
                    .isEqualTo(2);
        }
        assertThat(check(Customers.name(9) + " of 10170", new Served(PRINTS)).withheld())
                .isZero();
        assertThat(check(Customers.name(9) + " x".repeat(Guard.NEAR) + " 10153", new Served(PRINTS))
                        .withheld())
                .isZero();
    }

    @Test
    void aDateCountsInItsForms() throws IOException {
        Path own = folder.resolve("dates");
        try (Fingerprints dates = Fingerprints.open(own, PRINTS)) {
            dates.add("birth-date", "1985-03-04", "A");
            dates.add("postcode", "SW1A 1AA", "A");
            Guard guarded = new Guard(dates, Set.of(), Unsourced.KEEP);
            for (String date : List.of(
                    "4.3.1985",
                    "03/04/1985",
                    "4 March 1985",
                    "March 4th, 1985",
                    "4. März 1985",
                    "4 de marzo de 1985",
                    "4 mars 1985",
                    "mars 4, 1985",
                    "1985-03-04T00:00",
                    "19850304",
                    "04/03/85")) {
                String text = "Born " + date + ", lives in sw1a1aa";
                assertThat(guarded.check(text, List.of(), new Served(PRINTS), caught::add)
                                .withheld())
                        .as(date)
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void addressesAreFoundWhereADetectorSeesThem() {
        String text = "at 12, BAKER street Springfield!";
        assertThat(check(text, new Served(PRINTS), new Span(3, 31, "address")).text())
                .isEqualTo("at [redacted]!");
    }

    private static Guard guarded(String folderName, String... addresses) throws IOException {
        Fingerprints all = Fingerprints.open(folder.resolve(folderName), PRINTS);
        try (Fingerprints.Rebuild rebuild = all.rebuild(Instant.EPOCH, _ -> {})) {
            for (String address : addresses) {
                rebuild.add("address", address, "A");
            }
            rebuild.add("postcode", "NW1 6XE", "A");
            rebuild.add("name", "Beatrix Marten", "A");
            rebuild.finish();
        }
        return new Guard(all, Set.of(), Unsourced.REDACT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    It goes to 12 Baker Street, London NW1 6XE.        | It goes to [redacted], London [redacted].
                    Her parcel goes to 12 Baker Street in London.      | Her parcel goes to [redacted] in London.
                    Beatrix Marten, 12 Baker Street, London NW1 6XE    | [redacted], [redacted], London [redacted]
                    12 Baker St.                                       | [redacted].
                    No. 12, Baker Street                               | No. [redacted]
                    № 12 baker street                                  | № [redacted]
                    flat 4, 12 BAKER ST, second floor                  | flat 4, [redacted], second floor
                    **12** _Baker_ Street                              | **[redacted]
                    She lives at Baker Street No. 12 now               | She lives at [redacted] now
                    It is at 9 Elm Road.                               | It is at [redacted].
                    It is at 9 Elm Rd, flat 3.                         | It is at [redacted], flat 3.
                    Hauptstr. 7a, 10115 Berlin                         | [redacted], 10115 Berlin
                    in der Haupt-Straße 7 A in Berlin                  | in der [redacted] in Berlin
                    HAUPTSTRASSE NR. 7A                                | [redacted]
                    12, rue de la paix à Paris                         | [redacted] à Paris
                    12 r. de la Paix, Paris                            | [redacted], Paris
                    C/ Mayor, 5                                        | [redacted]
                    Muellerstraße 3                                    | [redacted]
                    ул. Ленина, д. 8                                   | [redacted]
                    Str. des 17. Juni 135, Berlin                      | [redacted], Berlin
                    350 Fifth Avenue                                   | [redacted]
                    """)
    void anAddressIsCaughtHoweverItIsWritten(String text, String out) throws IOException {
        Guard guarded = guarded(
                "streets",
                "12 Baker Street",
                "Flat 3, 9 Elm Road",
                "10115 Berlin, Hauptstraße 7 a",
                "12 rue de la Paix 75002 Paris",
                "calle Mayor 5",
                "Müllerstr. 3, 13353 Berlin",
                "улица Ленина 8",
                "Straße des 17. Juni 135, Berlin",
                "350 5th Ave");
        assertThat(guarded.check(text, List.of(), new Served(PRINTS), caught::add)
                        .text())
                .isEqualTo(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It is in London.",
                "London NW1 6XE",
                "He moved to Baker Street in 2012.",
                "Baker Street 4, and 11 Baker Street, and 12b Baker Street",
                "She is at 12 Elm Road",
                "rue de la Paix, 75002 Paris",
                "the rue de la Paix 75002",
                "10115 Berlin, Hauptstraße",
                "NW1 6XE",
                "Springfield IL 62704",
                "12 boxes to Baker Street"
            })
    void aTownAStreetWithoutItsNumberAndAPostcodeBlockNothing(String text) throws IOException {
        Guard guarded = guarded(
                "towns",
                "12 Baker Street",
                "Flat 3, 9 Elm Road",
                "Hauptstraße 7, 10115 Berlin",
                "12 rue de la Paix 75002 Paris",
                "London NW1 6XE",
                "Springfield IL 62704");
        Span whole = new Span(0, text.length(), "address");
        assertThat(guarded.check(text, List.of(whole), new Served(PRINTS), caught::add))
                .isEqualTo(new Released(text, 0));
    }

    @Test
    void anAddressWithoutAStreetsWordIsCaughtWithinWhatADetectorFound() throws IOException {
        Guard guarded = guarded("houses", "4 The Hollies, Leeds", "Unit 2, Kingsway 5");
        for (String text : List.of("at 4, the hollies, Leeds LS1 4DY", "at The Hollies 4")) {
            Span span = new Span(3, text.length(), "address");
            assertThat(guarded.check(text, List.of(span), new Served(PRINTS), caught::add)
                            .text())
                    .startsWith("at [redacted]");
        }
        String weak = "Kingsway 5, Leeds";
        Span span = new Span(0, weak.length(), "address");
        assertThat(guarded.check(weak, List.of(span), new Served(PRINTS), caught::add)
                        .withheld())
                .isZero();
        assertThat(guarded.check(weak + ", Beatrix Marten", List.of(span), new Served(PRINTS), caught::add)
                        .withheld())
                .isEqualTo(2);
    }

    @Test
    void anAddressThatTheCustomerSaidMayBeSaidAgain() throws IOException {
        Guard guarded = guarded("said", "12 Baker Street", "4 The Hollies, Leeds");
        Served served = new Served(PRINTS);
        served.said("I live at 12 Baker St, London, before that at 4 the hollies");
        for (String text : List.of("To 12 Baker Street, London", "to No. 4, The Hollies, Leeds")) {
            Span span = new Span(3, text.length(), "address");
            assertThat(guarded.check(text, List.of(span), served, caught::add)).isEqualTo(new Released(text, 0));
        }
        Served one = new Served(PRINTS);
        one.add("address", "Flat 1, 12 Baker Street");
        assertThat(guarded.check("To 12 Baker St.", List.of(), one, caught::add).withheld())
                .isZero();
    }

    @Test
    void whatTheBusinessOwnsPasses() {
        assertThat(check("Call us: 030 123 45 67 or +49 30 1234567", new Served(PRINTS))
                        .withheld())
                .isZero();
    }

    @Test
    void aStreamSaysTheSameForEveryCut() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                List<Value> values = Customers.values(random.nextInt(CUSTOMERS));
                text.append("Somebody wrote to us about something else entirely today. ");
                String value = Customers.perturbed(values.get(random.nextInt(values.size() - 1)), random);
                text.append(value.contains(" dot ") ? "" : value); // its first word is out before it tells
                text.append(" Nothing further happened afterwards. ");
            }
            String whole = check(text.toString(), new Served(PRINTS)).text();
            for (int most : new int[] {1, 7, 60}) {
                GuardStream stream = new GuardStream(guard, new Served(PRINTS), _ -> List.of(), _ -> {});
                StringBuilder out = new StringBuilder();
                for (int from = 0; from < text.length(); ) {
                    int to = Math.min(text.length(), from + 1 + random.nextInt(most));
                    out.append(stream.accept(text.substring(from, to)));
                    from = to;
                }
                out.append(stream.end());
                assertThat(out.toString())
                        .as("seed %d, pieces of %d: %s", seed, most, text)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void aStreamHoldsAWordAndNoMore() {
        GuardStream stream = new GuardStream(guard, new Served(PRINTS), _ -> List.of(), _ -> {});
        assertThat(stream.accept("Hello there, everyb")).isEqualTo("Hello there, ");
        assertThat(stream.accept("ody reads 4711 ")).isEqualTo("everybody reads ");
        assertThat(stream.accept("letters ")).isEqualTo("4711 letters ");
        assertThat(stream.accept("a".repeat(3 * GuardStream.MOST)).length()).isGreaterThan(GuardStream.MOST);
    }

    @Test
    void unrelatedTextRaisesNoAlarm() throws IOException {
        long chars = 0;
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.home"), "legal"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                chars += text.length();
                check(text, own(0));
                assertThat(caught).as(file.toString()).isEmpty();
            }
        }
        for (int seed = 0; seed < 20_000; seed++) {
            // not the short ids, of which there are so few that some customer truly has one
            Random random = new Random(-1L - seed);
            String text = Customers.perturbed(Customers.values(CUSTOMERS + seed).get(random.nextInt(5)), random);
            chars += text.length();
            check(text, own(0));
            assertThat(caught).as(text).isEmpty();
        }
        assertThat(chars).isPositive();
    }

    /** Ten megabytes and more; or the files below the property {@code guard.texts}. */
    @Test
    @Tag("slow")
    void megabytesOfUnrelatedTextRaiseLessThanOneAlarmInTen() throws IOException {
        long[] bytes = {0};
        List<Caught> all = new ArrayList<>();
        String other = System.getProperty("guard.texts");
        if (other != null) {
            try (Stream<Path> files = Files.walk(Path.of(other))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    byte[] text = Files.readAllBytes(file);
                    bytes[0] += text.length;
                    check(new String(text, StandardCharsets.UTF_8), own(0));
                    all.addAll(caught);
                }
            }
        }
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        if (Files.exists(sources)) {
            try (ZipFile zip = new ZipFile(sources.toFile())) {
                zip.stream().filter(entry -> bytes[0] < 60_000_000).forEach(entry -> {
                    try (var in = zip.getInputStream(entry)) {
                        byte[] text = in.readAllBytes();
                        bytes[0] += text.length;
                        check(new String(text, StandardCharsets.UTF_8), own(0));
                        all.addAll(caught);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
        System.out.printf("Guard: %d false alarms in %.1f MB of unrelated text%n", all.size(), bytes[0] / 1e6);
        assertThat(all.size()).as("%s in %d bytes", all, bytes[0]).isLessThanOrEqualTo((int) (bytes[0] / 10_000_000));
    }

    @Test
    void badInputTakesLinearTime() {
        for (String text : List.of(
                "1".repeat(300_000),
                "1 ".repeat(100_000),
                "a1".repeat(100_000),
                "@".repeat(300_000),
                "a@".repeat(100_000),
                "%41".repeat(300_000),
                "%2541".repeat(100_000),
                "A1b2".repeat(100_000),
                "one ".repeat(100_000),
                "\u200b".repeat(300_000),
                "at dot ".repeat(100_000),
                "1/1/85 ".repeat(100_000),
                "(0)".repeat(300_000),
                "\\".repeat(300_000),
                "\\u005c".repeat(50_000),
                "&#38;".repeat(60_000),
                "a@ ".repeat(100_000),
                "a.@.".repeat(75_000),
                "61 ".repeat(100_000),
                "<b>".repeat(100_000),
                "QUJD".repeat(10).concat("\n").repeat(7_000),
                "\ud800".repeat(300_000),
                "-".repeat(300_000))) {
            check(text, own(0));
            assertThat(caught).isEmpty();
            GuardStream stream = new GuardStream(guard, own(0), _ -> List.of(), _ -> {});
            assertThat((stream.accept(text) + stream.end())).hasSameSizeAs(text);
        }
    }

    @Test
    void aServedSetIsBounded() {
        Served served = new Served(PRINTS, 10);
        for (int i = 0; i < 100; i++) {
            served.add("email", i + "@x.org");
        }
        assertThat(served.size()).isEqualTo(10);
    }
}
