package dev.remit.privacy.anonymise;

import static dev.remit.privacy.anonymise.Tables.CATEGORIES;
import static dev.remit.privacy.anonymise.Tables.COUNTRIES;
import static dev.remit.privacy.anonymise.Tables.KEPT;
import static dev.remit.privacy.anonymise.Tables.NUMBERS;
import static dev.remit.privacy.anonymise.Tables.POSTCODES;
import static dev.remit.privacy.anonymise.Tables.REMOVED;
import static dev.remit.privacy.anonymise.Tables.SENSITIVE;
import static dev.remit.privacy.anonymise.Tables.SURROGATE;
import static dev.remit.privacy.anonymise.Tables.TEXT;
import static dev.remit.privacy.anonymise.Tables.YEARS;
import static dev.remit.privacy.anonymise.Tables.column;
import static dev.remit.privacy.anonymise.Tables.plan;
import static dev.remit.privacy.anonymise.Tables.refused;
import static dev.remit.privacy.anonymise.Tables.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.remit.privacy.anonymise.Plan.Cut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnonymiserTest {
    private static List<List<String>> rows(String... lines) {
        return Arrays.stream(lines).map(line -> List.of(line.split(",", -1))).toList();
    }

    private static List<List<String>> repeated(int times, String... lines) {
        List<List<String>> rows = new ArrayList<>();
        IntStream.range(0, times).forEach(_ -> rows.addAll(rows(lines)));
        return rows;
    }

    @Test
    void agesBecomeRangesThatAreOpenAtBothEnds() {
        Release release =
                released(plan(2, 1, 0, column("age", NUMBERS)), rows("21", "24", "35", "39", "52", "53", "61", "90"));

        assertThat(release.rows())
                .extracting(List::getFirst)
                .containsExactly("..24", "..24", "35..39", "35..39", "52..53", "52..53", "61..", "61..");
    }

    @Test
    void aStepIsTheNarrowestRangeAndDigitsBelowItAreCutOff() {
        Release release = released(
                plan(2, 1, 0, column("price", Tables.numbers("10")), column("weight", Tables.numbers("0.5"))),
                rows("12.99,0.7", "19,0.5", "-3,3", "-9.5,3.4"));

        assertThat(release.rows())
                .containsExactly(
                        List.of("-10..-1", "3.0..3.4"), List.of("-10..-1", "3.0..3.4"),
                        List.of("10..19", "0.5..0.9"), List.of("10..19", "0.5..0.9"));
    }

    @Test
    void datesBecomeMonthsYearsOrDecadesHoweverTheyAreWritten() {
        List<List<String>> dates =
                rows("1984-03-02", "12.11.1984", "3/4/1991", "1991-05-06T10:11:12Z", "2003", "2003-01");
        assertThat(released(plan(2, 1, 0, column("born", YEARS)), dates).rows())
                .containsExactly(
                        List.of("1984"),
                        List.of("1984"),
                        List.of("1991"),
                        List.of("1991"),
                        List.of("2003"),
                        List.of("2003"));
        assertThat(DateSteps.of("3/4/1991", Hierarchy.Dates.Unit.MONTH)).isEmpty();
        assertThat(DateSteps.of("13/4/1991", Hierarchy.Dates.Unit.MONTH)).hasValue(1991 * 12 + 3);
        assertThat(DateSteps.of("1991-13-01", Hierarchy.Dates.Unit.YEAR)).isEmpty();
        assertThat(DateSteps.of("1991-12-31", Hierarchy.Dates.Unit.DECADE)).hasValue(199);
        assertThat(DateSteps.marks(Hierarchy.Dates.Unit.DECADE).low(199)).isEqualTo("1990s");
        assertThat(DateSteps.marks(Hierarchy.Dates.Unit.MONTH).low(1991 * 12)).isEqualTo("1991-01");
    }

    @Test
    void postcodesKeepTheirBeginning() {
        Release release = released(
                plan(2, 1, 0, column("postcode", POSTCODES)),
                rows("10115", "10117", "sw1a 1aa", "SW1A 2BB", "80331", "80331"));

        assertThat(release.rows())
                .containsExactly(
                        List.of("1011*"),
                        List.of("1011*"),
                        List.of("80331"),
                        List.of("80331"),
                        List.of("SW1A*"),
                        List.of("SW1A*"));
    }

    @Test
    void categoriesClimbTheirGroupsAndThoseThatAreTooFewStayTogether() {
        Release release = released(
                plan(2, 1, 0, column("country", COUNTRIES)),
                rows("Germany", "Austria", "France", "France", "Japan", "Japan", "India", "India", "India"));

        assertThat(release.rows())
                .containsExactlyInAnyOrder(
                        List.of("DACH"),
                        List.of("DACH"),
                        List.of("France"),
                        List.of("France"),
                        List.of("Japan"),
                        List.of("Japan"),
                        List.of("India"),
                        List.of("India"),
                        List.of("India"));
    }

    @Test
    void aRareValueIsSuppressedWhereFewEnoughRowsMayBe() {
        List<List<String>> table = new ArrayList<>(repeated(10, "free", "pro"));
        table.add(List.of("only-one"));

        Release kept = released(plan(5, 1, 0, column("plan", CATEGORIES)), table);
        Release cut = released(plan(5, 1, 0.05, column("plan", CATEGORIES)), table);

        assertThat(kept.rows())
                .contains(List.of("*"))
                .doesNotContain(List.of("only-one"))
                .hasSize(21);
        assertThat(cut.rows()).doesNotContain(List.of("*")).hasSize(20);
        assertThat(cut.report().suppressedRows()).isEqualTo(1);
        assertThat(kept.report().suppressedCells()).isEqualTo(11);
    }

    @Test
    void whatAHierarchyCannotPlaceCountsAsEmptyAndIsReported() {
        Release release = released(
                plan(2, 1, 0, column("age", NUMBERS), column("country", COUNTRIES)),
                rows("about 40,Germany", ",Atlantis", "30,Germany", "31,Germany", "1e5,"));

        assertThat(release.rows().toString()).doesNotContain("about", "Atlantis", "1e5");
        assertThat(release.report().columns())
                .extracting(Report.Column::unplaced)
                .containsExactly(2L, 1L);
        assertThat(release.report().warnings()).anyMatch(each -> each.contains("'age' has 2 cells"));
    }

    @Test
    void directIdentifiersAreGoneAndSurrogatesAreThePlaceInTheOutput() {
        Release release = released(
                plan(2, 1, 0, column("name", REMOVED), column("id", SURROGATE), column("age", NUMBERS)),
                rows("Zoe,77,50", "Abe,12,20", "Mia,99,20", "Ida,3,50"));

        assertThat(release.header()).containsExactly("id", "age");
        assertThat(release.rows())
                .containsExactly(List.of("1", "20"), List.of("2", "20"), List.of("3", "50"), List.of("4", "50"));
    }

    @Test
    void classesAreDiverseOrNotMade() {
        List<List<String>> table = rows("20,flu", "21,flu", "60,flu", "61,cold", "62,flu", "22,flu");

        assertThat(released(plan(2, 1, 0, column("age", NUMBERS), column("illness", SENSITIVE)), table)
                        .report()
                        .classes())
                .isGreaterThan(1);
        assertThat(released(plan(2, 2, 0, column("age", NUMBERS), column("illness", SENSITIVE)), table)
                        .report()
                        .classes())
                .isEqualTo(1);
    }

    @Test
    void aBlankOrACapitalLetterMakesNoClassMoreDiverse() {
        assertThat(refused(
                        plan(2, 2, 0, column("age", NUMBERS), column("illness", SENSITIVE)),
                        rows("20,flu", "21,FLU", "22, flu", "23,f\u200blu", "24,ｆｌｕ")))
                .contains("not as diverse as l = 2");
    }

    @Test
    void entropyAsksForMoreThanDifferentValues() {
        List<List<String>> table = rows("20,flu", "20,flu", "20,flu", "20,flu", "20,flu", "20,flu", "20,cold");
        Plan distinct = plan(2, 2, 0, column("age", NUMBERS), column("illness", SENSITIVE));
        Plan entropy = new Plan(
                distinct.columns(),
                2,
                new Diversity(Diversity.Measure.ENTROPY, 2),
                0,
                Cut.STRICT,
                Optional.empty(),
                OptionalLong.empty());

        assertThat(released(distinct, table).report().l()).containsEntry("illness", 2.0);
        assertThat(refused(entropy, table)).contains("l = 2");
        assertThat(released(entropy, rows("20,flu", "20,cold")).report().l().get("illness"))
                .isCloseTo(2, within(1e-9));
    }

    @Test
    void rowsOfOnePersonCountOnce() {
        Plan rowsCount = plan(3, 1, 0, column("customer", REMOVED), column("age", NUMBERS));
        Plan personsCount = new Plan(
                rowsCount.columns(), 3, Diversity.NONE, 0, Cut.STRICT, Optional.of("customer"), OptionalLong.empty());
        List<List<String>> table = rows("a,20", "a,20", "A,20", "b,60", "c,60", "d,60", "e,61");

        assertThat(released(rowsCount, table).report().classes()).isEqualTo(2);
        Report report = released(personsCount, table).report();
        assertThat(report.classes()).isEqualTo(1);
        assertThat(report.k()).isEqualTo(5);
        assertThat(report.persons()).isEqualTo(5);
        assertThat(refused(personsCount, rows("a,20", "a,20", "a,20", "b,20"))).contains("fewer persons than k = 3");
    }

    @Test
    void moreThanThereIsToSuppressIsRefusedUnlessThePlanAllowsAll() {
        List<List<String>> one = rows("20,flu");
        assertThat(refused(plan(5, 1, 0.05, column("age", NUMBERS), column("illness", SENSITIVE)), one))
                .isEqualTo("1 of 1 rows would have to be suppressed, and at most 5 % may be."
                        + " There are fewer rows than k = 5. Ask for less, or take more rows.");

        Report all = released(plan(5, 1, 1, column("age", NUMBERS), column("illness", SENSITIVE)), one)
                .report();
        assertThat(all.rowsOut()).isZero();
        assertThat(all.suppressedRows()).isEqualTo(1);
        assertThat(all.k()).isZero();
        assertThat(all.informationLoss()).isEqualTo(1);
        assertThat(all.warnings()).first().asString().startsWith("Every row is suppressed");
        assertThat(refused(plan(5, 1, 1, column("age", NUMBERS)), List.of())).isEqualTo("There are no rows.");
    }

    @Test
    void rowsThatAreAllEqualStayAsTheyAre() {
        Release release =
                released(plan(3, 1, 0, column("age", NUMBERS), column("plan", CATEGORIES)), repeated(4, "20,pro"));

        assertThat(release.rows()).containsOnly(List.of("20", "pro"));
        assertThat(release.report().informationLoss()).isZero();
        assertThat(release.report().classes()).isEqualTo(1);
    }

    @Test
    void equalValuesMayBeDividedWhereCutsAreRelaxed() {
        List<List<String>> table = rows("20,x", "30,x", "30,y", "30,x", "30,y", "40,y");
        Plan strict = plan(3, 1, 0, column("age", NUMBERS), column("plan", KEPT));
        Plan relaxed =
                new Plan(strict.columns(), 3, Diversity.NONE, 0, Cut.RELAXED, Optional.empty(), OptionalLong.empty());

        assertThat(released(strict, table).report().classes()).isEqualTo(1);
        assertThat(released(relaxed, table).rows()).extracting(List::getFirst).containsOnly("..30", "30..");
    }

    @Test
    void theReportSaysTheRisksThatTheClassesGive() {
        Plan plan = new Plan(
                List.of(column("plan", CATEGORIES)),
                2,
                Diversity.NONE,
                0,
                Cut.STRICT,
                Optional.empty(),
                OptionalLong.of(60));
        Report report = released(plan, rows("a", "a", "b", "b", "b", "b")).report();

        assertThat(report.risk()).isEqualTo(new Report.Risk(0.5, 2 / 6.0, 0.05, 2 / 60.0, 2 / 60.0));
        assertThat(report.discernibility()).isEqualTo(4 + 16);
    }

    @Test
    void informationLossIsTheShareOfTheRangeThatALabelCovers() {
        Report report = released(plan(2, 1, 0, column("age", Tables.numbers("1"))), rows("0", "4", "6", "10"))
                .report();

        assertThat(report.classes()).isEqualTo(2);
        assertThat(report.informationLoss()).isEqualTo(0.4, within(1e-9));
    }

    @Test
    void aColumnThatIsToStayMustNotHoldIdentifiers() {
        assertThat(refused(
                        plan(2, 1, 0, column("age", NUMBERS), column("contact", KEPT)),
                        rows("20,anna.berg@mail.example", "20,-")))
                .isEqualTo(
                        "Column 'contact' would stay as it is, but 1 of its 2 different values hold email. Give it the"
                                + " role direct, or text to take out what is found.");
    }

    @Test
    void textLosesItsPersonsAndWhatTheRowSaysOfThem() {
        Release release = released(
                plan(2, 1, 0, column("name", REMOVED), column("town", CATEGORIES), column("note", TEXT)),
                rows("Xq Zwrty,Ulm,Dear xq zwrty of ULM please call anna.berg@mail.example", "Abe,Ulm,ok"));

        assertThat(release.rows().toString())
                .doesNotContainIgnoringCase("zwrty")
                .doesNotContainIgnoringCase("of ulm")
                .doesNotContain("anna.berg");
        assertThat(release.report().columns().getLast().found()).containsKeys("email", "removed");
        assertThat(release.report().warnings()).anyMatch(each -> each.contains("k says nothing about text"));
    }

    @Test
    void aColumnWithAnotherValueInMostRowsIsWarnedOf() {
        List<List<String>> table = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            table.add(List.of("20", "T-" + i, i % 2 == 0 ? "x" : "y"));
        }
        assertThat(released(plan(5, 1, 0, column("age", NUMBERS), column("ticket", KEPT), column("kind", KEPT)), table)
                        .report()
                        .warnings())
                .anyMatch(each -> each.startsWith("Column 'ticket' stays"))
                .noneMatch(each -> each.startsWith("Column 'kind' stays"));
    }

    @Test
    void theOrderOfTheInputChangesNothing() {
        for (Cut cut : Cut.values()) {
            Plan plan = new Plan(
                    Tables.mixedColumns(),
                    4,
                    new Diversity(Diversity.Measure.DISTINCT, 2),
                    0.1,
                    cut,
                    Optional.of("person"),
                    OptionalLong.empty());
            List<List<String>> table = new ArrayList<>(Tables.mixed(new java.util.Random(7), 500));
            List<List<String>> first = released(plan, table).rows();
            Collections.shuffle(table, new java.util.Random(8));
            assertThat(released(plan, table).rows()).isEqualTo(first);
        }
    }

    @Test
    void progressOnlyGrowsAndEndsWithAllRows() {
        Anonymiser anonymiser =
                new Anonymiser(plan(2, 1, 0, column("age", Tables.numbers("1"))), Depersonaliser.standard());
        int rows = 100_000;
        for (int i = 0; i < rows; i++) {
            anonymiser.add(List.of(Integer.toString(i % 5_000)));
        }
        List<Integer> seen = new ArrayList<>();
        Outcome outcome = anonymiser.finish((done, _) -> seen.add(done));

        assertThat(outcome).isInstanceOf(Outcome.Released.class);
        assertThat(seen).isSorted().hasSizeGreaterThan(3).endsWith(rows);
        assertThat(anonymiser.rows()).isEqualTo(rows);
    }

    @Test
    void aRowOfAnotherWidthAndAPlanThatCannotBeAreRefusedAtOnce() {
        Anonymiser anonymiser = new Anonymiser(plan(2, 1, 0, column("a", KEPT)), Depersonaliser.standard());
        assertThatThrownBy(() -> anonymiser.add(List.of("1", "2"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan(1, 1, 0, column("a", KEPT))).hasMessageContaining("k is at least 2");
        assertThatThrownBy(() -> plan(2, 1, 0, column("a", KEPT), column("a", KEPT)))
                .hasMessageContaining("the name a");
        assertThatThrownBy(() -> new Hierarchy.Categories(java.util.Map.of("a", "b", "b", "a")))
                .hasMessageContaining("belongs to itself");
    }
}
