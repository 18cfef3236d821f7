package dev.remit.gateway.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.Console;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalOptions;
import dev.remit.ledger.JournalRecord;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.tlog.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FsckCommandTest {
    @TempDir
    Path folder;

    private final SigningKey key = SigningKey.generate(LogFixture.ORIGIN, KeyType.NOTE, new SecureRandom());

    @BeforeEach
    void keepALog() throws IOException {
        try (Journal journal = FileJournal.open(folder.resolve("journal"), JournalOptions.defaults());
                Log log = Log.open(folder.resolve("log"), FileLayer.system())) {
            for (int i = 0; i < 5; i++) {
                byte[] leaf = ("entry " + i).getBytes(StandardCharsets.UTF_8);
                journal.append(new JournalRecord(leaf, new byte[] {1}, new byte[0]));
            }
            log.integrate(journal);
            String text = new Checkpoint(
                            LogFixture.ORIGIN, log.head().size(), log.head().root(), List.of())
                    .text();
            log.publish(new Note(text, List.of(key.sign(text))).encode());
            log.settle();
        }
    }

    private Console.Done fsck(String... more) {
        List<String> arguments = new ArrayList<>(List.of("ledger", "fsck"));
        arguments.addAll(List.of(more));
        return new Console(folder, Map.of()).run(arguments.toArray(String[]::new));
    }

    @Test
    void aGatewaysOwnSidecarsAreCheckedAgainstTheirLeaves() throws IOException {
        SmallShop shop = SmallShop.in(folder.resolve("shop"));
        try (Shopfront front = shop.open(new TestClock())) {
            front.verified(front.agent("helper", "acme"), SmallShop.EMAIL);
        }
        assertThat(fsck("shop/data/log").exitCode()).isZero();
        try (Log log = Log.open(shop.data().resolve("log"), FileLayer.system())) {
            log.rewrite(new TreeSet<>(List.of(2L)), bytes -> {
                bytes[bytes.length - 1] ^= 1;
                return bytes;
            });
        }
        Console.Done changed = fsck("shop/data/log");
        assertThat(changed.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(changed.out()).contains("entry 2", "the sealed payload is not the one that the leaf commits to");
        Files.delete(shop.data().resolve("keys.db"));
        assertThat(fsck("shop/data/log").out())
                .as("a copy that was kept apart from its keys")
                .contains("entry 2", "the sealed payload is not the one that the leaf commits to");
    }

    @Test
    void aLogThatIsInUseIsNotSaidToBeDamaged() {
        try (Log log = Log.open(folder.resolve("log"), FileLayer.system())) {
            Console.Done done = fsck("log");
            assertThat(done.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(done.out()).isEmpty();
            assertThat(done.err()).contains("is in use", "Stop that one first");
            assertThat(log.size()).isEqualTo(5);
        }
        assertThat(fsck("log").exitCode()).isZero();
    }

    @Test
    void aSoundLogIsSaidToBeOne() {
        Console.Done done = fsck("log", "--key", key.verifier().encode());
        assertThat(done.out())
                .isEqualToIgnoringNewLines(
                        "5 entries, 0 of them without their sealed part, and all is as" + " it should be.");
        assertThat(done.exitCode()).isZero();
    }

    @Test
    void aDamagedFileAndItsEntryAreNamed() throws IOException {
        Path bundle = folder.resolve("log/tile/entries/000.p/5");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length - 1] ^= 1;
        Files.write(bundle, bytes);
        Console.Done done = fsck("log");
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.out()).contains("tile/entries/000.p/5", "entry 4", "hint: ");
        JsonNode json = JsonMapper.shared().readTree(fsck("log", "--json").out());
        assertThat(json.path("errors").asInt()).isPositive();
        assertThat(json.path("findings").get(0).path("hint").asString()).isNotEmpty();
    }

    @Test
    void aCheckpointOfAnotherKeyIsFoundWhereTheKeyIsGiven() {
        SigningKey other = SigningKey.generate(LogFixture.ORIGIN, KeyType.NOTE, new SecureRandom());
        Console.Done done = fsck("log", "--key", other.verifier().encode());
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.out()).contains("checkpoint: error", "trusted keys");
    }

    private void flipTheSignature() throws IOException {
        Path checkpoint = folder.resolve("log/checkpoint");
        String text = Files.readString(checkpoint);
        int at = text.length() - 20;
        char flipped = text.charAt(at) == 'A' ? 'B' : 'A';
        Files.writeString(checkpoint, text.substring(0, at) + flipped + text.substring(at + 1));
    }

    @Test
    void theKeyOfAGatewaysOwnLogIsKnown() throws IOException {
        Files.writeString(
                folder.resolve("log.json"), "{\"verifier\":\"" + key.verifier().encode() + "\"}");
        assertThat(fsck("log").out()).doesNotContain("not checked");
        flipTheSignature();
        Console.Done done = fsck("log");
        assertThat(done.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(done.out()).contains("checkpoint: error", "not to be believed");
        Files.writeString(folder.resolve("log.json"), "{\"verifier\":\"x\"}");
        assertThat(fsck("log").err()).contains("does not hold the identity of a log");
    }

    @Test
    void whatIsNotCheckedIsSaid() throws IOException {
        flipTheSignature();
        assertThat(fsck("log").out()).contains("Who signed the checkpoint was not checked");
        assertThat(JsonMapper.shared()
                        .readTree(fsck("log", "--json").out())
                        .path("signature")
                        .asString())
                .isEqualTo("not checked");
    }

    @Test
    void whatALogPublishesIsNotTakenForALogThatLostItsRest() throws IOException {
        Files.delete(folder.resolve("log/snapshot"));
        try (Stream<Path> files = Files.walk(folder.resolve("log/sidecar"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Console.Done done = fsck("log");
        assertThat(done.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(done.err()).contains("is what a log publishes", "remit ledger verify --checkpoint log");
    }

    @Test
    void aPlaceWithoutALogIsNotChecked() {
        assertThat(fsck("nowhere").err()).contains("There is no directory nowhere");
        Console.Done other = fsck("journal");
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err()).contains("There is no log in journal", "data/log");
    }
}
