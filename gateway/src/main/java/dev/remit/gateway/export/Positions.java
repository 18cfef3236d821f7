package dev.remit.gateway.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far each target has come, in one small file that is replaced as a whole. Targets that are not configured any more
 * stay in it, so that one that comes back goes on where it was. Thread-safe.
 */
final class Positions {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final Map<String, Long> next;

    private Positions(Path file, Map<String, Long> next) {
        this.file = file;
        this.next = next;
    }

    /** @throws IOException if the file is there and cannot be read; the message says what to do */
    static Positions open(Path file) throws IOException {
        TreeMap<String, Long> next = new TreeMap<>();
        if (Files.exists(file)) {
            try {
                JsonNode targets = JSON.readTree(Files.readAllBytes(file)).required("targets");
                for (var target : targets.properties()) {
                    long value = target.getValue().asLong(-1);
                    if (value < 0) {
                        throw new IllegalArgumentException("a position is no number");
                    }
                    next.put(target.getKey(), value);
                }
            } catch (JacksonException | IllegalArgumentException e) {
                throw new IOException(
                        "The file " + file
                                + " does not say how far exports have come. Restore it, or remove it: each target"
                                + " then begins anew, as 'from' says.",
                        e);
            }
        }
        return new Positions(file, next);
    }

    /** The place of the first entry that the target has not accepted; empty for a new one. */
    synchronized OptionalLong next(String target) {
        Long known = next.get(target);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** Durable on return; where it throws, the position is the old one. */
    synchronized void move(String target, long to) throws IOException {
        ObjectNode node = JSON.createObjectNode().put("v", 1);
        ObjectNode targets = node.putObject("targets");
        next.forEach(targets::put);
        targets.put(target, to);
        write(JSON.writeValueAsBytes(node));
        next.put(target, to);
    }

    private void write(byte[] bytes) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
