package dev.remit.core.finding;

/** How bad a finding is. Only an error keeps a configuration from serving. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE
}
