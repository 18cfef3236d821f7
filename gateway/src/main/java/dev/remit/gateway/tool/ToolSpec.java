package dev.remit.gateway.tool;

import dev.remit.core.contract.ActionGrant;
import dev.remit.core.contract.ResourceGrant;
import dev.remit.core.contract.Verify;
import dev.remit.gateway.call.Tool;

/** A tool and what it stands for in the contract. */
public sealed interface ToolSpec {
    Tool tool();

    /** Finds the customer by what the caller says. */
    record Verifies(Tool tool, Verify verify) implements ToolSpec {}

    /**
     * Reads one thing.
     *
     * @param keyed whether it takes the key as its argument; otherwise the customer has at most one
     */
    record Gets(Tool tool, ResourceGrant grant, boolean keyed) implements ToolSpec {}

    /** Does something. */
    record Acts(Tool tool, ActionGrant grant) implements ToolSpec {}

    /** Asks what became of an operation. */
    record Checks(Tool tool) implements ToolSpec {}

    /** Asks for a person. */
    record Escalates(Tool tool) implements ToolSpec {}

    /** Takes an operation back. */
    record Undoes(Tool tool) implements ToolSpec {}

    /**
     * Reads a page of things.
     *
     * @param plural the name under which the list stands in the result
     */
    record Lists(Tool tool, ResourceGrant grant, String plural) implements ToolSpec {}
}
