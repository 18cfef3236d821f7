package dev.remit.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The few things that a journal or a log asks of a file system. One implementation asks the real one; tests put one in between
 * that fails, fills up or loses power at a chosen call.
 *
 * <p>Nothing is durable before {@link Handle#force} (content and size) or {@link #forceDirectory} (names) returned.
 */
public interface FileLayer {

    /** The file system of this machine. */
    static FileLayer system() {
        return new SystemFileLayer();
    }

    /** Makes the directory and its parents durable; does nothing where they exist. */
    void createDirectories(Path dir) throws IOException;

    /** The regular files in a directory, in no particular order. */
    List<Path> list(Path dir) throws IOException;

    /** The directories in a directory, in no particular order. */
    List<Path> directories(Path dir) throws IOException;

    /** Opens an existing file for reading only. */
    Handle openForReading(Path file) throws IOException;

    /** Opens an existing file for reading and writing. */
    Handle openForWriting(Path file) throws IOException;

    /** Makes an empty file, in place of an older one if there is one, and opens it for reading and writing. */
    Handle create(Path file) throws IOException;

    /** Renames within this file system, atomically, in place of an older file if there is one. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes a file or an empty directory. */
    void delete(Path file) throws IOException;

    void forceDirectory(Path dir) throws IOException;

    /**
     * Takes the exclusive lock that a file stands for, against other processes and against this one.
     *
     * @return what releases it, or empty if somebody has it
     */
    Optional<Closeable> lock(Path file) throws IOException;

    /** An open file. Positions are bytes from its start. */
    interface Handle extends Closeable {
        long size() throws IOException;

        /** Reads at least one byte into the buffer, or returns -1 at the end of the file. */
        int read(ByteBuffer into, long position) throws IOException;

        /** Writes all that remains in the buffer; a write beyond the end makes the file longer. */
        void write(ByteBuffer from, long position) throws IOException;

        void truncate(long size) throws IOException;

        void force() throws IOException;
    }

    /** No room, no quota, or no more files. Of a write, part may have happened. Never thrown by a force. */
    final class NoSpaceException extends IOException {
        public NoSpaceException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The file system is read-only, or this user may not write there. */
    final class NotWritableException extends IOException {
        public NotWritableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
