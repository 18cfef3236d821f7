package dev.remit.privacy.text;

import java.util.List;

/** Looks for one family of things. Linear in the length of the text, whatever the text. */
interface Scanner {
    /** Adds what it finds, in any order; findings may overlap. */
    void scan(Folded text, List<Finding> findings);
}
