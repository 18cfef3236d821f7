package dev.remit.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.cli.Console;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.trail.Records;
import dev.remit.gateway.trail.StoredRecords;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.log.Finding;
import dev.remit.ledger.log.Fsck;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.CheckpointCheck;
import dev.remit.ledger.tree.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A data directory that was restored from an older backup than what a witness has seen of it. */
class NewOriginTest {
    private static final String NEW = "log.shop.example/remit-2";

    @TempDir
    Path directory;

    private static Checkpoint checkpoint(byte[] published) {
        return Publishing.checkpoint(published).orElseThrow();
    }

    private static ObjectNode request(String name) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("op", "ledger.new-origin")
                .put("name", name)
                .put("reason", "the disk was lost");
    }

    private static long live(WatchedGateway watched) {
        return watched.gateway().store().state().grants().stream()
                .filter(grant -> grant.live(watched.clock.instant()))
                .count();
    }

    private Console.Done newOrigin(WatchedGateway watched, Path published) {
        return new Console(directory, Map.of())
                .given(
                        "",
                        "ledger",
                        "new-origin",
                        NEW,
                        "--published",
                        published.toString(),
                        "--reason",
                        "the disk was lost",
                        "--data",
                        watched.shop.data().toString());
    }

    @Test
    @Tag("slow")
    void aRestoredLogSignsNothingUnderItsNameAndGoesOnUnderANewOne() throws Exception {
        try (WatchedGateway watched = new WatchedGateway(directory, 1)) {
            // A backup that holds a live grant, and everything that the witness saw until then.
            watched.start();
            String credential = watched.entry();
            String token = Shopfront.token(watched.gateway()
                    .grants()
                    .open(
                            credential,
                            new GrantRequest("order-help", "acme", null, null, null, null),
                            new CallContext("rest", "0000000000000000000000test", null)));
            long atBackup = watched.entries();
            WatchedGateway.until(() -> watched.seen(watched.watched(0)), atBackup);
            WatchedGateway.until(watched::ready, "true");
            watched.stop();
            Path backup = watched.backup();
            byte[] old = Files.readAllBytes(backup.resolve("log/checkpoint"));
            assertThat(checkpoint(old).size()).isEqualTo(atBackup);

            // It goes on and is seen going on; then it is lost.
            watched.start();
            watched.entry();
            watched.entry();
            WatchedGateway.until(() -> watched.seen(watched.watched(0)), atBackup + 2);
            watched.stop();
            String newer = Files.readString(watched.shop.data().resolve("log/checkpoint"));
            watched.restore(backup);

            // The restored one says that it is behind, and publishes nothing: not even once it has outgrown what was
            // seen.
            watched.start();
            watched.entry();
            WatchedGateway.until(watched::ready, "behind");
            for (int i = 0; i < 5; i++) {
                watched.entry();
            }
            assertThat(watched.gateway().store().log().published()).contains(old);
            assertThat(watched.status().path("log").path("problem").asString(""))
                    .contains("with " + (atBackup + 2) + " entries")
                    .contains("remit ledger new-origin");
            watched.stop();
            watched.start();
            WatchedGateway.until(watched::ready, "behind");
            assertThat(watched.gateway().store().log().published()).contains(old);
            assertThat(watched.seen(watched.watched(0))).isEqualTo(atBackup + 2);

            // What cannot be is refused, and changes nothing.
            String name = watched.status().path("log").path("origin").asString("");
            for (ObjectNode wrong : List.of(
                    request(name),
                    request("two words"),
                    request(NEW).put("reason", " "),
                    request(NEW).put("published", newer.replace("\u2014 " + name, "\u2014 other")),
                    request(NEW).put("published", "nonsense"))) {
                assertThat(watched.ask(wrong).path("error").path("code").asString(""))
                        .as(wrong.toString())
                        .isEqualTo("refused");
            }
            assertThat(watched.gateway().store().state().grantByToken("none")).isNull();
            assertThat(live(watched)).isOne();
            WatchedGateway.until(watched::ready, "behind");
            assertThat(watched.gateway().store().log().published()).contains(old);

            Path file = directory.resolve("newer");
            for (byte[] wrong : List.of(new byte[] {(byte) 0xff, 0, 1}, new byte[100_000])) {
                Files.write(file, wrong);
                Console.Done refused = newOrigin(watched, file);
                assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
                assertThat(refused.err()).contains("newer is no checkpoint");
            }

            // The new name.
            Files.writeString(file, newer);
            Console.Done done = newOrigin(watched, file);
            assertThat(done.exitCode()).as(done.err()).isZero();
            assertThat(done.out())
                    .contains("origin     " + NEW)
                    .contains("continues  " + name + " up to " + atBackup + " entries")
                    .contains("1 ended");
            assertThat(live(watched)).isZero();
            assertThat(token).isNotEmpty();
            WatchedGateway.until(watched::ready, "cosignatures_missing");

            // The witness is told of the new log.
            watched.stopWitness();
            watched.watch(watched.status().path("log"));
            watched.startWitness();
            WatchedGateway.until(watched::ready, "true");
            WatchedGateway.until(() -> watched.seen(watched.watched(1)), watched.entries());

            Log log = watched.gateway().store().log();
            CheckpointCheck check = watched.watched(1).open(log.published().orElseThrow());
            assertThat(check).isInstanceOf(CheckpointCheck.Trusted.class);
            Checkpoint now = ((CheckpointCheck.Trusted) check).checkpoint();
            assertThat(now.extensions())
                    .containsExactly("continues " + name + " " + atBackup + " "
                            + checkpoint(old).root().base64());
            assertThat(log.consistency(atBackup, now.size())
                            .verify(checkpoint(old).root(), now.root()))
                    .isEqualTo(new Verdict.Proven());
            assertThat(log.consistency(atBackup + 2, now.size())
                            .verify(
                                    checkpoint(newer.getBytes(StandardCharsets.UTF_8))
                                            .root(),
                                    now.root()))
                    .as("the history that was lost is another one")
                    .isNotEqualTo(new Verdict.Proven());
            assertThat(continued(watched)).singleElement().satisfies(entry -> {
                assertThat(entry.fact("published")).isEqualTo(newer);
                assertThat(entry.fact("origin")).isEqualTo(NEW);
                assertThat(entry.fact("why")).isEqualTo("the disk was lost");
            });

            // It stays so.
            watched.stop();
            watched.start();
            watched.entry();
            WatchedGateway.until(() -> watched.seen(watched.watched(1)), watched.entries());
            WatchedGateway.until(watched::ready, "true");
            watched.stop();
            List<Finding> findings = new ArrayList<>();
            Fsck.of(watched.shop.data().resolve("log"), FileLayer.system())
                    .trusting(watched.watched(1))
                    .run(findings::add);
            assertThat(findings).isEmpty();
        }
    }

    private static List<Records.Opened.Clear> continued(WatchedGateway watched) {
        Records records = new StoredRecords(watched.gateway().store());
        List<Records.Opened.Clear> found = new ArrayList<>();
        for (long at = 0; at < records.size(); at++) {
            if (records.read(at) instanceof Records.Opened.Clear clear && "log.continued".equals(clear.fact("event"))) {
                found.add(clear);
            }
        }
        return found;
    }

    @Test
    void aNewNameOfALogThatIsWellEmbedsWhatItPublished() throws Exception {
        try (WatchedGateway watched = new WatchedGateway(directory, 0)) {
            watched.start();
            watched.entry();
            WatchedGateway.until(
                    () -> watched.status().path("log").path("published").asLong(0), watched.entries());
            long before = watched.entries();
            ObjectNode answer = watched.ask(request(NEW));
            assertThat(answer.path("size").asLong(0)).as(answer.toString()).isEqualTo(before);
            WatchedGateway.until(
                    () -> watched.status().path("log").path("published").asLong(0), watched.entries());
            assertThat(watched.status().path("log").path("origin").asString("")).isEqualTo(NEW);
            assertThat(watched.ask(request(NEW)).path("error").path("code").asString(""))
                    .as("the same name again")
                    .isEqualTo("refused");
            for (LiveGrant grant : watched.gateway().store().state().grants()) {
                assertThat(grant.live(watched.clock.instant())).isFalse();
            }
        }
    }
}
