package dev.remit.core.catalog;

import dev.remit.core.template.Pointer;

/**
 * One declared field of an upstream's answer. What is not declared is dropped.
 *
 * @param at where it stands in the document
 * @param required whether an answer without it is of the wrong shape
 */
public record ResponseField(String name, Pointer at, FieldType type, boolean required) {}
