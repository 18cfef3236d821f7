package dev.remit.gateway.line;

import static dev.remit.gateway.testing.Shopfront.await;
import static dev.remit.gateway.testing.Shopfront.code;
import static dev.remit.gateway.testing.Shopfront.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.testing.BreakableDisk;
import dev.remit.gateway.testing.BreakableDisk.Fault;
import dev.remit.gateway.testing.HeldJournal;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.JournalRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Nothing is released before its record is durable, and nothing at all where it cannot be. */
class DurabilityTest extends Shops {
    private static final String CLAIM = "{\"email\":\"" + SmallShop.EMAIL + "\"}";

    private HeldJournal withHeldJournal() {
        front.close();
        List<HeldJournal> held = new ArrayList<>();
        front = shop.open(
                clock,
                FileLayer.system(),
                journal -> {
                    HeldJournal between = new HeldJournal(journal);
                    held.add(between);
                    return between;
                },
                reader -> reader);
        return held.getFirst();
    }

    private BreakableDisk withBreakableDisk() {
        front.close();
        BreakableDisk disk = new BreakableDisk();
        front = shop.open(clock, disk, journal -> journal, reader -> reader);
        return disk;
    }

    private static <T> CompletableFuture<T> later(java.util.function.Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(call.get());
            } catch (RuntimeException | AssertionError e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Test
    void noReplyComesBeforeItsRecordIsDurable() {
        HeldJournal journal = withHeldJournal();
        String token = front.verified(helper, SmallShop.EMAIL);
        List<java.util.function.Supplier<Object>> calls = List.of(
                () -> front.outcome(token, "get_customer", "{}"),
                () -> front.outcome(token, "list_orders", "{}"),
                () -> front.outcome(token, "no_such_tool", "{}"),
                () -> front.outcome(token, "get_order", "{\"order_no\":\"ORD-888001\"}"),
                () -> front.outcome(token, "verify_customer", CLAIM),
                () -> code(front.open(helper, "order-help", "acme", null)),
                () -> code(front.open(helper, "order-help", "beta", null)),
                () -> code(front.grants().delegate(token, new Narrowing(null, null, null, null), front.context())),
                () -> front.agents().rotate("helper", java.time.Duration.ofHours(1)));
        for (var call : calls) {
            journal.hold();
            CompletableFuture<Object> reply = later(call);
            await(() -> journal.held() == 1);
            assertThat(reply).isNotDone();
            journal.release();
            assertThat(reply.join()).isNotNull();
        }
    }

    @Test
    void nobodyIsServedBeforeTheVerificationIsDurable() {
        HeldJournal journal = withHeldJournal();
        String token = front.grant(helper);
        journal.hold();
        CompletableFuture<String> verified = later(() -> front.outcome(token, "verify_customer", CLAIM));
        await(() -> journal.held() == 1);
        CompletableFuture<String> read = later(() -> front.outcome(token, "get_customer", "{}"));
        await(() -> journal.held() == 2);
        journal.release();
        assertThat(verified.join()).contains("true");
        assertThat(read.join()).isEqualTo("verify_first");
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    @Test
    void aBindingIsNotForgottenForAnotherCallsRecord() {
        HeldJournal journal = withHeldJournal();
        String token = front.grant(helper);
        journal.hold();
        CompletableFuture<String> verified = later(() -> front.outcome(token, "verify_customer", CLAIM));
        await(() -> journal.held() == 1);
        CompletableFuture<String> other = later(() -> front.outcome(token, "list_products", "{}"));
        await(() -> journal.held() == 2);
        journal.release();
        assertThat(verified.join()).contains("true");
        assertThat(other.join()).contains("Chair");
        reopen();
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        assertThat(front.outcome(token, "verify_customer", "{\"email\":\"" + SmallShop.OTHER_EMAIL + "\"}"))
                .isEqualTo("already_verified");
    }

    private void nothingIsReleased(String token, String unverified) {
        assertUnavailable(front.call(token, "get_customer", "{}"));
        assertUnavailable(front.call(token, "list_products", "{}"));
        assertUnavailable(front.call(token, "get_order", "{\"order_no\":\"ORD-888001\"}"));
        assertUnavailable(front.call(unverified, "verify_customer", CLAIM));
        assertThat(code(front.open(helper, "order-help", "acme", null))).isEqualTo("journal_unavailable");
        assertThat(code(front.open(helper, "order-help", "beta", null))).isEqualTo("journal_unavailable");
        assertThat(code(front.renew(helper, token))).isEqualTo("journal_unavailable");
        assertThat(code(front.grants().delegate(token, new Narrowing(null, null, null, null), front.context())))
                .isEqualTo("journal_unavailable");
    }

    private static void assertUnavailable(CallResult result) {
        assertThat(said(result)).isEqualTo("journal_unavailable");
        assertThat(result.toString()).doesNotContain(SmallShop.VALUES).doesNotContain("Chair");
    }

    @Test
    void onAFullDiskNothingIsReleasedAndAfterwardsItServesAgain() {
        BreakableDisk disk = withBreakableDisk();
        String token = front.verified(helper, SmallShop.EMAIL);
        String unverified = front.grant(helper);
        disk.now(Fault.FULL);
        nothingIsReleased(token, unverified);
        disk.now(Fault.NONE);
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
        assertThat(front.outcome(unverified, "verify_customer", CLAIM)).contains("true");
        assertThat(code(front.renew(helper, token))).isEqualTo("opened");
        reopen();
        assertThat(front.outcome(unverified, "get_customer", "{}")).contains("Zanzibara");
    }

    @Test
    void onAReadOnlyDiskNothingIsReleased() {
        BreakableDisk disk = withBreakableDisk();
        String token = front.verified(helper, SmallShop.EMAIL);
        String unverified = front.grant(helper);
        disk.now(Fault.READ_ONLY);
        nothingIsReleased(token, unverified);
        disk.now(Fault.NONE);
        closeQuietly();
        front = shop.open(clock);
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    @Test
    void afterAFailedSyncNothingIsReleasedUntilARestart() {
        BreakableDisk disk = withBreakableDisk();
        String token = front.verified(helper, SmallShop.EMAIL);
        String unverified = front.grant(helper);
        disk.now(Fault.SYNC_FAILS);
        assertUnavailable(front.call(token, "get_customer", "{}"));
        disk.now(Fault.NONE);
        nothingIsReleased(token, unverified);
        closeQuietly();
        front = shop.open(clock);
        assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
    }

    private void closeQuietly() {
        try {
            front.close();
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("closing failed");
        }
    }

    @Test
    void withAFullQueueNothingIsReleasedAndAfterwardsItServesAgain() throws Exception {
        var gate = new java.util.concurrent.Semaphore(1);
        front.close();
        BreakableDisk disk = new BreakableDisk();
        front = shop.open(clock, disk, journal -> journal, reader -> reader);
        String token = front.verified(helper, SmallShop.EMAIL);
        disk.holdSyncs(gate);
        List<CompletableFuture<Long>> queued = new ArrayList<>();
        gate.acquire();
        try {
            fill(
                    queued,
                    new JournalRecord(
                            "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8), new byte[15 << 20], new byte[0]));
            fill(queued, new JournalRecord(new byte[] {'{', '}'}, new byte[256], new byte[0]));
            assertUnavailable(front.call(token, "get_customer", "{}"));
        } finally {
            gate.release();
        }
        disk.now(Fault.NONE);
        // Asking until it is served would use up the grant's calls: on a slow disk, all of them.
        queued.stream().filter(each -> !each.isCompletedExceptionally()).forEach(CompletableFuture::join);
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        front.store().journal().close();
        assertUnavailable(front.call(token, "get_customer", "{}"));
    }

    /** Hands over this record again and again, until it is refused. */
    private void fill(List<CompletableFuture<Long>> queued, JournalRecord record) {
        CompletableFuture<Long> last;
        do {
            last = front.store().journal().submit(record);
            queued.add(last);
        } while (!last.isCompletedExceptionally());
    }

    @Test
    void aRevocationHoldsAtOnceEvenWhereItCannotBePutOnRecord() {
        BreakableDisk disk = withBreakableDisk();
        String token = front.grant(helper);
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
        disk.now(Fault.FULL);
        assertThat(front.grants().revoke(helper, token, front.context())).isNotNull();
        disk.now(Fault.NONE);
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("unauthenticated");
    }

    @Test
    void whatWasRefusedForTheJournalIsFoundNowhereAfterwards() {
        BreakableDisk disk = withBreakableDisk();
        String unverified = front.grant(helper);
        disk.now(Fault.FULL);
        assertUnavailable(front.call(unverified, "verify_customer", CLAIM));
        disk.now(Fault.NONE);
        assertThat(front.outcome(unverified, "get_customer", "{}")).isEqualTo("verify_first");
        Shopfront before = front;
        assertThat(before.outcome(unverified, "list_products", "{}")).contains("Chair");
        reopen();
        assertThat(front.outcome(unverified, "get_customer", "{}")).isEqualTo("verify_first");
    }
}
