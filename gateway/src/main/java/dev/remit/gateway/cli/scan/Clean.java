package dev.remit.gateway.cli.scan;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where clean copies go. */
sealed interface Clean {
    /** Opens the copy of one input. Closing it does not close standard output. */
    Copy open(@Nullable Path file) throws IOException;

    /** One copy, being written. */
    interface Copy extends AutoCloseable {
        OutputStream stream();

        /** The input could not be read to its end: nothing of the copy may be taken for all of it. */
        void discard() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** No copies are asked for. */
    record None() implements Clean {
        @Override
        public Copy open(@Nullable Path file) {
            return new Passing(OutputStream.nullOutputStream());
        }
    }

    /** To standard output. */
    record ToStream(PrintStream out) implements Clean {
        @Override
        public Copy open(@Nullable Path file) {
            return new Passing(new BufferedOutputStream(out, 1 << 16));
        }
    }

    /** A stream that stays open. */
    record Passing(OutputStream stream) implements Copy {
        @Override
        public void discard() throws IOException {
            stream.flush();
        }

        @Override
        public void close() throws IOException {
            stream.flush();
        }
    }

    /**
     * Files of the same names below another folder; never over one that is there.
     *
     * @param from what the names are relative to
     */
    record ToFolder(Path from, Path to) implements Clean {
        /** @throws Trouble where one of the two is inside the other, so that copies would lie among the originals */
        static ToFolder of(Terminal terminal, Path input, Path out) throws IOException {
            Path folder = Files.isDirectory(input) ? input : directory(input);
            Path from = folder.toRealPath();
            Path to = real(out);
            boolean folderGiven = Files.isDirectory(input);
            if (to.equals(from) || (folderGiven && (to.startsWith(from) || from.startsWith(to)))) {
                throw Trouble.usage("The copies would lie among the originals: " + terminal.shown(out) + " and "
                        + terminal.shown(folder) + " hold each other. Name another folder for --out.");
            }
            if (Files.exists(out) && !Files.isDirectory(out)) {
                throw Trouble.usage(terminal.shown(out) + " is no folder. Name a folder for --out.");
            }
            return new ToFolder(folder, to);
        }

        private static Path directory(Path file) {
            Path parent = file.getParent();
            return parent == null ? file.getFileSystem().getPath("").toAbsolutePath() : parent;
        }

        /** What a path that need not be there will be, once the links in those parts of it that are there are followed. */
        private static Path real(Path path) throws IOException {
            Path there = path;
            while (there != null && !Files.exists(there)) {
                there = there.getParent();
            }
            return there == null
                    ? path
                    : there.toRealPath().resolve(there.relativize(path)).normalize();
        }

        @Override
        public Copy open(@Nullable Path file) throws IOException {
            if (file == null) {
                throw new IllegalArgumentException("standard input has no name");
            }
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(directory(copy));
            return new InFile(
                    copy,
                    new BufferedOutputStream(
                            Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            1 << 16));
        }
    }

    /** A file that was not there before. */
    record InFile(Path path, OutputStream stream) implements Copy {
        @Override
        public void discard() throws IOException {
            stream.close();
            Files.deleteIfExists(path);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
