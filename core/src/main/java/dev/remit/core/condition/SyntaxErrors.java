package dev.remit.core.condition;

import dev.cel.common.CelIssue;
import dev.remit.core.finding.Finding;
import java.util.Comparator;
import java.util.List;

/** What the parser says of a text that is no CEL, said to a person. Only the first: the others follow from it. */
final class SyntaxErrors {
    private SyntaxErrors() {}

    static Finding first(List<CelIssue> issues, RuleText text) {
        return issues.stream()
                .min(Comparator.comparing(CelIssue::getSourceLocation))
                .map(issue -> finding(issue, text))
                .orElseGet(() -> Finding.error(
                        "rule-syntax", text.at(0), "The row rule is not valid CEL.", "Write it as one condition."));
    }

    private static Finding finding(CelIssue issue, RuleText text) {
        var place = issue.getSourceLocation();
        var at = text.at(text.offset(place.getLine(), place.getColumn()));
        String said = issue.getMessage();
        if (said.startsWith("Expression recursion limit exceeded")) {
            return Finding.error(
                    "rule-too-large",
                    at,
                    "The row rule is nested too deeply; at most %d levels are allowed.".formatted(RowRules.MAX_DEPTH),
                    "Say it in fewer parentheses, or make a view in the source.");
        }
        if (said.startsWith("For input string")) {
            return Finding.error(
                    "invalid-literal",
                    at,
                    "The number is outside the 64-bit integers.",
                    "Write a number between -9223372036854775808 and 9223372036854775807.");
        }
        return Finding.error("rule-syntax", at, "The row rule is not valid CEL: " + plain(said) + ".", hint(said));
    }

    /** Without the parser's list of everything that it would have liked better. */
    private static String plain(String said) {
        int expected = said.indexOf(" expecting ");
        String what = expected < 0 ? said : said.substring(0, expected);
        return PredicateText.visible(what.replace("mismatched input '<EOF>'", "it ends too early")
                .replace("'<EOF>'", "the end of the rule"));
    }

    private static String hint(String said) {
        if (said.startsWith("token recognition error at: '=")) {
            return "Compare with ==.";
        }
        if (said.startsWith("token recognition error at: '&") || said.startsWith("token recognition error at: '|")) {
            return "Write && for and, || for or.";
        }
        if (said.startsWith("token recognition error at: '''") || said.startsWith("token recognition error at: '\"")) {
            return "Close the quote.";
        }
        return said.contains("'<EOF>'")
                ? "Complete the condition, or close the parenthesis."
                : "Write a condition such as order.status == 'open' && order.total > 10.0.";
    }
}
