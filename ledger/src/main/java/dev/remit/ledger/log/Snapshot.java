package dev.remit.ledger.log;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.StrictBase64;
import dev.remit.ledger.tree.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From where a start goes on: all of a log up to here is durable. Lines of text: {@code remit-log-snapshot/1}, the size,
 * the size before, the root, the peaks, and the SHA-256 of these lines; hashes in Base64.
 *
 * @param size entries, 0 or more
 * @param before the size of the snapshot before this one; partial tiles may still be there for tiles that were filled
 *     since
 * @param root of the tree of that size
 * @param peaks roots of its complete subtrees, largest first
 */
record Snapshot(long size, long before, Hash root, List<Hash> peaks) {
    static final int MAX_BYTES = 4096;

    private static final String FIRST = "remit-log-snapshot/1";
    private static final Pattern FORM =
            Pattern.compile(FIRST + "\n(0|[1-9][0-9]{0,18})\n(0|[1-9][0-9]{0,18})\n((?:[A-Za-z0-9+/]{43}=\n)+)");

    Snapshot {
        peaks = List.copyOf(peaks);
    }

    static Snapshot ofNothing() {
        return new Snapshot(0, 0, Hash.OF_EMPTY_TREE, List.of());
    }

    byte[] encode() {
        StringBuilder text = new StringBuilder(FIRST + "\n" + size + "\n" + before + "\n" + root.base64() + "\n");
        peaks.forEach(peak -> text.append(peak.base64()).append('\n'));
        String digest = digest(text.toString()).base64();
        return text.append(digest).append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    static Parsed<Snapshot> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher form = FORM.matcher(text);
        if (bytes.length > MAX_BYTES || !form.matches()) {
            return new Parsed.Malformed<>("it does not have the form of a snapshot, version 1");
        }
        List<Hash> hashes = new ArrayList<>();
        for (String line : form.group(3).split("\n")) {
            Optional<byte[]> hash = StrictBase64.decode(line);
            if (hash.isEmpty()) {
                return new Parsed.Malformed<>("a hash in it is misspelt");
            }
            hashes.add(Hash.of(hash.get()));
        }
        Hash last = hashes.removeLast();
        if (!last.equals(digest(text.substring(0, text.length() - 45)))) {
            return new Parsed.Malformed<>("its content and the digest in its last line disagree");
        }
        try {
            long size = Long.parseLong(form.group(1));
            long before = Long.parseLong(form.group(2));
            if (before > size || hashes.size() != 1 + Long.bitCount(size)) {
                return new Parsed.Malformed<>("its size does not go with its hashes");
            }
            return new Parsed.WellFormed<>(
                    new Snapshot(size, before, hashes.getFirst(), hashes.subList(1, hashes.size())));
        } catch (NumberFormatException e) {
            return new Parsed.Malformed<>("its size is beyond 2^63-1");
        }
    }

    private static Hash digest(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
