package dev.remit.gateway.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.core.finding.Location;
import dev.remit.privacy.detect.Recogniser;
import dev.remit.privacy.detect.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTest {
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final FreeText TEXT = FreeText.of(List.of());

    private static Field field(Kind kind, DataClass dataClass) {
        return new Field("value", "value", dataClass, FieldType.TEXT, kind, true, "", Location.of("test"));
    }

    private static String clean(FreeText by, String text, Field... clear) {
        return switch (by.clean(text, Passing.beside(List.of(clear)))) {
            case FreeText.Outcome.Clean(String clean) -> clean;
            case FreeText.Outcome other -> throw new AssertionError(other);
        };
    }

    private static String unescaped(String written) {
        return UNICODE.matcher(written)
                .replaceAll(escape -> Character.toString((char) Integer.parseInt(escape.group(1), 16)))
                .translateEscapes();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "clean.txt", delimiter = '¦', quoteCharacter = '\0')
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(clean(TEXT, text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "found.txt", delimiter = '¦', quoteCharacter = '\0')
    void whatIsOfACustomerIsTakenOut(String written, String cleaned) {
        assertThat(clean(TEXT, unescaped(written))).isEqualTo(unescaped(cleaned));
    }

    @Test
    void whatTheSameReadReleasesInClearPassesIfKindAndClassAreTheSame() {
        String text = "I am a@x.org, +44 20 7946 0971";
        Field email = field(Kind.EMAIL, DataClass.PERSONAL);
        Field phone = field(Kind.PHONE, DataClass.PERSONAL);
        assertThat(clean(TEXT, text)).isEqualTo("I am [email], [phone]");
        assertThat(clean(TEXT, text, email, phone)).isEqualTo(text);
        assertThat(clean(TEXT, text, field(Kind.EMAIL, DataClass.ACCOUNT))).isEqualTo("I am [email], [phone]");
    }

    @Test
    void noFieldGrantsAnAccountOrASecretInText() {
        Field[] all = Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(DataClass.values()).map(one -> field(kind, one)))
                .toArray(Field[]::new);
        assertThat(clean(TEXT, "4111111111111111 DE89370400440532013000 123-45-6789 password: x", all))
                .isEqualTo("[card] [iban] [us-ssn] password: [password]");
    }

    @Test
    void whatPassesHidesNothingStricter() {
        Field email = field(Kind.EMAIL, DataClass.PERSONAL);
        assertThat(clean(TEXT, "x4111111111111112@x.org", email)).isEqualTo("[number]");
        assertThat(clean(TEXT, "password: a@x.org", email)).isEqualTo("password: [password]");
        assertThat(clean(TEXT, "password: 2026-11-21")).doesNotContain("2026");
    }

    @Test
    void whatIsFoundOnlyOnceSomethingBesideItIsGoneIsTakenOut() {
        String text = """
                first,last,mobile,dob
                Tendai,Moyo,+263 77 212 3456,1991-02-14
                Astrid,Bakken,+47 412 34 567,1978-12-01
                """;
        String clean = clean(TEXT, text);
        assertThat(clean).doesNotContain("1991", "1978").contains("[birth-date]");
        assertThat(TEXT.find(clean)).isEmpty();
    }

    @Test
    void aTextThatALibraryOrTheStackFailsOnIsNotReleased() {
        for (Error failure : List.of(new StackOverflowError(), new UnsatisfiedLinkError(), new OutOfMemoryError())) {
            Recogniser failing = () -> (utf8, from, to, textFrom, textTo, found) -> {
                throw failure;
            };
            assertThat(FreeText.of(List.of(), List.of(failing)).clean("a text", Passing.NOTHING_MORE))
                    .isEqualTo(new FreeText.Outcome.Failed(failure));
        }
    }

    @Test
    void aTextInWhichMoreIsFoundEachTimeIsNotReleased() {
        Recogniser growing = () -> (utf8, from, to, textFrom, textTo, found) -> {
            if (to > from) {
                found.add(dev.remit.privacy.detect.Kind.PERSON, to - 1, to, Tier.VALID, "the last sign");
            }
        };
        assertThat(FreeText.of(List.of(), List.of(growing)).clean("a text", Passing.NOTHING_MORE))
                .isInstanceOf(FreeText.Outcome.Failed.class);
    }

    @Test
    void aTextOverTheLimitIsNotReadAndNotCut() {
        assertThat(TEXT.clean("x".repeat(FreeText.LONGEST + 1), Passing.NOTHING_MORE))
                .isEqualTo(new FreeText.Outcome.TooLong(FreeText.LONGEST + 1));
        assertThat(TEXT.clean("x ".repeat(FreeText.LONGEST / 2), Passing.NOTHING_MORE))
                .isInstanceOf(FreeText.Outcome.Clean.class);
    }

    @Test
    void noLongRunOfDigitsIsLeft() {
        for (long seed = 1; seed <= 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append("0123456789 a.@-é\u200b".charAt(random.nextInt(16)));
            }
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append((char) ('0' + random.nextInt(10)));
            }
            assertThat(clean(TEXT, text.toString())).as("seed %d", seed).doesNotContainPattern("[0-9]{12}");
        }
    }

    @Test
    void whatAnOperatorAddsIsFoundAndItsClassDecides() {
        FreeText own = FreeText.of(List.of(
                new OwnKind(
                        dev.remit.privacy.detect.Kind.custom("project", "confidential"),
                        List.of("Blue Heron"),
                        List.of("PRJ-[0-9]{4}")),
                new OwnKind(
                        dev.remit.privacy.detect.Kind.custom("product", "public"), List.of("Anna Chair"), List.of())));
        assertThat(clean(own, "The blue-heron, PRJ-1234, and an order"))
                .isEqualTo("The [project], [project], and an order");
        assertThat(clean(own, "Dear Anna Chair, hello")).isEqualTo("Dear Anna Chair, hello");
        assertThat(clean(TEXT, "Dear Anna Chair, hello")).isEqualTo("Dear [person] Chair, hello");
    }

    @Test
    void aKindOfTheOperatorThatIsClearHidesNothingStricter() {
        FreeText own = FreeText.of(List.of(
                new OwnKind(dev.remit.privacy.detect.Kind.custom("anything", "public"), List.of(), List.of("ref .*"))));
        assertThat(clean(own, "ref A-1")).isEqualTo("ref A-1");
        assertThat(clean(own, "ref A-1 4111 1111 1111 1111")).isEqualTo("[card]");
    }

    /** Quadratic time would take many minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "12-", "4111 1111 ", "a1", "１", "1\u200b", "①", "aB", "-", "1,", "\ud83d"})
    void aLongTextOfAnythingIsReadInLinearTime(String unit) {
        assertThat(clean(TEXT, unit.repeat(300_000 / unit.length()))).isNotNull();
    }
}
