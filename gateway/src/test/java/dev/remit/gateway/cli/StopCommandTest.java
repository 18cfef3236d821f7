package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.admin.AdminSocket;
import dev.remit.gateway.testing.BreakableDisk;
import dev.remit.gateway.testing.BreakableDisk.Fault;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code remit stop} and {@code remit resume} against a running gateway's admin socket. */
class StopCommandTest {
    @TempDir
    Path directory;

    private final BreakableDisk disk = new BreakableDisk();
    private SmallShop shop;
    private Shopfront front;
    private AdminSocket socket;
    private String token;

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(directory);
        front = shop.open(new TestClock(), disk, journal -> journal, reader -> reader);
        token = front.verified(front.agent("helper", "acme"), SmallShop.EMAIL);
        socket = AdminSocket.open(shop.data(), front.admin());
    }

    @AfterEach
    void close() throws IOException {
        disk.now(Fault.NONE);
        socket.close();
        front.close();
    }

    private Console.Done remit(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = shop.data().toString();
        return new Console(directory, Map.of()).run(all);
    }

    private String outcome() {
        return front.outcome(token, "list_products", "{}");
    }

    @Test
    void whatIsStoppedIsListedAndGoesOnWhenResumed() {
        Console.Done stopped = remit("stop", "agent", "helper", "--reason", "it lies");
        assertThat(stopped.exitCode()).as(stopped.err()).isZero();
        assertThat(stopped.err()).contains("Stopped: agent helper.");
        assertThat(outcome()).isEqualTo("stopped");
        assertThat(remit("stop", "list").out()).contains("agent helper", "operator", "on record", "it lies");
        assertThat(remit("stop", "list", "--json").out()).contains("\"kept\" : \"on_record\"");
        assertThat(remit("stop", "agent", "helper", "--reason", "again").err()).contains("stopped already");
        assertThat(remit("stop", "all", "--reason", "all of it").exitCode()).isZero();
        Console.Done resumed = remit("resume", "agent", "helper", "--reason", "it does not");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("Resumed: agent helper.", "Still stopped: everything.");
        assertThat(outcome()).isEqualTo("stopped");
        assertThat(remit("resume", "all", "--reason", "done").exitCode()).isZero();
        assertThat(outcome()).contains("Chair");
        assertThat(remit("resume", "all", "--reason", "done").exitCode()).isEqualTo(ExitCode.NO);
        assertThat(remit("stop", "list").err()).contains("Nothing is stopped.");
    }

    @Test
    void aSlipIsRefusedWithTheNameThatWasMeant() {
        Console.Done slip = remit("stop", "agent", "helpr", "--reason", "it lies");
        assertThat(slip.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(slip.err()).contains("nothing was stopped", "Did you mean: helper?", "--force");
        assertThat(outcome()).contains("Chair");
        assertThat(remit("stop", "agent", "helpr", "--reason", "to come", "--force")
                        .exitCode())
                .isZero();
    }

    @Test
    void aReasonAndANameAreDemanded() {
        assertThat(remit("stop", "agent", "helper").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(remit("stop", "agent", "--reason", "x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(remit("stop", "all", "everything", "--reason", "x").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(remit("stop", "agent", " ", "--reason", "x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(remit("stop").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(front.stops().inForce()).isEmpty();
    }

    @Test
    void whereTheJournalIsDownTheAnswerSaysWhatThatMeans() throws IOException {
        disk.now(Fault.FULL);
        Console.Done kept = remit("stop", "agent", "helper", "--reason", "it lies");
        assertThat(kept.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(kept.err()).contains("Stopped: agent helper.", "not on record", "survives a restart");
        Files.createDirectories(shop.data().resolve("stops.json.new/in-the-way"));
        Console.Done lost = remit("stop", "all", "--reason", "all of it");
        assertThat(lost.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(lost.err()).contains("in force", "a restart would forget it");
        assertThat(remit("stop", "list").out()).contains("in file", "in memory");
        Console.Done refused = remit("resume", "all", "--reason", "done");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("stays in force");
        assertThat(front.stops().inForce()).hasSize(2);
        disk.now(Fault.NONE);
        assertThat(remit("resume", "all", "--reason", "done").exitCode()).isZero();
    }

    @Test
    void whereNoGatewayRunsTheDirectoryItselfTakesTheStop() {
        Console alone = new Console(directory, Map.of());
        String data = directory.resolve("fresh").toString();
        assertThat(alone.run("agent", "add", "helper", "--owner", "me@x.example", "--tenant", "acme", "--data", data)
                        .exitCode())
                .isZero();
        assertThat(alone.run("stop", "workflow", "order-help", "--reason", "x", "--data", data)
                        .err())
                .contains("No gateway runs", "--force");
        assertThat(alone.run("stop", "agent", "helpr", "--reason", "x", "--data", data)
                        .err())
                .contains("Did you mean: helper?");
        Console.Done stopped = alone.run("stop", "agent", "helper", "--reason", "before it starts", "--data", data);
        assertThat(stopped.exitCode()).as(stopped.err()).isZero();
        assertThat(alone.run("stop", "list", "--data", data).out()).contains("agent helper", "before it starts");
        assertThat(alone.run("resume", "agent", "helper", "--reason", "x", "--data", data)
                        .exitCode())
                .isZero();
        assertThat(alone.run("stop", "list", "--data", data).err()).contains("Nothing is stopped.");
    }
}
