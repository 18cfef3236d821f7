package dev.remit.gateway.stop;

import dev.remit.gateway.key.OwnerFile;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.ChangeCodec;
import dev.remit.gateway.state.Stop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops that the journal did not take. Who repairs a failed journal restarts the gateway, and that must not lift what was
 * stopped meanwhile; so they wait in this file for the journal that takes them. Mostly it is not there. Not thread-safe.
 */
final class StopFile {
    private final Path file;

    StopFile(Path file) {
        this.file = file;
    }

    /**
     * What waits.
     *
     * @throws IOException if that cannot be told
     */
    List<Stop> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Stop> stops = new ArrayList<>();
        try {
            for (Change change : ChangeCodec.decode(Files.readAllBytes(file))) {
                if (!(change instanceof Change.StopSet(Stop stop))) {
                    throw new IOException("the file " + file + " holds something else than stops");
                }
                stops.add(stop);
            }
        } catch (RuntimeException e) {
            throw new IOException("the file " + file + " is damaged", e);
        }
        return stops;
    }

    /** Writes what waits, durably; no file where nothing does. */
    void write(List<Stop> stops) throws IOException {
        if (stops.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        List<Change> changes = new ArrayList<>();
        stops.forEach(stop -> changes.add(new Change.StopSet(stop)));
        OwnerFile.write(file, new String(ChangeCodec.encode(changes), StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
