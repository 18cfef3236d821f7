package dev.remit.gateway.cli.anonymise;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an output goes. It is written under a temporary name beside its place, readable by its owner only, and gets its
 * name when it has been checked; until then, and if anything fails, there is nothing under that name. A file that is there
 * is never overwritten.
 */
final class Destination implements Closeable {
    private final Terminal terminal;
    private final @Nullable Path place;
    private final Path temporary;

    /** @param place null for standard output, which gets the output when it has been checked */
    Destination(Terminal terminal, @Nullable Path place) throws IOException {
        this.terminal = terminal;
        this.place = place;
        if (place == null) {
            temporary = Files.createTempFile("remit-", ".part");
        } else {
            refuseExisting(terminal, place);
            Path folder = place.toAbsolutePath().getParent();
            temporary = folder == null
                    ? Files.createTempFile(".remit-", ".part")
                    : Files.createTempFile(folder, ".remit-", ".part");
        }
    }

    static void refuseExisting(Terminal terminal, Path place) {
        if (Files.exists(place)) {
            throw exists(terminal, place);
        }
    }

    private static Trouble exists(Terminal terminal, Path place) {
        return Trouble.failed(terminal.shown(place) + " is there already. Choose another name, or remove it.");
    }

    /** What is written to. */
    Path temporary() {
        return temporary;
    }

    /** Gives the output its name; if somebody took the name meanwhile, theirs stays. */
    void publish() throws IOException {
        if (place == null) {
            Files.copy(temporary, terminal.out());
            terminal.out().flush();
            if (terminal.out().checkError()) {
                throw new IOException("Standard output was closed before all was written.");
            }
            return;
        }
        try {
            Files.createLink(place, temporary);
        } catch (FileAlreadyExistsException e) {
            throw exists(terminal, place);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(temporary, place); // where there are no links: this fails too if the name is taken
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
