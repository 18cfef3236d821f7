package dev.remit.core.yaml;

import dev.remit.core.finding.Location;

/** A value and its place. */
public record Located<T>(T value, Location at) {}
