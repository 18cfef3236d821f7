package dev.remit.gateway.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.gateway.source.SurveyedTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValueRulesTest {
    private final Random random = new Random(5);
    private final ValueRules rules = new ValueRules();

    private FieldRules.Answer field(String name, Domain domain, List<String> samples) {
        SurveyedTable.Column column =
                new SurveyedTable.Column(name, "text", FieldType.TEXT, Set.of(FieldType.TEXT), true, true);
        return new FieldRules()
                .judge(new FieldRules.Question(column, domain, false, false, null, false, false, samples));
    }

    private List<String> many(java.util.function.Supplier<String> value) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            values.add(value.get());
        }
        return values;
    }

    private String hex(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return HexFormat.of().formatHex(some);
    }

    @Test
    void whatMostValuesAreIsTheColumns() {
        FieldRules.Answer mail = field("x1", Domain.OTHER, many(() -> "p" + random.nextInt(999) + "@mail.example"));
        assertThat(mail.evidence().dataClass()).isEqualTo(DataClass.PERSONAL);
        assertThat(mail.kind()).isEqualTo(Kind.EMAIL);
        assertThat(mail.reason()).contains("50 of 50 samples are e-mail addresses");
        assertThat(field("x2", Domain.OTHER, many(() -> "4111 1111 1111 1111")).kind())
                .isEqualTo(Kind.CARD);
        assertThat(field("x3", Domain.OTHER, many(() -> "DE89 3704 0044 0532 0130 00"))
                        .kind())
                .isEqualTo(Kind.IBAN);
    }

    @Test
    void hashesKeysAndTokensAreSecretWhateverTheirName() {
        for (List<String> values : List.of(
                many(() -> hex(32)),
                many(() -> "$2b$12$" + hex(26)),
                many(() -> java.util.Base64.getEncoder()
                        .encodeToString(hex(15).getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                many(() -> "tok_" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36)
                        + Long.toString(random.nextLong() & Long.MAX_VALUE, 36)))) {
            assertThat(field("status", Domain.OTHER, values).evidence().dataClass())
                    .isEqualTo(DataClass.SECRET);
        }
        assertThat(field("ref", Domain.OTHER, many(() -> new UUID(random.nextLong(), random.nextLong()).toString()))
                        .evidence()
                        .dataClass())
                .isEqualTo(DataClass.ACCOUNT);
    }

    @Test
    void aHarmlessNameDoesNotHideWhatTheValuesAre() {
        List<String> mostlyHarmless = new ArrayList<>(Collections.nCopies(90, "open"));
        mostlyHarmless.addAll(Collections.nCopies(10, "card 4111 1111 1111 1111"));
        FieldRules.Answer answer = field("status", Domain.OTHER, mostlyHarmless);
        assertThat(answer.kind()).isEqualTo(Kind.CARD);
        assertThat(field("type", Domain.OTHER, many(() -> "Mrs. Anna Kowalczyk"))
                        .evidence()
                        .level())
                .isGreaterThanOrEqualTo(Evidence.level(DataClass.PERSONAL));
    }

    @Test
    void sentencesAreFreeText() {
        List<String> values = many(() -> "The lamp arrived late and it does not work " + random.nextInt());
        FieldRules.Answer answer = field("x", Domain.OTHER, values);
        assertThat(answer.kind()).isEqualTo(Kind.TEXT);
        assertThat(answer.evidence().dataClass()).isEqualTo(DataClass.SUPPORT);
        List<String> ill = many(() -> "My social security number is 536-90-4399, please correct it");
        assertThat(field("x", Domain.OTHER, ill).evidence().level())
                .isGreaterThanOrEqualTo(Evidence.level(DataClass.SENSITIVE));
    }

    @Test
    void whatNothingSpeaksForIsConfidential() {
        FieldRules.Answer answer = field("flurb", Domain.OTHER, many(() -> "abc"));
        assertThat(answer.evidence().dataClass()).isEqualTo(DataClass.CONFIDENTIAL);
        assertThat(answer.confidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void withoutValuesANameThatWouldBeClearIsNotEnough() {
        FieldRules.Answer answer = field("status", Domain.OTHER, List.of());
        assertThat(answer.evidence().dataClass()).isEqualTo(DataClass.CONFIDENTIAL);
        assertThat(answer.confidence()).isEqualTo(Confidence.LOW);
        assertThat(field("email", Domain.OTHER, List.of()).kind()).isEqualTo(Kind.EMAIL);
        assertThat(field("email", Domain.OTHER, List.of()).confidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void nothingInATableOfMoneyIsLaxerThanMoney() {
        assertThat(field("status", Domain.MONEY, many(() -> "open")).evidence().dataClass())
                .isEqualTo(DataClass.FINANCIAL);
        assertThat(field("changed_at", Domain.LOGIN, many(() -> "2026-01-01"))
                        .evidence()
                        .dataClass())
                .isEqualTo(DataClass.SECURITY);
    }

    @Test
    void chanceHitsAmongNumbersOfAKeyDoNotCount() {
        List<String> numbers = many(() -> Integer.toString(1_000_000_000 + random.nextInt(899_999_999)));
        assertThat(rules.judge(numbers, true).evidence()).isEmpty();
    }
}
