package dev.remit.core.contract;

/**
 * One difference between two configurations.
 *
 * @param effect what it means for agents
 * @param kind fixed: {@code workflow}, {@code phase}, {@code agent}, {@code resource}, {@code field}, {@code handling},
 *     {@code filter}, {@code rows}, {@code limit}, {@code verify}, {@code case}, {@code apart}, {@code record}, {@code catalog},
 *     {@code text}
 * @param workflow the workflow's name
 * @param what the part of the workflow: {@code order.total}, {@code limits.calls}
 * @param before as it was; empty where it was not there
 * @param after as it is; empty where it is gone
 */
public record Change(Effect effect, String kind, String workflow, String what, String before, String after) {

    /** In the order in which a reviewer wants to read. */
    public enum Effect {
        /** Something is allowed that was not. */
        ALLOWS,
        /** Something else is allowed; whether it is more or less cannot be told from the text. */
        MAY_ALLOW,
        /** Something is not allowed that was. */
        FORBIDS,
        /** Nothing changes in what is allowed. */
        NEUTRAL
    }
}
