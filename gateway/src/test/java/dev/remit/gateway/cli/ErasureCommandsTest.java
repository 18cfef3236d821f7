package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.admin.AdminSocket;
import dev.remit.gateway.retention.ErasableShop;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code remit ledger hold|retain|shred} against a running gateway's admin socket. */
class ErasureCommandsTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private SmallShop shop;
    private ErasableShop open;
    private AdminSocket socket;

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(directory);
        open = new ErasableShop(shop, clock);
        open.serve(SmallShop.EMAIL);
        socket = AdminSocket.open(shop.data(), open.admin(clock));
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        open.close();
    }

    private Console.Done given(String input, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = shop.data().toString();
        return new Console(directory, Map.of()).given(input, all);
    }

    private Console.Done remit(String... arguments) {
        return given("", arguments);
    }

    @Test
    void aHoldKeepsACustomerFromBeingErasedUntilItIsReleased() {
        Console.Done added = remit("ledger", "hold", "add", "--customer", "acme/CUS-4711", "--reason", "court file 7");
        assertThat(added.exitCode()).as(added.err()).isZero();
        String hold = added.out().strip();
        assertThat(remit("ledger", "hold", "list").out())
                .contains(hold, "customer", "court file 7")
                .doesNotContain("4711");
        String[] shred = {"ledger", "shred", "--customer", "acme/CUS-4711", "--reason", "asked", "--yes"};
        Console.Done refused = remit(shred);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(refused.err()).contains(hold, "court file 7", "hold release");
        assertThat(open.linked("CUS-4711")).isPositive();
        assertThat(remit("ledger", "hold", "release", hold).exitCode()).isZero();
        assertThat(remit("ledger", "hold", "release", hold).exitCode()).isEqualTo(ExitCode.NO);
        assertThat(remit("ledger", "hold", "list").out()).isEmpty();
        assertThat(remit(shred).out()).contains("Erased", "1 keys", "1 live grants");
        assertThat(open.linked("CUS-4711")).isZero();
        assertThat(remit(shred).exitCode()).isEqualTo(ExitCode.NO);
    }

    @Test
    void withoutYesTheCustomersIdHasToBeTypedAgain() {
        String[] shred = {"ledger", "shred", "--customer", "acme/CUS-4711", "--reason", "asked"};
        for (String wrong : new String[] {"", "y\n", "CUS-4712\n"}) {
            assertThat(given(wrong, shred).exitCode()).as(wrong).isEqualTo(ExitCode.NO);
            assertThat(open.linked("CUS-4711")).isPositive();
        }
        assertThat(given("CUS-4711\n", shred).exitCode()).isZero();
        assertThat(open.linked("CUS-4711")).isZero();
        assertThat(remit("ledger", "shred", "--customer", "-", "--reason", "asked")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(remit("ledger", "shred", "--customer", "CUS-4711", "--reason", "asked", "--yes")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatIsDueIsErasedAtOnceAndTheStatusSaysSo() {
        Console.Done nothing = remit("ledger", "retain", "--now");
        assertThat(nothing.exitCode()).as(nothing.err()).isZero();
        assertThat(nothing.out()).contains("payloads of 0 records");
        assertThat(open.linked("CUS-4711")).isPositive();
        assertThat(remit("ledger", "retain").exitCode()).isEqualTo(ExitCode.USAGE);
        clock.advance(Duration.ofDays(366));
        assertThat(remit("ledger", "retain", "--now").out()).contains("Erased").doesNotContain("all details of 0.");
        assertThat(open.linked("CUS-4711")).isZero();
        assertThat(remit("ledger", "status").out()).contains("erased", "held");
    }

    @Test
    void ofAnEntryThatIsErasedItSaysWhetherItsTimeWasOver() {
        long shredded = open.firstOf("CUS-4711");
        assertThat(remit("ledger", "shred", "--customer", "acme/CUS-4711", "--reason", "asked", "--yes")
                        .exitCode())
                .isZero();
        assertThat(remit("ledger", "show", "" + shredded).out())
                .contains("are erased: the customer was, before their time was over on");
        clock.advance(Duration.ofDays(366));
        assertThat(remit("ledger", "retain", "--now").exitCode()).isZero();
        assertThat(remit("ledger", "show", "0").out())
                .contains("are erased: their time was over on", "if the customer was not erased before");
    }

    @Test
    void aHoldIsAboutOneThing() {
        assertThat(remit("ledger", "hold", "add", "--reason", "x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(remit("ledger", "hold", "add", "--all", "--workflow", "w", "--reason", "x")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(remit("ledger", "hold", "add", "--all", "--reason", " ").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(remit("ledger", "hold", "add", "--all", "--reason", "x").exitCode())
                .isZero();
    }
}
