package dev.remit.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.ledger.FaultyFileLayer;
import dev.remit.ledger.FaultyFileLayer.Call;
import dev.remit.ledger.FaultyFileLayer.Effect;
import dev.remit.ledger.FaultyFileLayer.Fault;
import dev.remit.ledger.FaultyFileLayer.Loss;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.SigningKey;
import dev.remit.ledger.note.TestKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets every call to the file system go wrong in turn while a head is cosigned, then takes the process or the power away,
 * and looks whether the next process remembers every cosignature that left.
 */
class WitnessCrashTest {
    private static final long SEED = 20261121;

    private final FakeLog log = FakeLog.of(20);
    private final FakeLog fork = log.forkedAt(7);
    private final SigningKey key = TestKeys.fresh("witness.example/1", KeyType.COSIGNATURE);

    private Witness open(FaultyFileLayer disk) throws IOException {
        return Witness.open(
                WitnessTest.DIR, disk, key, List.of(log.trusted()), () -> Instant.ofEpochSecond(1_800_000_000));
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    void whatLeftIsRememberedWhicheverCallGoesWrong(Effect effect) throws IOException {
        int faults = 0;
        for (Call call : Call.values()) {
            for (int nth = 1; cosignWith(new Fault(call, nth, effect)); nth++) {
                faults++;
            }
        }
        assertThat(faults).isGreaterThanOrEqualTo(5); // create, write, force, rename, force of the directory
    }

    /** @return whether the fault came to pass */
    private boolean cosignWith(Fault fault) throws IOException {
        FaultyFileLayer disk = new FaultyFileLayer();
        Witness witness = open(disk);
        assertThat(witness.cosign(log.request(0, 7))).isInstanceOf(Testimony.Given.class);
        disk.with(fault);
        boolean left = witness.cosign(log.request(7, 12)) instanceof Testimony.Given;
        boolean happened = disk.calls(fault.call()) >= fault.nth();
        for (Loss loss : Loss.values()) {
            for (int seed = 0; seed < 4; seed++) {
                String when = fault + ", then " + loss + ", seed " + (SEED + seed);
                try (Witness next = open(disk.after(loss, new Random(SEED + seed)))) {
                    long size = next.size(FakeLog.ORIGIN);
                    assertThat(size).as(when).isIn(left ? List.of(12L) : List.of(7L, 12L));
                    Testimony other = next.cosign(fork.request(size, 15));
                    if (left) {
                        assertThat(other).as(when).isInstanceOf(Testimony.Refused.class);
                    }
                    if (size == 7) {
                        assertThat(other).as(when).isInstanceOf(Testimony.Given.class);
                    } else {
                        assertThat(next.cosign(log.request(12, 15))).as(when).isInstanceOf(Testimony.Given.class);
                    }
                }
            }
        }
        return happened;
    }
}
