package dev.remit.gateway.call;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a grant that is passed on.
 *
 * @param fields by resource, the fields kept; a resource that is not named is dropped. Null keeps everything
 * @param calls a lower budget of calls, or null for the grant's own
 * @param rows a lower budget of rows, or null for the grant's own
 * @param lifetime a shorter life, or null for what is left of the grant's own
 */
public record Narrowing(
        @Nullable Map<String, Set<String>> fields,
        @Nullable Integer calls,
        @Nullable Integer rows,
        @Nullable Duration lifetime) {}
