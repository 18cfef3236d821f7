package dev.remit.gateway.cli.scan;

import dev.remit.privacy.detect.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a scan came to. For one thread. */
final class Tally {
    /** Something that was not scanned, and why. */
    record Left(String file, String why) {}

    private final Map<String, Long> kinds = new TreeMap<>();
    private final List<Left> skipped = new ArrayList<>();
    private final List<Left> failed = new ArrayList<>();
    private final List<Left> doubtful = new ArrayList<>();
    private long findings;
    private long more;
    private long files;
    private long filesWithFindings;
    private long bytes;

    void found(Kind kind) {
        findings++;
        kinds.merge(kind.label(), 1L, Long::sum);
    }

    void file(boolean withFindings, long size) {
        files++;
        filesWithFindings += withFindings ? 1 : 0;
        bytes += size;
    }

    void skip(String file, String why) {
        skipped.add(new Left(file, why));
    }

    /** Found only in the clean copy, once other things were gone. */
    void more(long count) {
        more += count;
    }

    /** It was scanned, and yet something in it may have been missed. */
    void doubt(String file, String why) {
        doubtful.add(new Left(file, why));
    }

    void fail(String file, String why) {
        failed.add(new Left(file, why));
    }

    long findings() {
        return findings;
    }

    long more() {
        return more;
    }

    List<Left> doubtful() {
        return doubtful;
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    Map<String, Long> kinds() {
        return kinds;
    }

    List<Left> skipped() {
        return skipped;
    }

    List<Left> failed() {
        return failed;
    }

    /** In one line, for people. */
    String summary() {
        StringBuilder text = new StringBuilder();
        text.append(plural(findings, "finding"));
        if (files == 1) {
            text.append(" in 1 file");
        } else {
            text.append(" in ").append(filesWithFindings).append(" of ").append(plural(files, "file"));
        }
        if (findings > 0) {
            text.append(": ")
                    .append(kinds.entrySet().stream()
                            .map(kind -> kind.getValue() + " " + kind.getKey())
                            .collect(Collectors.joining(", ")));
        }
        if (more > 0) {
            text.append("; ").append(more).append(" more taken out of the copies, seen once those were gone");
        }
        if (!skipped.isEmpty()) {
            text.append("; ").append(skipped.size()).append(" skipped");
        }
        if (!failed.isEmpty()) {
            text.append("; ").append(failed.size()).append(" failed");
        }
        return text.append('.').toString();
    }

    private static String plural(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
