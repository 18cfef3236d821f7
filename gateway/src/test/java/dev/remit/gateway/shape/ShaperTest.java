package dev.remit.gateway.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
import dev.remit.core.decision.Obligation;
import dev.remit.core.finding.Location;
import dev.remit.gateway.text.FreeText;
import dev.remit.privacy.detect.Recogniser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShaperTest {
    private static final FreeText TEXT = FreeText.of(List.of());

    private final Shaper shaper = new Shaper(new byte[32]);

    private static Field field(FieldType type, Kind kind) {
        return new Field("value", "value", DataClass.PERSONAL, type, kind, true, "", Location.of("test"));
    }

    private String shaped(Field field, @Nullable Object value, String conversation, Obligation... obligations) {
        Shaper.Shaped shaped = shaper.shape(
                List.of(field), List.of(Collections.singletonList(value)), List.of(obligations), conversation, TEXT);
        assertThat(shaped).isInstanceOf(Shaper.Shaped.Objects.class);
        return ((Shaper.Shaped.Objects) shaped).rows().getFirst().get("value").toString();
    }

    @Test
    void inClearEachTypeKeepsAllItsDigits() {
        assertThat(shaped(field(FieldType.DECIMAL, Kind.AMOUNT), new BigDecimal("10.10"), "c1"))
                .isEqualTo("10.10");
        assertThat(shaped(field(FieldType.INTEGER, Kind.OTHER), Long.MAX_VALUE, "c1"))
                .isEqualTo("9223372036854775807");
        assertThat(shaped(field(FieldType.BOOLEAN, Kind.OTHER), true, "c1")).isEqualTo("true");
        assertThat(shaped(field(FieldType.DATE, Kind.DATE), LocalDate.of(2026, 1, 31), "c1"))
                .isEqualTo("\"2026-01-31\"");
        assertThat(shaped(field(FieldType.TIMESTAMP, Kind.OTHER), Instant.EPOCH, "c1"))
                .isEqualTo("\"1970-01-01T00:00:00Z\"");
    }

    @Test
    void aTokenIsTheSameThroughoutAConversationAndInNoOther() {
        Field email = field(FieldType.TEXT, Kind.EMAIL);
        Obligation tokenized = new Obligation.Handle(email, Handling.TOKENIZED);

        String first = shaped(email, "ada@mail.example", "c1", tokenized);

        assertThat(first).doesNotContain("ada").isEqualTo(shaped(email, "ada@mail.example", "c1", tokenized));
        assertThat(shaped(email, "bob@mail.example", "c1", tokenized)).isNotEqualTo(first);
        assertThat(shaped(email, "ada@mail.example", "c2", tokenized)).isNotEqualTo(first);
    }

    @Test
    void redactedDoesNotEvenTellWhetherThereIsAValue() {
        Field name = field(FieldType.TEXT, Kind.NAME);
        Obligation redacted = new Obligation.Handle(name, Handling.REDACTED);

        assertThat(shaped(name, null, "c1", redacted)).isEqualTo(shaped(name, "Ada", "c1", redacted));
        assertThat(shaped(name, null, "c1", new Obligation.Handle(name, Handling.MASKED)))
                .isEqualTo("null");
    }

    @Test
    void freeTextLosesWhatItHoldsBeyondTheGrant() {
        Field body = field(FieldType.TEXT, Kind.TEXT);

        assertThat(shaped(body, "write to ada@mail.example please", "c1", new Obligation.Scan(body)))
                .isEqualTo("\"write to [email] please\"");
    }

    @Test
    void textThatIsTooLongToScanReleasesNothing() {
        Field body = field(FieldType.TEXT, Kind.TEXT);
        Shaper.Shaped shaped = shaper.shape(
                List.of(body),
                List.of(List.of("x".repeat((1 << 20) + 1))),
                List.of(new Obligation.Scan(body)),
                "c1",
                TEXT);

        assertThat(shaped).isEqualTo(new Shaper.Shaped.Unsafe("value", null));
    }

    @Test
    void namesAndStreetAddressesInTextAreTakenOutToo() {
        Field body = field(FieldType.TEXT, Kind.TEXT);

        assertThat(shaped(body, "Dear Ada Lovelace, it goes to 12 Mill Street", "c1", new Obligation.Scan(body)))
                .isEqualTo("\"Dear [person], it goes to [address]\"");
    }

    @Test
    void aNameStaysInTextWhereTheSameReadReleasesNamesInClear() {
        Field body = field(FieldType.TEXT, Kind.TEXT);
        Field name =
                new Field("name", "name", DataClass.PERSONAL, FieldType.TEXT, Kind.NAME, true, "", Location.of("test"));
        Shaper.Shaped shaped = shaper.shape(
                List.of(name, body),
                List.of(List.of("Ada Lovelace", "Dear Ada Lovelace, write to ada@mail.example")),
                List.of(new Obligation.Scan(body)),
                "c1",
                TEXT);

        assertThat(((Shaper.Shaped.Objects) shaped)
                        .rows()
                        .getFirst()
                        .get("value")
                        .asString())
                .isEqualTo("Dear Ada Lovelace, write to [email]");
    }

    @Test
    void aDetectorThatFailsReleasesNothing() {
        Field body = field(FieldType.TEXT, Kind.TEXT);
        IllegalStateException failure = new IllegalStateException("broken");
        Recogniser fails = () -> (utf8, from, to, textFrom, textTo, found) -> {
            if (new String(utf8, from, to - from, StandardCharsets.UTF_8).contains("boom")) {
                throw failure;
            }
        };
        FreeText text = FreeText.of(List.of(), List.of(fails));

        assertThat(shaper.shape(
                        List.of(body), List.of(List.of("boom")), List.of(new Obligation.Scan(body)), "c1", text))
                .isEqualTo(new Shaper.Shaped.Unsafe("value", failure));
        assertThat(shaper.shape(
                        List.of(body), List.of(List.of("calm")), List.of(new Obligation.Scan(body)), "c1", text))
                .isInstanceOf(Shaper.Shaped.Objects.class);
    }
}
