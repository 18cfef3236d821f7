package dev.remit.gateway.cli.scan;

import dev.remit.gateway.cli.Failures;
import dev.remit.gateway.cli.RateLine;
import dev.remit.gateway.cli.Terminal;
import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.DetectorScan;
import dev.remit.privacy.detect.RecogniserPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run over a file or a folder. For one thread. */
final class Scanning {
    /** Short work needs no bar. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private static final String NO_TEXT = "holds NUL bytes, so it is no text in UTF-8 (UTF-16 must be converted first)";

    private final Terminal terminal;
    private final DetectorScan scan;
    private final Report report;
    private final Clean clean;
    private final Tally tally = new Tally();
    private final RateLine bar;
    private final long began = System.nanoTime();
    private long total;
    private long before;

    Scanning(Terminal terminal, Detector detector, Report report, Clean clean) {
        this.terminal = terminal;
        this.scan = detector.newScan();
        this.report = report;
        this.clean = clean;
        this.bar = new RateLine(terminal, "bytes");
    }

    Tally standardInput() {
        one("-", null, true);
        return end();
    }

    /** @param input a file, which may be a link or a pipe, or a folder, in which links are not followed */
    Tally files(Path input) {
        if (!Files.isDirectory(input)) {
            total = Files.isRegularFile(input) ? size(input) : 0;
            one(terminal.shown(input), input, true);
            return end();
        }
        List<Path> files = new ArrayList<>();
        collect(input, files);
        files.forEach(file -> total += size(file));
        for (Path file : files) {
            one(terminal.shown(file), file, false);
        }
        return end();
    }

    private Tally end() {
        bar.clear();
        report.end(tally);
        return tally;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unknown) {
            return 0; // the bar is a little wrong; that it cannot be read is said when it is read
        }
    }

    private void collect(Path folder, List<Path> files) {
        List<Path> inside = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(inside::add);
        } catch (DirectoryIteratorException unreadable) {
            failed(terminal.shown(folder), new IOException(terminal.shown(folder) + " cannot be listed.", unreadable));
            return;
        } catch (IOException unreadable) {
            failed(terminal.shown(folder), unreadable);
            return;
        }
        inside.sort(null);
        for (Path entry : inside) {
            if (Files.isSymbolicLink(entry)) {
                skipped(terminal.shown(entry), "is a symbolic link, which is not followed");
            } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                collect(entry, files);
            } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                files.add(entry);
            } else {
                skipped(terminal.shown(entry), "is neither a file nor a folder");
            }
        }
    }

    /**
     * Scans one input; what goes wrong with it does not stop the others.
     *
     * @param named whether its user asked for this one, and so is not content with less
     */
    private void one(String name, @Nullable Path file, boolean named) {
        Heard heard = new Heard(name);
        try (InputStream in = file == null ? terminal.in() : Files.newInputStream(file)) {
            boolean text =
                    clean instanceof Clean.None ? new LongText(in, scan, heard).read() : cleaned(in, heard, file);
            if (text) {
                tally.file(heard.found > 0, heard.bytes);
                doubt(name, heard);
            } else if (named) {
                failed(name, new IOException(name + " " + NO_TEXT + ". Convert it, or scan another."));
            } else {
                skipped(name, NO_TEXT);
            }
            before += heard.bytes;
        } catch (IOException failure) {
            failed(name, failure);
        } catch (RecogniserPlugin.Failure failure) {
            failed(
                    name,
                    new IOException(name + ": " + failure.getMessage() + ", so nobody knows what it holds.", failure));
        } catch (RuntimeException failure) {
            failed(
                    name,
                    new IOException(
                            name + ": the detector failed ("
                                    + failure.getClass().getSimpleName()
                                    + "), so nobody knows what it holds. Report this with a text that shows it.",
                            failure));
        }
    }

    /** Reads it, and where it is text, makes its copy: only once all of it is clean. */
    private boolean cleaned(InputStream in, Heard heard, @Nullable Path file) throws IOException {
        try (Rough rough = new Rough()) {
            heard.out = rough.stream();
            if (!new LongText(in, scan, heard).read()) {
                return false;
            }
            tally.more(rough.settle(scan));
            Clean.Copy copy = clean.open(file);
            try {
                rough.copyTo(copy.stream());
                copy.close();
            } catch (IOException failure) {
                copy.discard();
                throw failure;
            }
            return true;
        }
    }

    private void doubt(String name, Heard heard) {
        if (heard.utf8.broken() > 0) {
            String why = "holds " + heard.utf8.broken() + " bytes that are not UTF-8; words with these may be missed."
                    + " If it is in Latin-1 or the like, convert it";
            bar.clear();
            terminal.remark(name + " " + why + ".");
            tally.doubt(name, why);
        }
    }

    private void skipped(String name, String why) {
        bar.clear();
        terminal.remark(name + " " + why + "; skipped.");
        tally.skip(name, why);
    }

    private void failed(String name, IOException failure) {
        bar.clear();
        String why = Failures.of(failure);
        terminal.complain(why.contains(name) ? why : name + ": " + why);
        tally.fail(name, why);
    }

    /** What one text comes to. */
    private final class Heard implements LongText.Listener {
        private final String name;
        private final Utf8Count utf8 = new Utf8Count();
        private @Nullable OutputStream out;
        private long found;
        private long bytes;

        Heard(String name) {
            this.name = name;
        }

        @Override
        public void found(Spot spot) throws IOException {
            if (spot.isReplacement()) {
                write(spot.value().getBytes(StandardCharsets.UTF_8));
                return;
            }
            found++;
            tally.found(spot.kind());
            bar.clear();
            report.found(name, spot);
            write(Spot.replacement(spot.kind()));
        }

        private void write(byte[] text) throws IOException {
            if (out != null) {
                out.write(text);
            }
        }

        @Override
        public void clean(byte[] utf8, int from, int to) throws IOException {
            this.utf8.read(utf8, from, to);
            if (out != null) {
                out.write(utf8, from, to - from);
            }
        }

        @Override
        public void progress(long read) {
            bytes = read;
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (total > 0 && took.compareTo(PATIENCE) > 0) {
                bar.show(before + read, total, 0, took);
            }
        }
    }
}
