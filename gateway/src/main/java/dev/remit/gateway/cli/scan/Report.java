package dev.remit.gateway.cli.scan;

/** Where findings are shown while they are found. */
interface Report {
    /** @param file as its user sees it from here */
    void found(String file, Spot spot);

    /** All has been scanned. */
    void end(Tally tally);
}
