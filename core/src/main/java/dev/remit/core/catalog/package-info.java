/** The inventory of everything that an agent could see: sources, resources, fields, each with its class and owner. */
@NullMarked
package dev.remit.core.catalog;

import org.jspecify.annotations.NullMarked;
