package dev.remit.privacy.text;

import java.util.List;

/**
 * A scanned text.
 *
 * @param text the text with each finding replaced by its label; the same text if there is none
 * @param findings what was replaced, in order and apart from each other, placed in the text before replacement
 */
public record ScanResult(String text, List<Finding> findings) implements ScanOutcome {
    /** Takes its own copy of the findings. */
    public ScanResult {
        findings = List.copyOf(findings);
    }
}
