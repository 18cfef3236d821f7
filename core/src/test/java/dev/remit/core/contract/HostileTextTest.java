package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.remit.core.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text, there is an answer, and never an exception. */
class HostileTextTest {
    private static final String SYNTAX = "{}[]:,-#&*!|>'\"%@`\t\n ~?\\\u0000\u0085\u2028\uD800\uDC00\uFEFFa1";

    @Test
    void naughtyStringsAreAnswered() throws IOException {
        Path file = Path.of(System.getProperty("remit.shared", "../shared"), "data/naughty-strings/blns.json");
        assumeThat(file).as("the naughty strings are not on this machine").exists();
        String list = Files.readString(file).replaceAll("(?m)^\\s*//.*$", "");
        for (String line : list.split("\n")) {
            String literal = line.strip().replaceAll(",$", "");
            if (literal.length() > 1 && literal.startsWith("\"")) {
                answered(Example.with(Example.WORKFLOW, "greet the customer", literal));
                answered(Example.with(Example.WORKFLOW, "order_no:", literal + ":"));
                String plain = literal.substring(1, literal.length() - 1);
                answered(Example.with(Example.WORKFLOW, "greet the customer", plain));
                answered(Example.with(Example.WORKFLOW, "order_no:", plain + ":"));
                answeredCatalog(Example.with(Example.CATALOG, "table: tickets", "table: " + literal));
                answeredCatalog(Example.with(Example.CATALOG, "  campaign:", "  " + plain + ":"));
            }
        }
    }

    @Test
    void mutatedTextsAreAnswered() {
        for (long seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            try {
                answered(mutated(Example.WORKFLOW, random));
                answeredCatalog(mutated(Example.CATALOG, random));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(mutated.length());
            int end = Math.min(mutated.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, SYNTAX.charAt(random.nextInt(SYNTAX.length())));
                case 2 -> mutated.insert(random.nextInt(mutated.length()), mutated.substring(at, end));
                default -> mutated.setCharAt(at, SYNTAX.charAt(random.nextInt(SYNTAX.length())));
            }
        }
        return mutated.toString();
    }

    private static void answered(String workflow) {
        check(Example.compile(Example.CATALOG, workflow));
    }

    private static void answeredCatalog(String catalog) {
        check(Example.compile(catalog, Example.WORKFLOW));
    }

    private static void check(Compiled compiled) {
        boolean errors = compiled.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(compiled instanceof Compiled.Rejected).isEqualTo(errors);
        List<String> messages = compiled.findings().stream()
                .map(finding -> Objects.requireNonNull(finding.message()))
                .toList();
        assertThat(messages).noneMatch(String::isBlank);
    }
}
