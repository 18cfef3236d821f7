package dev.remit.privacy.restore;

/** Which arguments of which tools get values instead of tokens; a contract declares them. */
@FunctionalInterface
public interface ToolArguments {
    /** No argument of any tool. */
    ToolArguments NONE = (_, _) -> false;

    /**
     * Whether the value may stand here.
     *
     * @param tool as the model named it; empty if it did not
     * @param pointer to the string (RFC 6901) in the arguments, such as {@code /items/0/address}
     */
    boolean takesValue(String tool, String pointer);
}
