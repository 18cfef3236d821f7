package dev.remit.core.contract;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Located;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The four gates that a contract passes before it serves, and the challenge. They are judged from the contract's
 * structure, not from whether a sentence is there: a need that nothing uses, data that nobody owns, rows that nobody's
 * scope holds and a boundary without words are each found by looking at what the contract grants.
 *
 * <p>Limits need no gate: where a contract states none, {@link Limits#DEFAULTS} hold.
 */
final class Gates {
    private static final Pattern RARELY_NEEDS_CUSTOMERS =
            Pattern.compile(" (faqs?|frequently asked questions|educat(e|es|ing|ion|ional)|marketing|newsletters?"
                    + "|leads? qualification|qualify(ing)? leads?|qualifies leads?|documentation|docs) ");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Draft draft;
    private final Findings findings;

    private Gates(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    static void judge(Draft draft, Findings findings) {
        Gates gates = new Gates(draft, findings);
        gates.need();
        gates.reasons();
        gates.documented();
        gates.scoped();
        gates.boundary();
        gates.challenge();
    }

    /** Customer data needs a reason, rows of one customer need a customer, and a customer is needed for something. */
    private void need() {
        if (draft.grantsCustomerData()
                && draft.values.get(WorkflowFile.NEED, "").isBlank()
                && !unreadable()) {
            findings.error(
                    "gate-need",
                    draft.values.at(WorkflowFile.NEED),
                    "The workflow grants customer data, but does not say why the job cannot be done without it.",
                    "Add 'need:' with the reason, or grant no customer data.");
        }
        if (!draft.binds()) {
            draft.actions.stream()
                    .filter(Draft.Acts::ofSubject)
                    .forEach(acts -> findings.error(
                            "gate-need",
                            acts.at(),
                            "'" + acts.action().name()
                                    + "' acts for one customer, but nothing says which customer it is.",
                            "Add 'verify:', or a 'case:' with 'binds: true'."));
            draft.resources.stream()
                    .filter(Draft.Granted::ofSubject)
                    .forEach(granted -> findings.error(
                            "gate-need",
                            granted.at(),
                            "The rows of '" + granted.resource().name()
                                    + "' belong to one customer, but nothing says which customer it is.",
                            "Add 'verify:', or a 'case:' with 'binds: true'."));
        } else if (!draft.grantsCustomerRows() && !draft.incomplete) {
            boolean verify = draft.values.has(WorkflowFile.VERIFY);
            findings.error(
                    "gate-need",
                    verify ? draft.values.keyAt(WorkflowFile.VERIFY) : draft.values.keyAt(WorkflowFile.CASE),
                    "The workflow finds out who the customer is, but reads nothing of that customer.",
                    "Remove '" + (verify ? "verify" : "case") + "', or grant what the job needs of the customer.");
        }
    }

    private boolean unreadable() {
        return draft.values.has(WorkflowFile.NEED) && draft.values.get(WorkflowFile.NEED) == null;
    }

    private void reasons() {
        boolean customerData = draft.grantsCustomerData();
        for (Draft.Acts acts : draft.actions) {
            String why = acts.why();
            if (why != null
                    && (why.isBlank() || words(why).equals(words(acts.action().name())))) {
                findings.error(
                        "gate-need",
                        acts.at(),
                        why.isBlank()
                                ? "Nothing says why the job needs '"
                                        + acts.action().name() + "'."
                                : "'" + why.strip() + "' only repeats the action's name.",
                        "Say what the job needs it for.");
            }
        }
        for (Draft.Use use : draft.uses) {
            String why = use.why();
            if (!use.granted() || why == null) {
                continue;
            }
            if (why.isBlank()) {
                findings.error(
                        "gate-need",
                        use.at(),
                        "Nothing says why the job needs '" + use.field().name() + "'.",
                        "Write the reason, or remove the field.");
            } else if (customerData && words(why).equals(words(use.field().name()))) {
                findings.error(
                        "gate-need",
                        use.at(),
                        "'" + why.strip() + "' only repeats the field's name.",
                        "Say what the job needs it for.");
            }
        }
    }

    /** Each class that is used has an owner in its source; said once for each. */
    private void documented() {
        Set<String> said = new HashSet<>();
        for (Draft.Use use : draft.uses) {
            Source source = draft.source(use.resource());
            DataClass dataClass = use.field().dataClass();
            if (source != null
                    && source.owners().of(dataClass) == null
                    && said.add(source.name() + ' ' + dataClass.label())) {
                findings.error(
                        "gate-documented",
                        use.at(),
                        "'" + use.field().name() + "' is " + dataClass.label()
                                + " data, and nobody owns that in the source '" + source.name() + "'.",
                        "Add '" + dataClass.label() + ": <who answers for it>' to the owners at "
                                + source.location().file() + ".");
            }
        }
    }

    private void scoped() {
        List<Located<String>> agents = draft.values.get(WorkflowFile.AGENTS, List.of());
        boolean unreadable = draft.values.has(WorkflowFile.AGENTS) && draft.values.get(WorkflowFile.AGENTS) == null;
        if (agents.isEmpty() && !unreadable) {
            findings.error(
                    "gate-scoped",
                    draft.values.at(WorkflowFile.AGENTS),
                    "The workflow names no agent that may open a grant for it.",
                    "Add 'agents: [<name>]'; 'phase: off' turns a workflow off.");
        }
    }

    /** Wherever the workflow can end short of an answer, the agent is given words. */
    private void boundary() {
        boolean unreadable = draft.values.has(WorkflowFile.BOUNDARY) && draft.values.get(WorkflowFile.BOUNDARY) == null;
        if ((draft.resources.isEmpty() && draft.actions.isEmpty() && !draft.incomplete) || unreadable) {
            return;
        }
        Set<Boundary.Edge> edges = EnumSet.allOf(Boundary.Edge.class);
        if (!draft.values.has(WorkflowFile.VERIFY) && !draft.values.has(WorkflowFile.CASE)) {
            edges.remove(Boundary.Edge.UNVERIFIED);
        }
        List<String> silent = edges.stream()
                .filter(edge -> draft.boundary.words(edge) == null)
                .map(Boundary.Edge::label)
                .toList();
        if (!silent.isEmpty()) {
            findings.error(
                    "gate-boundary",
                    draft.values.at(WorkflowFile.BOUNDARY),
                    "The workflow can end with " + String.join(", ", silent)
                            + ", and gives the agent nothing to say there.",
                    "Add words under 'boundary: refuse:', by edge or for all with \"*\".");
        }
    }

    /**
     * Work that rarely needs customer records has to answer for asking: for rows of one customer, and no less for a
     * tenant's rows about customers, which are more people's.
     */
    private void challenge() {
        Location asked = draft.uses.stream()
                .filter(use -> use.granted()
                        && use.field().dataClass().aboutCustomers()
                        && !(use.resource().scope() instanceof Scope.Shared))
                .map(Draft.Use::at)
                .findFirst()
                .orElse(null);
        boolean challenged = draft.values.has(WorkflowFile.CHALLENGED);
        if (asked != null && rarelyNeedsCustomers()) {
            if (challenged) {
                findings.warning(
                        "challenge",
                        draft.values.keyAt(WorkflowFile.CHALLENGED),
                        "Work of this kind rarely needs customer records; this contract answers for asking.",
                        "See at each review whether the answer still holds.");
            } else {
                findings.error(
                        "challenge",
                        asked,
                        "Work of this kind (public answers, education, marketing, lead qualification, documentation)"
                                + " rarely needs customer records.",
                        "Do it without, or add 'challenged: { by: …, why: … }'.");
            }
        } else if (challenged && !draft.incomplete) {
            findings.warning(
                    "challenge-unneeded",
                    draft.values.keyAt(WorkflowFile.CHALLENGED),
                    "Nothing challenges this workflow, so there is nothing to answer.",
                    "Remove 'challenged'.");
        }
    }

    private boolean rarelyNeedsCustomers() {
        Category category = draft.values.get(WorkflowFile.CATEGORY);
        String said = draft.values.get(WorkflowFile.WORKFLOW, "") + ' ' + draft.values.get(WorkflowFile.PURPOSE, "");
        return (category != null && category.rarelyNeedsCustomers())
                || RARELY_NEEDS_CUSTOMERS.matcher(' ' + words(said) + ' ').find();
    }

    private static String words(String text) {
        return NO_LETTER_OR_DIGIT
                .matcher(text.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }
}
