package dev.remit.gateway.admin;

import dev.remit.gateway.key.KeyFile;
import dev.remit.gateway.key.KeyRotation;
import dev.remit.gateway.key.Kms;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.Recorder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What operators may do with the keys that records are sealed under. That keys are exchanged is on record before it is done,
 * and after it was found that there is something to do: at worst an entry says so of an exchange that failed, or was cut
 * off, and then it has to be asked for again.
 */
public final class KeyDoor {
    private final KeyRotation rotation;
    private final Recorder recorder;
    private final InstantSource clock;
    private final Supplier<String> ids;

    public KeyDoor(KeyRotation rotation, Recorder recorder, InstantSource clock, Supplier<String> ids) {
        this.rotation = rotation;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
    }

    /** {@code {of: "master"}}, {@code {of: "tenant", tenant}} or {@code {of: "customer", tenant, customer}} → {@code {of}}. */
    ObjectNode rotate(ObjectNode request) {
        String of = AdminService.required(request, "of");
        try {
            return switch (of) {
                case "master" -> master();
                case "tenant" -> tenant(AdminService.required(request, "tenant"));
                case "customer" ->
                    customer(AdminService.required(request, "tenant"), AdminService.required(request, "customer"));
                default -> AdminService.error("usage", "A key is of master, of a tenant or of a customer.");
            };
        } catch (SQLException | IOException e) {
            return AdminService.error(
                    "failed",
                    "The key was not exchanged, or not to the end: " + e.getMessage()
                            + ". Nothing is lost. Put right what it says, and do it again.");
        } catch (KeyFile.KeyFileException | Kms.KmsException | IllegalArgumentException e) {
            return AdminService.error("failed", "The key was not exchanged. " + e.getMessage());
        }
    }

    private ObjectNode master() throws SQLException, IOException {
        write("master", null, null);
        String refused = rotation.master();
        return refused == null ? done("master") : AdminService.error("refused", refused);
    }

    private ObjectNode tenant(String tenant) throws SQLException {
        if (rotation.knows(tenant)) {
            write("tenant", tenant, null);
            if (rotation.tenant(tenant)) {
                return done("tenant");
            }
        }
        return AdminService.error("unknown", "There is no key of that tenant: none of its customers is on record.");
    }

    /** A customer of whom there is nothing gets no key by being named, not even by the record of this. */
    private ObjectNode customer(String tenant, String customer) throws SQLException {
        if (rotation.knows(tenant, customer)) {
            write("customer", tenant, new Entry.About(tenant, customer));
            if (rotation.customer(tenant, customer)) {
                return done("customer");
            }
        }
        return AdminService.error("unknown", "There is no key of that customer: nothing is on record of them.");
    }

    private static ObjectNode done(String of) {
        return JsonNodeFactory.instance.objectNode().put("of", of);
    }

    private void write(String of, @Nullable String tenant, Entry.@Nullable About about) {
        SequencedMap<String, Object> facts = new TreeMap<>();
        facts.put("by", "operator");
        facts.put("wire", "admin");
        facts.put("scope", of);
        if (tenant != null && about == null) {
            facts.put("tenant", tenant);
        }
        recorder.write(new Entry(ids.get(), clock.instant(), "key.rotate", facts, about), List.of());
    }
}
