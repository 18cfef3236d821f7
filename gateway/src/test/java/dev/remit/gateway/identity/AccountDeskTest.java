package dev.remit.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.identity.AccountDesk.Outcome;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountDeskTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final AtomicLong ids = new AtomicLong();
    private SmallShop shop;
    private Shopfront front;
    private AccountDesk desk;

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(directory);
        reopen();
    }

    private void reopen() {
        if (front != null) {
            front.close();
        }
        front = shop.open(clock);
        Tokens tokens = new Tokens(new SecureRandom(), new KeyedHash(new SecretKeySpec(new byte[32], "HmacSHA256")));
        desk = new AccountDesk(
                front.store().state(), front.store().recorder(), tokens, clock, () -> "id-" + ids.incrementAndGet());
    }

    @AfterEach
    void close() {
        front.close();
    }

    private static String credential(Outcome outcome) {
        return outcome instanceof Outcome.Issued issued ? issued.credential() : outcome.toString();
    }

    @Test
    void anAccountOutlivesARestartAndItsCredentialIsNowhereOnDisk() throws IOException {
        Outcome outcome = desk.add("jane@shop.example", "auditor", DAY);
        String credential = credential(outcome);
        assertThat(credential).matches("remit_account_[A-Za-z0-9_-]{43}");
        assertThat(outcome.toString()).doesNotContain(credential);
        reopen();
        assertThat(desk.holder(credential)).isNotNull().satisfies(account -> {
            assertThat(account.name()).isEqualTo("jane@shop.example");
            assertThat(account.role()).isEqualTo(Account.Role.AUDITOR);
        });
        try (Stream<Path> files = Files.walk(shop.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(credential);
            }
        }
        desk.revoke("jane@shop.example");
        reopen();
        assertThat(desk.holder(credential)).isNull();
    }

    @Test
    void rolesThatThereAreCanBeGivenAndNoOthers() {
        for (Account.Role role : Account.Role.values()) {
            assertThat(desk.add("a-" + role.label().replace("_", "-"), role.label(), DAY))
                    .isInstanceOf(Outcome.Issued.class);
        }
        for (String role : List.of("AUDITOR", "", "root", "auditor ")) {
            assertThat(desk.add("c", role, DAY)).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void hostileNamesAndTimesAreRefused() {
        for (String name : List.of("", "Jane", "../x", "a b", "a\nb", "a\u202eb", "1a", "a".repeat(64), "a;b")) {
            assertThat(desk.add(name, "auditor", DAY)).as(name).isInstanceOf(Outcome.Refused.class);
            assertThat(desk.rotate(name, Duration.ZERO, DAY)).isInstanceOf(Outcome.Refused.class);
            assertThat(desk.revoke(name)).isInstanceOf(Outcome.Refused.class);
        }
        for (Duration wrong : List.of(
                Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(367), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThat(desk.add("a", "auditor", wrong)).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(desk.add("a".repeat(63), "auditor", Duration.ofDays(366))).isInstanceOf(Outcome.Issued.class);
        assertThat(desk.add("a".repeat(63), "auditor", DAY)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aRotationNeverLengthensTheLifeOfAnOldCredential() {
        String first = credential(desk.add("jane", "auditor", DAY));
        String second = credential(desk.rotate("jane", Duration.ofDays(30), Duration.ofDays(60)));
        assertThat(desk.holder(first)).isNotNull();
        clock.advance(DAY);
        assertThat(desk.holder(first)).isNull();
        assertThat(desk.holder(second)).isNotNull();
        clock.advance(Duration.ofDays(60));
        assertThat(desk.holder(second)).isNull();
        String third = credential(desk.rotate("jane", Duration.ofDays(30), DAY));
        assertThat(desk.holder(second)).as("what was over stays over").isNull();
        assertThat(desk.holder(third)).isNotNull();
    }

    @Test
    void whatOthersHoldIsNoAccounts() {
        String agent = front.agent("helper", "acme");
        String good = credential(desk.add("jane", "auditor", DAY));
        assertThat(desk.holder(good)).isNotNull();
        for (String other : List.of(
                agent, "", "remit_account_", good.substring(1), good + "A", good.toLowerCase(java.util.Locale.ROOT))) {
            assertThat(desk.holder(other)).isNull();
        }
    }
}
