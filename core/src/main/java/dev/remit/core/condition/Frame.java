package dev.remit.core.condition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a condition looks at while it is tested.
 *
 * @param each the element that {@code all} or {@code exists} has come to; null outside of these, and for an element
 *     that is no value of its list's type
 */
record Frame(Map<?, ?> values, @Nullable Object each) {}
