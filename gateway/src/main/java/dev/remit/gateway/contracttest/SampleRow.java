package dev.remit.gateway.contracttest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as a test writes it, with values as they are stored.
 *
 * @param values by column
 */
record SampleRow(Map<String, @Nullable Object> values) {}
