package dev.remit.gateway.source;

/**
 * What a source says of one of its columns.
 *
 * @param type as the source calls it, in lower case
 * @param nullable whether it may hold NULL, as far as the source can tell
 * @param collation what tells two collations apart; empty where the column has none
 * @param readable whether our credential may select it
 */
record ColumnFacts(String name, String type, boolean nullable, String collation, boolean readable) {}
