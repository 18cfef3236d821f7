package dev.remit.privacy.guard;

/**
 * One normalised form of a value.
 *
 * @param weak whether it needs a second signal, for itself alone it is common
 */
record Form(Shape shape, String text, boolean weak) {}
