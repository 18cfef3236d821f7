package dev.remit.ledger.witness;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.tlog.EntryBundle;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.HashUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** A log that is published under an address (C2SP tlog-tiles v0.1.0). Each read is bounded in bytes and time. Thread-safe. */
public final class HttpTiles implements PublishedLog, AutoCloseable {
    private static final String CHECKPOINT = "/checkpoint";
    private static final int LARGEST_TILE = TilePath.FULL * Hash.BYTES;
    private static final int LARGEST_BUNDLE = TilePath.FULL * (2 + EntryBundle.MAX_ENTRY_BYTES);

    private final URI prefix;
    private final Web web;

    private HttpTiles(URI prefix, Web web) {
        this.prefix = prefix;
        this.web = web;
    }

    /**
     * @param address the log's prefix, or its checkpoint's address
     * @throws IllegalArgumentException if that is no address; says what to change
     */
    public static HttpTiles of(String address) {
        URI given = Web.prefix(address);
        String text = given.toString();
        URI prefix =
                text.endsWith(CHECKPOINT) ? URI.create(text.substring(0, text.length() - CHECKPOINT.length())) : given;
        return new HttpTiles(prefix, new Web(Web.LIMIT));
    }

    @Override
    public String place() {
        return prefix + CHECKPOINT;
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        return fetch(URI.create(place()), Note.MAX_BYTES);
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        int most = path instanceof TilePath.Entries ? LARGEST_BUNDLE : LARGEST_TILE;
        try {
            return fetch(URI.create(prefix + "/" + path.path()), most);
        } catch (IOException e) {
            throw new HashUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<byte[]> fetch(URI uri, int most) throws IOException {
        Web.Reply reply = web.get(uri, most);
        return switch (reply.status()) {
            case 200 -> Optional.of(reply.body());
            case 404 -> Optional.empty();
            case 401, 403 ->
                throw new IOException(uri + " answered " + reply.status()
                        + ": this log is not open to everybody. Ask its operator to open it (a Remit gateway's with"
                        + " ledger.public in remit.yaml), or for a copy of the log's folder, and name that.");
            default ->
                throw new IOException(uri + " answered " + reply.status()
                        + " instead of 200. Check the address, or ask its operator.");
        };
    }

    @Override
    public void close() {
        web.close();
    }
}
