/** From a database that nobody has described yet to a catalog that a person reviews: classes, keys, whose rows they are. */
@NullMarked
package dev.remit.gateway.propose;

import org.jspecify.annotations.NullMarked;
