package dev.remit.privacy.guard;

/**
 * A value of someone at a place in a text.
 *
 * @param mark whose it is
 * @param strong whether it tells alone
 */
record Hit(Shape shape, int start, int end, long print, long mark, boolean strong) {}
