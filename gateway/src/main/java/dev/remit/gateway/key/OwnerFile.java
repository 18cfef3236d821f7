package dev.remit.gateway.key;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A small text file that only its owner may read. It is there as a whole and durable, or not at all. */
public final class OwnerFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private OwnerFile() {}

    /** Whether nobody but the owner may do anything with it. */
    static boolean owned(Path file) throws IOException {
        return OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Writes one line, in place of what is there. */
    public static void write(Path file, String line) throws IOException {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".new");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(part, line + "\n", StandardCharsets.UTF_8);
        force(part, StandardOpenOption.WRITE);
        replace(part, whole);
    }

    /** Puts a file that is durable into the place of another, durably. */
    static void replace(Path part, Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path parent = whole.getParent();
        if (parent != null) {
            force(parent, StandardOpenOption.READ);
        }
    }

    private static void force(Path file, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(file, option)) {
            channel.force(true);
        }
    }
}
