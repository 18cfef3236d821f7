/** Finds names, addresses, places, organisations, titles, groups of people and health terms in prose, by rules and lists. */
@NullMarked
package dev.remit.privacy.detect.prose;

import org.jspecify.annotations.NullMarked;
