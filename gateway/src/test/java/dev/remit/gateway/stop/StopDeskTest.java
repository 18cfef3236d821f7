package dev.remit.gateway.stop;

import static dev.remit.gateway.testing.Shopfront.atOnce;
import static dev.remit.gateway.testing.Shopfront.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.state.Stop;
import dev.remit.gateway.state.Stop.Target;
import dev.remit.gateway.state.Stop.What;
import dev.remit.gateway.stop.StopDesk.Kept;
import dev.remit.gateway.stop.StopDesk.Outcome;
import dev.remit.gateway.testing.BreakableDisk;
import dev.remit.gateway.testing.BreakableDisk.Fault;
import dev.remit.gateway.testing.HeldJournal;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill switches and their record: thrown at once, kept where anything keeps them, taken back only on record. */
class StopDeskTest {
    private static final Target HELPER = new Target(What.AGENT, "helper");

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final BreakableDisk disk = new BreakableDisk();
    private SmallShop shop;
    private Shopfront front;
    private String helper;

    @BeforeEach
    void openShop() throws IOException {
        shop = SmallShop.in(directory);
        open();
        helper = front.agent("helper", "acme");
    }

    private void open() {
        front = shop.open(clock, disk, journal -> journal, reader -> reader);
    }

    @AfterEach
    void closeShop() {
        disk.now(Fault.NONE);
        closeQuietly();
    }

    /** Where the journal failed, closing says so. */
    private void closeQuietly() {
        try {
            front.close();
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("closing failed");
        }
    }

    private void restart() {
        closeQuietly();
        open();
    }

    private Outcome.Stopped stop(Target target) {
        return (Outcome.Stopped) front.stops().stop(target, "a test", "jane", false);
    }

    private Outcome resume(Target target) {
        return front.stops().resume(target, "all is well", "jane");
    }

    private Path file() {
        return shop.data().resolve("stops.json");
    }

    @Test
    void aStopOnRecordHoldsAfterARestart() {
        Outcome.Stopped stopped = stop(HELPER);
        assertThat(stopped.kept()).isEqualTo(Kept.ON_RECORD);
        assertThat(stopped.fresh()).isTrue();
        restart();
        assertThat(front.stops().inForce()).containsExactly(stopped.stop());
        assertThat(stopped.stop())
                .isEqualTo(new Stop(stopped.stop().id(), HELPER, "a test", "jane", clock.instant(), false));
        assertThat(resume(HELPER)).isInstanceOf(Outcome.Resumed.class);
        restart();
        assertThat(front.stops().inForce()).isEmpty();
    }

    @Test
    void whatIsStoppedIsNotStoppedTwiceAndWhatIsNotIsNotResumed() {
        Outcome.Stopped first = stop(HELPER);
        assertThat(stop(HELPER)).isEqualTo(new Outcome.Stopped(first.stop(), Kept.ON_RECORD, false, List.of()));
        assertThat(front.stops().inForce()).hasSize(1);
        assertThat(resume(Target.EVERYTHING)).isInstanceOf(Outcome.Refused.class);
        assertThat(resume(HELPER)).isInstanceOf(Outcome.Resumed.class);
        assertThat(resume(HELPER)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aNameThatNothingHasIsRefusedBecauseASlipIsNoSafety() {
        record Slip(What what, String slip, String meant) {}
        front.agentOf("Vendor One", "other", "acme");
        for (Slip one : List.of(
                new Slip(What.AGENT, "helpr", "helper"),
                new Slip(What.WORKFLOW, "order-hepl", "order-help"),
                new Slip(What.TENANT, "acm", "acme"),
                new Slip(What.VENDOR, "vendor on", "vendor one"),
                new Slip(What.ACTION, "list_order", "list_orders"))) {
            Outcome refused = front.stops().stop(new Target(one.what(), one.slip()), "why", "jane", false);
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            no -> assertThat(no.message()).contains("nothing was stopped", one.meant(), "--force"));
            assertThat(front.stops().inForce()).isEmpty();
            assertThat(stop(new Target(one.what(), one.meant())).fresh()).isTrue();
            assertThat(resume(new Target(one.what(), one.meant()))).isInstanceOf(Outcome.Resumed.class);
        }
        assertThat(front.stops().stop(new Target(What.AGENT, "to-come"), "why", "jane", true))
                .isInstanceOf(Outcome.Stopped.class);
    }

    @Test
    void aVendorsStopNamesTheAgentsThatItDoesNotReach() {
        front.agentOf("Vendor One", "other", "acme");
        assertThat(stop(new Target(What.VENDOR, "Vendor One")).remarks())
                .singleElement()
                .asString()
                .contains("helper")
                .doesNotContain("other");
        assertThat(stop(HELPER).remarks()).isEmpty();
    }

    @Test
    void aReasonIsDemanded() {
        for (String none : List.of("", "  ", "x".repeat(501))) {
            assertThat(front.stops().stop(HELPER, none, "jane", false)).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(front.stops().inForce()).isEmpty();
        stop(HELPER);
        assertThat(front.stops().resume(HELPER, " ", "jane")).isInstanceOf(Outcome.Refused.class);
        assertThat(front.stops().inForce()).hasSize(1);
    }

    @Test
    void aStopThatTheJournalDoesNotTakeIsInForceAndSurvivesTheRestartThatRepairsIt() {
        String token = front.verified(helper, SmallShop.EMAIL);
        disk.now(Fault.SYNC_FAILS);
        front.call(token, "list_products", "{}");
        disk.now(Fault.FULL);
        Outcome.Stopped stopped = stop(HELPER);
        assertThat(stopped.kept()).isEqualTo(Kept.IN_FILE);
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("stopped");
        assertThat(file()).exists();
        disk.now(Fault.NONE);
        restart();
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("stopped");
        assertThat(front.stops().kept(front.stops().inForce().getFirst())).isEqualTo(Kept.ON_RECORD);
        assertThat(file()).as("it is on record now").doesNotExist();
        restart();
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("stopped");
        assertThat(resume(HELPER)).isInstanceOf(Outcome.Resumed.class);
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
    }

    @Test
    void aStopInTheFileStaysThereWhereTheJournalDoesNotTakeItAtTheNextStartEither() {
        disk.now(Fault.FULL);
        stop(HELPER);
        disk.now(Fault.NONE);
        closeQuietly();
        front = shop.open(
                clock,
                disk,
                journal -> {
                    disk.now(Fault.FULL); // right after it was opened
                    return journal;
                },
                reader -> reader);
        assertThat(front.stops().inForce()).hasSize(1);
        assertThat(file()).exists();
        disk.now(Fault.NONE);
        assertThat(stop(HELPER).kept()).isEqualTo(Kept.ON_RECORD);
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatWaitsIsPutOnRecordWhenTheJournalGoesOnByItself() {
        disk.now(Fault.FULL);
        Stop stop = stop(HELPER).stop();
        front.stops().settle();
        assertThat(front.stops().kept(stop)).isEqualTo(Kept.IN_FILE);
        disk.now(Fault.NONE);
        front.stops().settle();
        assertThat(front.stops().kept(stop)).isEqualTo(Kept.ON_RECORD);
        assertThat(file()).doesNotExist();
    }

    @Test
    void whereNothingCanBeWrittenTheAnswerSaysSoAndTheStopIsInForce() throws IOException {
        String token = front.verified(helper, SmallShop.EMAIL);
        Files.createDirectories(shop.data().resolve("stops.json.new").resolve("in-the-way"));
        disk.now(Fault.FULL);
        Outcome.Stopped stopped = stop(HELPER);
        assertThat(stopped.kept()).isEqualTo(Kept.IN_MEMORY);
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("stopped");
        disk.now(Fault.NONE);
        Outcome.Stopped again = stop(HELPER);
        assertThat(again.kept()).as("throwing it again puts it on record").isEqualTo(Kept.ON_RECORD);
        assertThat(again.stop()).isEqualTo(stopped.stop());
        restart();
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("stopped");
    }

    @Test
    void aResumeThatIsNotOnRecordLiftsNothing() {
        String token = front.verified(helper, SmallShop.EMAIL);
        stop(HELPER);
        disk.now(Fault.FULL);
        assertThat(resume(HELPER)).isInstanceOf(Outcome.NotLifted.class);
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("stopped");
        disk.now(Fault.NONE);
        assertThat(resume(HELPER)).isInstanceOf(Outcome.Resumed.class);
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
    }

    @Test
    void aDamagedFileOfStopsKeepsTheGatewayFromServing() throws IOException {
        Files.writeString(file(), "[{\"set\":\"window\",\"id\":\"x\",\"at\":1,\"count\":1}]");
        closeQuietly();
        assertThatThrownBy(this::open).hasMessageContaining("stops.json").hasMessageContaining("remit stop");
        Files.writeString(file(), "[");
        assertThatThrownBy(this::open).hasMessageContaining("stops.json");
        Files.delete(file());
        open();
    }

    @Test
    void aStopThatComesWhileAnotherIsTakenBackStays() {
        String token = front.verified(helper, SmallShop.EMAIL);
        closeQuietly();
        List<HeldJournal> held = new ArrayList<>();
        front = shop.open(
                clock,
                disk,
                journal -> {
                    held.add(new HeldJournal(journal));
                    return held.getFirst();
                },
                reader -> reader);
        HeldJournal journal = held.getFirst();
        stop(HELPER);
        journal.hold();
        Callable<Outcome> resuming = () -> resume(HELPER);
        Callable<Outcome> stopping = () -> {
            await(() -> journal.held() == 1);
            return stop(HELPER);
        };
        Callable<Outcome> releasing = () -> {
            await(() -> front.stops().inForce().size() == 2);
            journal.release();
            return new Outcome.Refused("nobody asked");
        };
        List<Outcome> outcomes = atOnce(List.of(resuming, stopping, releasing));
        assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Resumed.class);
        assertThat(((Outcome.Stopped) outcomes.get(1)).fresh()).isTrue();
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("stopped");
        restart();
        assertThat(front.outcome(token, "list_products", "{}")).isEqualTo("stopped");
        assertThat(resume(HELPER)).isInstanceOf(Outcome.Resumed.class);
        assertThat(front.outcome(token, "list_products", "{}")).contains("Chair");
    }

    @Test
    void manyWhoThrowAndTakeBackAtOnceLeaveMemoryAndRecordTheSame() {
        for (int round = 0; round < 20; round++) {
            List<Callable<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(() -> front.stops().stop(HELPER, "a test", "jane", false));
                all.add(() -> resume(HELPER));
            }
            assertThat(atOnce(all)).noneMatch(Outcome.NotLifted.class::isInstance);
            List<Stop> inForce = front.stops().inForce();
            assertThat(inForce.size()).isLessThanOrEqualTo(1);
            if (round % 5 == 4) {
                restart();
                assertThat(front.stops().inForce()).isEqualTo(inForce);
            }
        }
    }

    @Test
    void twoWhoStopTheSameAtOnceBothFindItStopped() {
        List<Outcome> outcomes = atOnce(16, () -> front.stops().stop(HELPER, "a test", "jane", false));
        assertThat(outcomes)
                .allSatisfy(one -> assertThat(((Outcome.Stopped) one).kept()).isEqualTo(Kept.ON_RECORD))
                .filteredOn(one -> ((Outcome.Stopped) one).fresh())
                .hasSize(1);
        assertThat(atOnce(16, () -> resume(HELPER)))
                .filteredOn(Outcome.Resumed.class::isInstance)
                .hasSize(1);
        assertThat(front.stops().inForce()).isEmpty();
    }
}
