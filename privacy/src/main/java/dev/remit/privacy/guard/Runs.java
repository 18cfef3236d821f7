package dev.remit.privacy.guard;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Sorts any number of fingerprints in bounded memory: sorted runs on disk, then a merge of them all. */
final class Runs {
    private static final int SIZE = 1 << 18;
    private static final int DIGIT = 11;

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final long[] prints = new long[SIZE];
    private final long[] marks = new long[SIZE];
    private int count;

    Runs(Path folder) {
        this.folder = folder;
    }

    /** Takes each fingerprint once, in their order, with all its marks in one. */
    interface Sink {
        void take(long print, long mark) throws IOException;
    }

    void add(long print, long mark) throws IOException {
        if (count == SIZE) {
            write();
        }
        prints[count] = print;
        marks[count++] = mark;
    }

    private void write() throws IOException {
        sort();
        Path file = folder.resolve("sorting-" + files.size() + ".tmp");
        files.add(file);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            for (int i = 0; i < count; i++) {
                out.writeLong(prints[i]);
                out.writeLong(marks[i]);
            }
        }
        count = 0;
    }

    /** By radix, least significant digit first. */
    private void sort() {
        long[] print = prints;
        long[] mark = marks;
        long[] otherPrint = new long[count];
        long[] otherMark = new long[count];
        for (int shift = 0; shift < 64; shift += DIGIT) {
            int[] starts = new int[(1 << DIGIT) + 1];
            for (int i = 0; i < count; i++) {
                starts[digit(print[i], shift) + 1]++;
            }
            for (int i = 0; i < 1 << DIGIT; i++) {
                starts[i + 1] += starts[i];
            }
            for (int i = 0; i < count; i++) {
                int to = starts[digit(print[i], shift)]++;
                otherPrint[to] = print[i];
                otherMark[to] = mark[i];
            }
            long[] swap = print;
            print = otherPrint;
            otherPrint = swap;
            swap = mark;
            mark = otherMark;
            otherMark = swap;
        }
        // six passes: an even number, so what is sorted is where it was
    }

    private static int digit(long print, int shift) {
        return (int) (print >>> shift) & ((1 << DIGIT) - 1);
    }

    void merge(Sink sink) throws IOException {
        write();
        PriorityQueue<Run> runs =
                new PriorityQueue<>(Comparator.<Run, Long>comparing(run -> run.print, Long::compareUnsigned));
        try {
            for (Path file : files) {
                Run run = new Run(file);
                if (run.next()) {
                    runs.add(run);
                } else {
                    run.in.close();
                }
            }
            boolean any = false;
            long print = 0;
            long mark = 0;
            while (!runs.isEmpty()) {
                Run run = runs.remove();
                if (any && run.print == print) {
                    mark = Mark.merged(mark, run.mark);
                } else {
                    if (any) {
                        sink.take(print, mark);
                    }
                    any = true;
                    print = run.print;
                    mark = Mark.subject(run.mark) == 0 ? run.mark | Mark.SHARED : run.mark;
                }
                if (run.next()) {
                    runs.add(run);
                } else {
                    run.in.close();
                }
            }
            if (any) {
                sink.take(print, mark);
            }
        } finally {
            for (Run run : runs) {
                run.in.close();
            }
            delete();
        }
    }

    void delete() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        files.clear();
    }

    private static final class Run {
        final DataInputStream in;
        long print;
        long mark;

        Run(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 14));
        }

        boolean next() throws IOException {
            try {
                print = in.readLong();
            } catch (EOFException e) {
                return false;
            }
            mark = in.readLong();
            return true;
        }
    }
}
