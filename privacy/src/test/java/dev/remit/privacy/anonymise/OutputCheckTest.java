package dev.remit.privacy.anonymise;

import static dev.remit.privacy.anonymise.Tables.CATEGORIES;
import static dev.remit.privacy.anonymise.Tables.REMOVED;
import static dev.remit.privacy.anonymise.Tables.SENSITIVE;
import static dev.remit.privacy.anonymise.Tables.TEXT;
import static dev.remit.privacy.anonymise.Tables.column;
import static dev.remit.privacy.anonymise.Tables.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputCheckTest {
    private static final Plan PLAN = plan(
            2,
            2,
            0,
            column("name", REMOVED),
            column("town", CATEGORIES),
            column("illness", SENSITIVE),
            column("note", TEXT));

    private static OutputCheck.Verdict check(List<String> header, List<List<String>> rows) {
        OutputCheck check = new OutputCheck(PLAN, Optional.of(Depersonaliser.standard()));
        check.header(header);
        rows.forEach(check::row);
        return check.verdict();
    }

    private static final List<String> HEADER = List.of("town", "illness", "note");

    @Test
    void whatHoldsIsCounted() {
        OutputCheck.Verdict verdict = check(
                HEADER,
                List.of(
                        List.of("Ulm", "flu", ""),
                        List.of("*", "flu", "[person] called"),
                        List.of("Ulm", "cold", ""),
                        List.of("*", "cold", ""),
                        List.of("*", "cold", "")));

        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.k()).isEqualTo(2);
        assertThat(verdict.classes()).isEqualTo(2);
        assertThat(verdict.l()).containsEntry("illness", 2.0);
    }

    @Test
    void aClassThatIsTooSmallOrTooUniformDoesNotHold() {
        assertThat(check(HEADER, List.of(List.of("Ulm", "flu", ""))).problems())
                .anyMatch(each -> each.contains("has only 1 in it"));
        assertThat(check(HEADER, List.of(List.of("Ulm", "flu", ""), List.of("Ulm", "Flu", "")))
                        .problems())
                .anyMatch(each -> each.contains("too uniform in column 'illness'"));
    }

    @Test
    void aPersonInATextOrAColumnThatShouldBeGoneDoesNotHold() {
        assertThat(check(HEADER, List.of(List.of("Ulm", "flu", "x@mail.example"), List.of("Ulm", "cold", "")))
                        .problems())
                .anyMatch(each -> each.contains("'note' of the output still has a person"));
        assertThat(check(List.of("name", "town", "illness", "note"), List.of()).problems())
                .anyMatch(each -> each.contains("columns of the output"));
        assertThat(check(HEADER, List.of(List.of("Ulm"))).problems())
                .anyMatch(each -> each.contains("number of cells"));
    }
}
