package dev.remit.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.ledger.FaultyFileLayer;
import dev.remit.ledger.FaultyFileLayer.Call;
import dev.remit.ledger.FaultyFileLayer.Effect;
import dev.remit.ledger.FaultyFileLayer.Fault;
import dev.remit.ledger.FaultyFileLayer.Loss;
import dev.remit.ledger.Journal;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tlog.CheckpointCheck;
import dev.remit.ledger.tlog.TrustedLog;
import dev.remit.ledger.tree.Verdict;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final SigningKey KEY = TestKeys.fresh(LogTest.ORIGIN, KeyType.NOTE);
    private static final SigningKey WITNESS = TestKeys.fresh("witness.example/1", KeyType.COSIGNATURE);
    private static final PublisherOptions OPTIONS = PublisherOptions.defaults().withPatience(Duration.ofSeconds(30));
    private static final Endorser WITNESSING =
            (oldSize, proof, signed) -> List.of(WITNESS.cosign(signed.text(), Instant.ofEpochSecond(1_700_000_000)));

    private final FaultyFileLayer disk = new FaultyFileLayer();
    private final MemoryJournal journal = MemoryJournal.of(600, 20261121, 10);
    private final List<Long> settled = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1_700_000_000);

    private Publisher publisher(Log log, PublisherOptions options, Endorser... endorsers) {
        InstantSource clock = () -> now;
        return Publisher.ready(
                log, journal, KEY, LogTest.ORIGIN, List.of(), List.of(endorsers), options, settled::add, clock);
    }

    private static CheckpointCheck.Trusted trusted(Log log, int quorum) {
        TrustedLog trust = new TrustedLog(LogTest.ORIGIN, List.of(KEY.verifier()), List.of(WITNESS.verifier()), quorum);
        CheckpointCheck check = trust.open(log.published().orElseThrow());
        assertThat(check).isInstanceOf(CheckpointCheck.Trusted.class);
        return (CheckpointCheck.Trusted) check;
    }

    @Test
    void theHeadIsSignedCosignedAndPublished() throws InterruptedException {
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = publisher(log, OPTIONS, WITNESSING)) {
            journal.upTo(0);
            publisher.step();
            assertThat(log.published()).isEmpty();
            journal.upTo(300);
            publisher.step();
            assertThat(trusted(log, 1).checkpoint().size()).isEqualTo(300);
            assertThat(trusted(log, 1).checkpoint().root()).isEqualTo(log.head().root());
            assertThat(publisher.status().got()).isEqualTo(1);
            assertThat(publisher.status().published()).isEqualTo(300);
            assertThat(publisher.status().publishedAt()).contains(now);
            assertThat(publisher.status().failure()).isEmpty();
        }
    }

    @Test
    void whatIsAskedOfAWitnessLeadsFromTheHeadThatItEndorsedLast() throws InterruptedException {
        List<String> asked = new ArrayList<>();
        try (Log log = Log.open(LogTest.DIR, disk)) {
            Endorser recording = (oldSize, proof, signed) -> {
                ReferenceLog reference = new ReferenceLog(journal.records());
                assertThat(proof.verify(reference.root(0, oldSize), reference.root(0, proof.newSize())))
                        .isEqualTo(new Verdict.Proven());
                asked.add(oldSize + "-" + proof.newSize());
                return WITNESSING.endorse(oldSize, proof, signed);
            };
            try (Publisher publisher = publisher(log, OPTIONS, recording)) {
                for (long size : new long[] {10, 10, 300, 600}) {
                    journal.upTo(size);
                    publisher.step();
                }
            }
        }
        assertThat(asked).containsExactly("0-0", "0-10", "10-300", "300-600");
    }

    /** A journal that gets a record each time that it is looked at. */
    @Test
    void whileRecordsComeTheyAreTakenOverBetweenTheRounds() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(5);
        Journal growing = (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, given) -> {
                    if (method.getName().equals("replay")) {
                        journal.upTo(journal.size() + 1);
                        taken.countDown();
                    }
                    return method.invoke(journal, given);
                });
        journal.upTo(0);
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = Publisher.start(
                        log,
                        growing,
                        KEY,
                        LogTest.ORIGIN,
                        List.of(),
                        List.of(),
                        OPTIONS.withInterval(Duration.ofHours(1)),
                        settled::add,
                        () -> now)) {
            assertThat(taken.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(publisher.status().published()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void nothingIsPublishedWhenNothingChanged() throws InterruptedException {
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = publisher(log, OPTIONS, WITNESSING)) {
            publisher.step();
            disk.with(new Fault(Call.RENAME, 1000, Effect.FAIL)); // counts anew
            publisher.step();
            assertThat(disk.calls(Call.RENAME)).isZero();
        }
    }

    @Test
    void aWitnessThatIsMissingIsReportedAndAskedAgainForTheSameHead() throws InterruptedException {
        boolean[] there = {false};
        String[] sentence = {"connection refused"};
        Endorser moody = (oldSize, proof, signed) -> {
            if (!there[0]) {
                throw new java.io.IOException(sentence[0]);
            }
            return WITNESSING.endorse(oldSize, proof, signed);
        };
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = publisher(log, OPTIONS, moody)) {
            publisher.step();
            assertThat(trusted(log, 0).witnesses()).isEmpty();
            assertThat(publisher.status().got()).isZero();
            assertThat(publisher.status().wanted()).isEqualTo(1);
            assertThat(publisher.status().failure())
                    .contains("A witness gave no cosignature. java.io.IOException: connection refused."
                            + " Look whether the witness is there; it is asked again.");
            sentence[0] = "The witness w cannot be reached.";
            publisher.step();
            assertThat(publisher.status().failure())
                    .contains("A witness gave no cosignature. The witness w cannot be reached."
                            + " Look whether the witness is there; it is asked again.");
            there[0] = true;
            publisher.step();
            assertThat(trusted(log, 1).checkpoint().size()).isEqualTo(600);
            assertThat(publisher.status().got()).isEqualTo(1);
            assertThat(publisher.status().failure()).isEmpty();
        }
    }

    @Test
    void aWitnessThatNeverAnswersHoldsNothingUp() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Endorser silent = (oldSize, proof, signed) -> {
            never.await();
            return List.of();
        };
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = publisher(log, OPTIONS.withPatience(Duration.ofMillis(1)), silent)) {
            publisher.step();
            assertThat(trusted(log, 0).checkpoint().size()).isEqualTo(600);
            assertThat(publisher.status().failure().orElseThrow()).contains("did not answer within 1 ms");
        }
    }

    @Test
    void aLogRestoredFromABackupIsNeverSignedOver() throws InterruptedException {
        FaultyFileLayer backup;
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = publisher(log, OPTIONS)) {
            journal.upTo(200);
            publisher.step();
            log.settle();
            backup = disk.after(Loss.NOTHING, new Random(1));
            journal.upTo(300);
            publisher.step();
        }
        Path checkpoint = LogTest.DIR.resolve("checkpoint");
        backup.replace(checkpoint, disk.content(checkpoint));
        journal.upTo(250);
        try (Log log = Log.open(LogTest.DIR, backup);
                Publisher publisher = publisher(log, OPTIONS, WITNESSING)) {
            publisher.step();
            assertThat(publisher.status().state())
                    .isInstanceOfSatisfying(
                            PublisherStatus.State.Stopped.class,
                            stopped -> assertThat(stopped.reason())
                                    .contains(
                                            "The published checkpoint is ahead of this log (restored from a backup?)"));
            assertThat(publisher.status().published()).isEqualTo(300);
            assertThat(publisher.status().got()).isZero();
            assertThat(log.published()).contains(disk.content(checkpoint));
        }
    }

    @Test
    void aLogThatGrewAnotherWayThanThePublishedOneIsNeverSigned() throws InterruptedException {
        byte[] foreign;
        try (Log other = Log.open(LogTest.DIR, new FaultyFileLayer())) {
            other.integrate(MemoryJournal.of(50, 1, 3));
            foreign = LogTest.signed(other, 50);
        }
        try (Log log = Log.open(LogTest.DIR, disk)) {
            disk.put(LogTest.DIR.resolve("checkpoint"), foreign);
            try (Publisher publisher = publisher(log, OPTIONS)) {
                publisher.step();
                assertThat(publisher.status().state()).isInstanceOf(PublisherStatus.State.Stopped.class);
            }
            assertThat(log.published()).contains(foreign);
        }
    }

    @Test
    void afterAStartTheSameHeadIsNotForked() throws InterruptedException {
        for (int start = 0; start < 2; start++) {
            try (Log log = Log.open(LogTest.DIR, disk);
                    Publisher publisher = publisher(log, OPTIONS, WITNESSING)) {
                publisher.step();
                assertThat(publisher.status().state()).isEqualTo(new PublisherStatus.State.Running());
                assertThat(trusted(log, 1).checkpoint().size()).isEqualTo(600);
            }
        }
    }

    @Test
    void anotherOriginIsRefused() throws InterruptedException {
        try (Log log = Log.open(LogTest.DIR, disk)) {
            try (Publisher publisher = publisher(log, OPTIONS)) {
                publisher.step();
            }
            try (Publisher publisher = Publisher.ready(
                    log,
                    journal,
                    TestKeys.fresh("other", KeyType.NOTE),
                    "other",
                    List.of(),
                    List.of(),
                    OPTIONS,
                    Publisher.Listener.NONE,
                    () -> now)) {
                publisher.step();
                assertThat(publisher.status().state())
                        .isInstanceOfSatisfying(
                                PublisherStatus.State.Stopped.class,
                                stopped -> assertThat(stopped.reason()).contains(LogTest.ORIGIN));
            }
        }
    }

    @Test
    void itSettlesByNumberAndByTime() throws InterruptedException {
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = publisher(log, OPTIONS.withSettling(100, Duration.ofSeconds(10)))) {
            journal.upTo(99);
            publisher.step();
            assertThat(settled).isEmpty();
            now = now.plusSeconds(10);
            publisher.step();
            assertThat(settled).containsExactly(99L);
            journal.upTo(198);
            publisher.step();
            journal.upTo(199);
            publisher.step();
            assertThat(settled).containsExactly(99L, 199L);
            assertThat(log.settled()).isEqualTo(199);
        }
    }

    @Test
    void aFullDiskIsReportedAndOvercome() throws InterruptedException {
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = publisher(log, OPTIONS)) {
            disk.everyWrite(Effect.NO_SPACE);
            publisher.step();
            assertThat(publisher.status().state()).isEqualTo(new PublisherStatus.State.Running());
            assertThat(publisher.status().failure().orElseThrow()).contains("No room");
            disk.everyWriteWorks();
            publisher.step();
            assertThat(publisher.status().failure()).isEmpty();
            assertThat(publisher.status().published()).isEqualTo(600);
        }
    }

    @Test
    void aLogOfAnotherNameIsPublishedOnceTheOldCheckpointIsWithdrawn() throws InterruptedException {
        try (Log log = Log.open(LogTest.DIR, disk)) {
            try (Publisher publisher = publisher(log, OPTIONS)) {
                publisher.step();
            }
            log.withdraw();
            assertThat(log.published()).isEmpty();
            String line = "continues " + LogTest.ORIGIN + " 1 AAAA";
            try (Publisher publisher = Publisher.ready(
                    log,
                    journal,
                    TestKeys.fresh("other", KeyType.NOTE),
                    "other",
                    List.of(line),
                    List.of(),
                    OPTIONS,
                    Publisher.Listener.NONE,
                    () -> now)) {
                publisher.step();
                assertThat(log.published().map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                        .hasValueSatisfying(
                                text -> assertThat(text).startsWith("other\n").contains("\n" + line + "\n\n"));
            }
        }
    }

    @Test
    void aWitnessThatKnowsOfMoreStopsItBeforeAnythingIsSigned() throws InterruptedException {
        List<String> shown = new ArrayList<>();
        Endorser ahead = (oldSize, proof, signed) -> {
            shown.add(signed.text().lines().toList().get(1));
            throw new Endorser.Ahead("the witness has seen 700 entries");
        };
        try (Log log = Log.open(LogTest.DIR, disk)) {
            journal.upTo(200);
            try (Publisher publisher = publisher(log, OPTIONS)) {
                publisher.step();
            }
            journal.upTo(300);
            try (Publisher publisher = publisher(log, OPTIONS, ahead)) {
                publisher.step();
                assertThat(publisher.status().state())
                        .isEqualTo(new PublisherStatus.State.Stopped("the witness has seen 700 entries"));
            }
            assertThat(shown).as("only what was signed before").containsExactly("200");
            assertThat(trusted(log, 0).checkpoint().size()).isEqualTo(200);
            try (Publisher publisher = publisher(log, OPTIONS, WITNESSING)) {
                publisher.step();
            }
            assertThat(trusted(log, 1).checkpoint().size())
                    .as("with one that does not")
                    .isEqualTo(300);
        }
    }

    @Test
    void nothingIsSignedAfterAStartBeforeEnoughWitnessesWereHeard() throws InterruptedException {
        boolean[] there = {false};
        Endorser moody = (oldSize, proof, signed) -> {
            if (!there[0]) {
                throw new java.io.IOException("connection refused");
            }
            return WITNESSING.endorse(oldSize, proof, signed);
        };
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = publisher(log, OPTIONS.withHeard(1), moody)) {
            publisher.step();
            assertThat(log.published()).isEmpty();
            assertThat(publisher.status().failure().orElseThrow()).contains("connection refused");
            there[0] = true;
            publisher.step();
            assertThat(trusted(log, 1).checkpoint().size()).isEqualTo(600);
            there[0] = false;
            journal.append(journal.read(0));
            publisher.step();
            assertThat(trusted(log, 0).checkpoint().size())
                    .as("once heard, it holds nothing up")
                    .isEqualTo(601);
        }
    }

    @Test
    void aJournalThatHasForgottenWhatTheLogDoesNotHaveIsSaid() throws InterruptedException {
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = publisher(log, OPTIONS)) {
            journal.trim(10);
            publisher.step();
            assertThat(publisher.status().state())
                    .isInstanceOfSatisfying(
                            PublisherStatus.State.Stopped.class,
                            stopped -> assertThat(stopped.reason())
                                    .contains("holds 0 entries")
                                    .contains("from 10 on")
                                    .contains("Restore both"));
        }
    }

    @Test
    void whatWasNotForeseenStopsItAndIsSaid() throws InterruptedException {
        try (Log log = Log.open(LogTest.DIR, disk);
                Publisher publisher = Publisher.ready(
                        log,
                        journal,
                        KEY,
                        LogTest.ORIGIN,
                        List.of(),
                        List.of(),
                        OPTIONS.withSettling(1, Duration.ofSeconds(1)),
                        position -> {
                            throw new IllegalStateException("surprise");
                        },
                        () -> now)) {
            publisher.step();
            assertThat(publisher.status().state())
                    .isInstanceOfSatisfying(
                            PublisherStatus.State.Stopped.class,
                            stopped -> assertThat(stopped.reason()).contains("surprise"));
        }
    }

    @Test
    void itsOwnThreadDoesAllThatAndEndsWhenItIsClosed() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try (Log log = Log.open(LogTest.DIR, disk)) {
            Publisher publisher = Publisher.start(
                    log,
                    journal,
                    KEY,
                    LogTest.ORIGIN,
                    List.of(),
                    List.of(WITNESSING),
                    OPTIONS.withSettling(1, Duration.ofSeconds(1)),
                    position -> told.countDown(),
                    InstantSource.system());
            told.await();
            publisher.close();
            assertThat(publisher.status().state()).isEqualTo(new PublisherStatus.State.Closed());
            assertThat(trusted(log, 1).checkpoint().size()).isEqualTo(600);
        }
    }
}
