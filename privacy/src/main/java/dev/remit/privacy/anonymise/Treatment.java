package dev.remit.privacy.anonymise;

/** What becomes of a column. */
public sealed interface Treatment {
    /** Says who it is, and is gone. */
    record Removed() implements Treatment {}

    /** Says who it is, and is replaced by a number that has nothing to do with the row: its place in the output. */
    record Surrogate() implements Treatment {}

    /** Helps to find somebody together with others like it, and is generalised: a quasi-identifier. */
    record Generalised(Hierarchy hierarchy) implements Treatment {}

    /** What nobody should learn of somebody; stays as it is, among different ones. */
    record Sensitive() implements Treatment {}

    /** Stays as it is, because it says nothing of anybody. */
    record Kept() implements Treatment {}

    /** What people wrote: stays without the persons in it. */
    record Text() implements Treatment {}

    /** The word for it in plans and reports. */
    default String role() {
        return switch (this) {
            case Removed _, Surrogate _ -> "direct";
            case Generalised _ -> "quasi";
            case Sensitive _ -> "sensitive";
            case Kept _ -> "keep";
            case Text _ -> "text";
        };
    }
}
