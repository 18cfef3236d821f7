package dev.remit.privacy.anonymise;

/**
 * The values of one column in an order in which neighbours belong together, as codes from 0; and how a set of them is
 * written. Immutable.
 */
sealed interface Scale permits RangeScale, TreeScale {
    /** What stands for every value. */
    String ANY = "*";

    /** How many codes there are. */
    int size();

    /** The narrowest label that holds all codes from the least to the greatest. */
    String label(int least, int greatest);

    /** How much of what the column said is lost with that label: 0 nothing, 1 everything. */
    double loss(int least, int greatest);
}
