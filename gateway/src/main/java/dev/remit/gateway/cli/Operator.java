package dev.remit.gateway.cli;

import dev.remit.gateway.DataDirectory;
import dev.remit.gateway.admin.AdminService;
import dev.remit.gateway.admin.AdminSocket;
import dev.remit.gateway.http.CorrelationIds;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.stop.StopDesk;
import dev.remit.gateway.trail.HashedNames;
import dev.remit.gateway.trail.Index;
import dev.remit.gateway.trail.StoredRecords;
import dev.remit.gateway.trail.Trail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does what operators may do: through the gateway that runs on a data directory, because the directory has one owner;
 * where none runs, on the directory itself.
 */
public final class Operator {
    private final Terminal terminal;
    private final DataChoice.Place place;

    public Operator(Terminal terminal, DataChoice.Place place) {
        this.terminal = terminal;
        this.place = place;
    }

    /**
     * @param mayBegin whether a data directory is made where there is none
     * @return the answer
     * @throws Trouble for an answer that says no
     */
    public ObjectNode ask(ObjectNode request, boolean mayBegin) throws IOException {
        return checked(answer(request, mayBegin));
    }

    /**
     * The answer, if it is one.
     *
     * @throws Trouble for one that says no
     */
    private static ObjectNode checked(ObjectNode answer) {
        JsonNode error = answer.get("error");
        if (error == null) {
            return answer;
        }
        String message = error.path("message").asString("");
        throw switch (error.path("code").asString("")) {
            case "failed" -> Trouble.failed(message);
            case "usage" -> Trouble.usage(message);
            default -> Trouble.no(message);
        };
    }

    /** The answer as it came, errors included. */
    public ObjectNode answer(ObjectNode request, boolean mayBegin) throws IOException {
        Optional<ObjectNode> running = AdminSocket.ask(place.data(), request);
        if (running.isPresent()) {
            return running.get();
        }
        if (!Files.isDirectory(place.data())) {
            if (!mayBegin) {
                throw Trouble.failed("There is no data directory " + terminal.shown(place.data())
                        + ". Name another with --data DIR or --config DIR.");
            }
            terminal.remark("A new data directory is made: " + terminal.shown(place.data()));
        }
        return alone(request);
    }

    private ObjectNode alone(ObjectNode request) throws IOException {
        Logs.quiet(terminal.err());
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        DataDirectory directory = DataDirectory.open(place.settings(), place.references(), random);
        try (Store store = Store.open(directory.journal(), directory.log(), place.data(), directory.master(), random)) {
            Tokens tokens = new Tokens(random, new KeyedHash(store.keys().root().derive(RootKey.Use.TOKEN_HASH)));
            CorrelationIds ids = new CorrelationIds(clock, random);
            AgentDesk agents = new AgentDesk(store.state(), store.recorder(), tokens, clock, ids::next);
            StopDesk stops = StopDesk.open(store.state(), store.recorder(), place.data(), null, clock, ids::next);
            return new AdminService(store, id -> place(id, store), agents, stops, null, tokens, clock, ids::next)
                    .answer(request);
        }
    }

    /** Where a record is, by the index that a gateway left; it may lag behind, or be missing. */
    private OptionalLong place(String id, Store store) {
        Path file = place.data().resolve(Index.FILE);
        if (!Files.exists(file)) {
            return store.last(id, 0);
        }
        HashedNames names = new HashedNames(new KeyedHash(store.keys().root().derive(RootKey.Use.INDEX_HASH)));
        try (Index index = Index.open(file, names, System::nanoTime)) {
            return Trail.place(id, new StoredRecords(store), index);
        }
    }
}
