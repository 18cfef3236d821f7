package dev.remit.gateway.grant;

/**
 * What a conversation has used. Counts only grow, but for the minute's, which begin anew with each minute.
 *
 * @param calls made, refused ones too
 * @param rows released
 * @param bytes released
 * @param misses answered {@code not_found}
 * @param attempts failed attempts to verify a customer
 * @param minute minutes since the epoch
 * @param minuteCalls calls made in that minute
 */
public record Usage(int calls, int rows, long bytes, int misses, int attempts, long minute, int minuteCalls) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0);

    Usage called(long thisMinute) {
        // A call that began in the minute before and was overtaken counts for the one that runs.
        return thisMinute > minute
                ? new Usage(calls + 1, rows, bytes, misses, attempts, thisMinute, 1)
                : new Usage(calls + 1, rows, bytes, misses, attempts, minute, minuteCalls + 1);
    }

    Usage released(int moreRows, long moreBytes) {
        return new Usage(calls, rows + moreRows, bytes + moreBytes, misses, attempts, minute, minuteCalls);
    }

    Usage missed() {
        return new Usage(calls, rows, bytes, misses + 1, attempts, minute, minuteCalls);
    }

    Usage attempted() {
        return new Usage(calls, rows, bytes, misses, attempts + 1, minute, minuteCalls);
    }
}
