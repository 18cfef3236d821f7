package dev.remit.core.contract;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;

/**
 * A field that a contract grants.
 *
 * @param handling how it is released; never laxer than the field's floor, never {@code NEVER}
 * @param why the reason that a reviewer reads
 */
public record GrantedField(Field field, Handling handling, String why) {}
