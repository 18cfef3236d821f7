package dev.remit.core.yaml;

import dev.remit.core.finding.Location;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a mapping whose keys are names that people choose.
 *
 * @param at the name's place
 * @param value null where it could not be read, which has been reported; the name is known all the same
 */
public record Named<T>(String name, Location at, @Nullable T value) {}
