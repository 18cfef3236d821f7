package dev.remit.gateway.line;

import dev.remit.core.contract.Phase;
import dev.remit.core.contract.Rights;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.grant.Grant;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.tool.ToolSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * What a grant is worth today: the contract that opened it ∩ today's contract ∩ what was passed on. Worked out once per
 * grant and version, and kept with the grant.
 */
public record Effective(Version version, Workflow workflow, ToolSet tools) {
    /** What came of working it out. */
    public sealed interface Worth {
        record Something(Effective effective) implements Worth {}

        record Nothing(Reason reason) implements Worth {}
    }

    public static Worth of(LiveGrant grant, Version version) {
        if (grant.compiled() instanceof Effective kept && kept.version() == version) {
            return new Worth.Something(kept);
        }
        var conversation = grant.conversation().facts();
        Workflow opening = version.byDigest(grant.facts().contract());
        Workflow today = version.workflow(conversation.workflow());
        if (opening == null || today == null) {
            return new Worth.Nothing(Reason.CONTRACT_CHANGED);
        }
        Workflow both = opening.digest().equals(today.digest()) ? today : Rights.intersect(opening, today);
        if (both.phase() == Phase.OFF) {
            return new Worth.Nothing(Reason.WORKFLOW_OFF);
        }
        boolean lacksCase = both.liveCase() != null && conversation.caseId() == null;
        if (lacksCase || !both.agents().contains(conversation.agent())) {
            return new Worth.Nothing(Reason.CONTRACT_CHANGED);
        }
        Effective effective = narrowed(grant, version, both);
        grant.keep(effective);
        return new Worth.Something(effective);
    }

    private static Effective narrowed(LiveGrant grant, Version version, Workflow workflow) {
        Deque<Map<String, Set<String>>> parts = new ArrayDeque<>();
        for (LiveGrant one = grant; one != null; one = one.parent()) {
            Grant.Part part = one.facts().part();
            Map<String, Set<String>> fields = part == null ? null : part.fields();
            if (fields != null) {
                parts.push(fields);
            }
        }
        Workflow narrow = workflow;
        for (Map<String, Set<String>> part : parts) {
            narrow = Rights.narrow(narrow, part, null, null);
        }
        return new Effective(version, narrow, version.tools(narrow));
    }
}
