package dev.remit.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Deletes the segments that a journal forgets: the oldest first, and each deletion durable before the next, so that no
 * crash leaves a gap. What could not be deleted is deleted first at the next time. One call at a time.
 */
final class Trimming {
    private final Path dir;
    private final FileLayer layer;
    private final Deque<Segment> leaving = new ArrayDeque<>();
    private boolean ended;

    Trimming(Path dir, FileLayer layer) {
        this.dir = dir;
        this.layer = layer;
    }

    /** Takes them out of what is shown, then deletes them. */
    synchronized void before(long before, GroupWriter writer) throws IOException {
        if (ended) {
            throw Refusal.closed(dir);
        }
        leaving.addAll(writer.forget(before));
        if (leaving.isEmpty()) {
            return;
        }
        List<Path> there = layer.list(dir);
        while (!leaving.isEmpty()) {
            Path oldest = leaving.getFirst().file();
            if (there.contains(oldest)) { // or else the last attempt failed after the deletion
                layer.delete(oldest);
            }
            layer.forceDirectory(dir);
            leaving.removeFirst();
        }
    }

    /** Returns when nothing is being deleted; nothing will be from then on. */
    synchronized void end() {
        ended = true;
    }
}
