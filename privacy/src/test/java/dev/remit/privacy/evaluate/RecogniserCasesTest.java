package dev.remit.privacy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.DetectorBuilder;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The development half of a public set of recogniser and validator cases; prints those that are not met. */
class RecogniserCasesTest {
    private static final Map<String, List<String>> REGIONS =
            Map.of("PH_MOBILE_NUMBER", List.of("PH"), "TR_PHONE_NUMBER", List.of("TR"));

    private final Map<String, Detector> detectors = new HashMap<>();

    @Test
    void recognisersFindWhatTheirCasesAskFor() throws IOException {
        List<RecogniserCase> cases = cases("detection_cases_dev.jsonl");
        List<String> unmet = new ArrayList<>();
        TreeSet<String> unknown = new TreeSet<>();
        int known = 0;
        for (RecogniserCase one : cases) {
            if (Entities.of(one.entity()).isEmpty()) {
                unknown.add(one.entity());
                continue;
            }
            known++;
            // A shape alone counts, unless the case asks for strictness.
            List<Finding> found =
                    find(one.entity(), one.test().contains("strict") ? Tier.LIKELY : Tier.WEAK, one.text());
            if (!one.isMetBy(found)) {
                unmet.add(one.entity() + " " + one.text() + " asks for " + one.count() + ", found " + found);
            }
        }
        System.out.printf("Recogniser cases met: %d of %d%n", known - unmet.size(), known);
        unmet.forEach(System.out::println);
        assertThat(unknown).as("entities that no kind is for").isEmpty();
        assertThat((double) unmet.size() / known).isLessThanOrEqualTo(0.01);
    }

    /** The same with all structured kinds on, as they are used: whether it is of the kind asked for, and found at all. */
    @Test
    void withAllKindsOnMostAreOfTheKindAskedFor() throws IOException {
        List<RecogniserCase> cases = cases("detection_cases_dev.jsonl");
        for (Tier least : List.of(Tier.WEAK, Tier.LIKELY)) {
            Detector all = Detector.builder().atLeast(least).build();
            Map<String, Integer> taken = new TreeMap<>();
            int right = 0;
            int asked = 0;
            int found = 0;
            for (RecogniserCase one : cases) {
                List<Kind> kinds = Entities.of(one.entity());
                List<Finding> findings = all.find(one.text());
                boolean met = one.isMetBy(findings.stream()
                        .filter(finding -> kinds.contains(finding.kind()))
                        .toList());
                right += met ? 1 : 0;
                asked += one.count() > 0 ? 1 : 0;
                found += one.count() > 0 && !findings.isEmpty() ? 1 : 0;
                if (!met) {
                    String said = String.join(
                            " ",
                            findings.stream()
                                    .map(finding -> finding.kind().label())
                                    .toList());
                    taken.merge("%s, asked for %d: %s".formatted(one.entity(), one.count(), said), 1, Integer::sum);
                }
            }
            System.out.printf(
                    "All kinds on, from %s up: the right kind in %d of %d cases, anything found in %d of the %d that ask for"
                            + " something%n",
                    least, right, cases.size(), found, asked);
            taken.forEach((what, times) -> System.out.println("  " + times + " " + what));
            assertThat(right).isGreaterThanOrEqualTo(cases.size() * (least == Tier.WEAK ? 94 : 85) / 100);
        }
    }

    @Test
    void validatorsHoldForAllOfTheirCases() throws IOException {
        List<RecogniserCase> cases = cases("validator_cases_dev.jsonl");
        for (RecogniserCase one : cases) {
            assertThat(Entities.of(one.entity())).as(one.entity()).isNotEmpty();
            assertThat(wholes(one).anyMatch(text -> isValid(one.entity(), text)))
                    .as("%s %s: %s", one.test(), one.entity(), one.text())
                    .isEqualTo(Boolean.TRUE.equals(one.holds()));
        }
        System.out.printf("Validator cases met: %d of %d%n", cases.size(), cases.size());
    }

    /** Some validate a part of an identifier, which is completed here. */
    private static Stream<String> wholes(RecogniserCase one) {
        return switch (one.test()) {
            case "test_validate_pan_format" -> Stream.of("27" + one.text() + "1Z5");
            case "test_has_valid_birth_date" ->
                Stream.iterate(0, n -> n < 10, n -> n + 1).map(n -> one.text() + "500908" + n);
            default -> Stream.of(one.text());
        };
    }

    private boolean isValid(String entity, String text) {
        List<Finding> found = find(entity, Tier.LIKELY, text);
        return found.size() == 1
                && found.getFirst().start() == 0
                && found.getFirst().end() == text.length();
    }

    private List<Finding> find(String entity, Tier least, String text) {
        return detectors
                .computeIfAbsent(entity + least, _ -> {
                    List<Kind> kinds = Entities.of(entity);
                    DetectorBuilder builder = Detector.builder().only(kinds).atLeast(least);
                    List<String> regions = REGIONS.get(entity);
                    return (regions == null ? builder : builder.phoneRegions(regions)).build();
                })
                .find(text);
    }

    private static List<RecogniserCase> cases(String name) throws IOException {
        Path file = Path.of(System.getProperty("remit.shared", "shared"), "data", "pii", name);
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: there is no " + file + "; set -Dremit.shared");
        return RecogniserCase.read(file);
    }
}
