package dev.remit.gateway.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** One file of the index with a connection to write and one to read it, each used by one thread at a time. */
final class IndexFile implements AutoCloseable {
    private final Path path;
    private final IndexWriter writer;
    private final IndexReader reader;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();

    private IndexFile(Path path, IndexWriter writer, IndexReader reader) {
        this.path = path;
        this.writer = writer;
        this.reader = reader;
    }

    static IndexFile open(Path path, LongSupplier nanos) throws SQLException {
        IndexWriter writer = writer(path);
        try {
            return new IndexFile(path, writer, reader(path, nanos));
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }

    private static IndexWriter writer(Path path) throws SQLException {
        Connection connection = IndexSchema.connect(path, true);
        try {
            return new IndexWriter(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static IndexReader reader(Path path, LongSupplier nanos) throws SQLException {
        Connection connection = IndexSchema.connect(path, false);
        try {
            return new IndexReader(connection, nanos);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    long next() {
        return writer.next();
    }

    interface Reading<T> {
        T from(IndexReader reader) throws SQLException;
    }

    interface Writing {
        void to(IndexWriter writer) throws SQLException;
    }

    <T> T read(Reading<T> work) throws SQLException {
        reading.lock();
        try {
            return work.from(reader);
        } finally {
            reading.unlock();
        }
    }

    void write(Writing work) throws SQLException {
        writing.lock();
        try {
            work.to(writer);
        } finally {
            writing.unlock();
        }
    }

    /** The same, and then nothing of what was there before is left on the disk. */
    void writeAndSettle(Writing work) throws SQLException {
        writing.lock();
        try {
            work.to(writer);
            reading.lock(); // a log that is being read cannot be cut
            try {
                writer.settle();
            } finally {
                reading.unlock();
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        writing.lock();
        reading.lock();
        try {
            reader.close();
            writer.close();
        } finally {
            reading.unlock();
            writing.unlock();
        }
    }

    /** Removes a file with what SQLite keeps beside it. */
    static void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
        deleteBeside(path);
    }

    /** Removes what SQLite keeps beside a file, which would be taken for another file's that comes to stand there. */
    static void deleteBeside(Path path) throws IOException {
        for (String ending : List.of("-wal", "-shm", "-journal")) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + ending));
        }
    }
}
