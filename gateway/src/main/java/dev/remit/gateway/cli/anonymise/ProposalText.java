package dev.remit.gateway.cli.anonymise;

import dev.remit.privacy.anonymise.Hierarchy;
import dev.remit.privacy.anonymise.Proposer.Proposed;
import dev.remit.privacy.anonymise.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** A guessed plan, as YAML that a person reviews. */
final class ProposalText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern RESERVED = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private ProposalText() {}

    static List<String> lines(List<Proposed> proposed, int rows) {
        List<String> lines = new ArrayList<>();
        lines.add("# A guess from " + rows + " rows. Review every line: only a person knows what others may know.");
        lines.add(
                "# direct says who it is; quasi helps to find out together with others; sensitive is what nobody should");
        lines.add("# learn; text is cleaned of persons; keep stays as it is.");
        lines.add("k: 5");
        lines.add("l: 2");
        lines.add("suppress: 5%");
        lines.add("columns:");
        for (Proposed each : proposed) {
            lines.add("  " + name(each.name()) + ": " + treatment(each.treatment()) + "   # " + each.reason());
        }
        return lines;
    }

    private static String name(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.matcher(name).matches()
                ? name
                : JsonNodeFactory.instance.stringNode(name).toString();
    }

    private static String treatment(Treatment treatment) {
        if (!(treatment instanceof Treatment.Generalised(Hierarchy hierarchy))) {
            return treatment.role();
        }
        return "{ role: quasi, as: " + hierarchy.label()
                + switch (hierarchy) {
                    case Hierarchy.Dates dates -> ", unit: " + dates.unit().label();
                    case Hierarchy.Prefixes prefixes -> ", keep: " + prefixes.most();
                    default -> "";
                }
                + " }";
    }
}
