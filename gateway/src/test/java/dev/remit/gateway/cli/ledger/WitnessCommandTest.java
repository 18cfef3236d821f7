package dev.remit.gateway.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.Console;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.VerifierKey;
import dev.remit.ledger.tree.ConsistencyProof;
import dev.remit.ledger.witness.Cosigning;
import dev.remit.ledger.witness.WitnessClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WitnessCommandTest {
    private static final String NAME = "witness.example/1";

    @TempDir
    Path folder;

    private Console.Done witness(String... more) {
        List<String> arguments = new ArrayList<>(List.of("ledger", "witness"));
        arguments.addAll(List.of(more));
        return new Console(folder, Map.of()).run(arguments.toArray(String[]::new));
    }

    private VerifierKey made() {
        Console.Done done = witness("--new-key", NAME, "--key", "witness.key");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err()).contains("witness.key", "keep it");
        return switch (VerifierKey.parse(done.out().strip())) {
            case Parsed.WellFormed<VerifierKey>(VerifierKey key) -> key;
            case Parsed.Malformed<VerifierKey>(String finding) -> throw new AssertionError(finding);
        };
    }

    @Test
    void aNewKeyIsForItsOwnerAlone() throws IOException {
        VerifierKey key = made();
        assertThat(key.name()).isEqualTo(NAME);
        Path file = folder.resolve("witness.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .startsWith("PRIVATE+KEY+" + NAME + "+")
                .endsWith("\n");
    }

    @Test
    void aKeyIsNeverOverwritten() throws IOException {
        made();
        String before = Files.readString(folder.resolve("witness.key"));
        Console.Done again = witness("--new-key", NAME, "--key", "witness.key");
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err()).contains("is there already");
        assertThat(folder.resolve("witness.key")).hasContent(before);
        assertThat(witness("--new-key", "a name", "--key", "other.key").exitCode())
                .isEqualTo(2);
        assertThat(folder.resolve("other.key")).doesNotExist();
    }

    @Test
    void whatAWitnessCannotStartWithIsSaid() throws IOException {
        LogFixture log = LogFixture.of(LogFixture.ORIGIN, 10);
        String vkey = log.key.verifier().encode();
        made();
        assertThat(witness("--key", "witness.key").err()).contains("--log VKEY and --state DIR");
        assertThat(witness("--key", "none", "--log", vkey, "--state", "state").err())
                .contains("There is no");
        assertThat(start(vkey, "--listen", "7071").err()).contains("Write it like 127.0.0.1:7071");
        assertThat(start(vkey, "--listen", "127.0.0.1:99999").exitCode()).isEqualTo(2);
        assertThat(start(vkey, "--every", "0s").exitCode()).isEqualTo(2);
        assertThat(start("nonsense").err()).contains("neither a verifier key nor a file");
        assertThat(start(vkey, "--log", vkey).err()).contains("given twice");
        Files.setPosixFilePermissions(folder.resolve("witness.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(start(vkey).err()).contains("chmod 600 witness.key");
        Files.setPosixFilePermissions(folder.resolve("witness.key"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("witness.key"), log.key.secret());
        Console.Done note = start(vkey);
        assertThat(note.exitCode()).isEqualTo(3);
        assertThat(note.err())
                .contains("for notes")
                .doesNotContain(log.key.secret().substring(40));
    }

    private Console.Done start(String log, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--key", "witness.key", "--log", log, "--state", "state"));
        arguments.addAll(List.of(more));
        return witness(arguments.toArray(String[]::new));
    }

    /** The program, as a user starts it. */
    private Process process(String log, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.remit.gateway.Main",
                "ledger",
                "witness",
                "--key",
                "witness.key",
                "--state",
                "state",
                "--listen",
                "127.0.0.1:0",
                "--log",
                log));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).directory(folder.toFile()).start();
    }

    private static String line(BufferedReader from, String part) throws IOException {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("it never said: " + part);
    }

    private static BufferedReader out(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static BufferedReader err(Process process) {
        return new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy(); // SIGTERM
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void itCosignsFollowsRemembersAndStopsWhenTold() throws Exception {
        VerifierKey key = made();
        LogFixture log = LogFixture.of(LogFixture.ORIGIN, 600);
        String vkey = log.key.verifier().encode();
        log.publish(folder.resolve("site"), 300);
        Process first = process(vkey, "--follow", "site", "--every", "1s");
        try {
            String greeting = line(out(first), "remit: witness " + NAME + " on ");
            assertThat(line(err(first), "cosigned")).isEqualTo("cosigned " + LogFixture.ORIGIN + " at 300 entries");
            log.publish(folder.resolve("site"), 600);
            assertThat(line(err(first), "cosigned")).isEqualTo("cosigned " + LogFixture.ORIGIN + " at 600 entries");
            String address = greeting.substring(greeting.indexOf("http://"));
            try (WitnessClient client = WitnessClient.of(address, key, WitnessCommandTest::none)) {
                assertThat(client.ask(LogFixture.ORIGIN, 300, none(300, 300), log.checkpoint(300)))
                        .isEqualTo(new Cosigning.Behind(600));
                assertThat(client.ask(LogFixture.ORIGIN, 600, none(600, 600), log.checkpoint(600)))
                        .isInstanceOf(Cosigning.Cosigned.class);
            }
            Console.Done second = start(vkey);
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err()).contains("Another witness uses");
            stop(first);
        } finally {
            first.destroyForcibly();
        }
        Process again = process(vkey);
        try {
            assertThat(line(out(again), "watches")).contains("cosigned up to 600 entries");
            stop(again);
        } finally {
            again.destroyForcibly();
        }
    }

    private static ConsistencyProof none(long oldSize, long newSize) {
        return new ConsistencyProof(oldSize, newSize, List.of());
    }
}
