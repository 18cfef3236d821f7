package dev.remit.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.remit.ledger.FaultyFileLayer;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.TestKeys;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.witness.Follower.Look;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
    private final FakeLog log = FakeLog.of(700);
    private Witness witness;

    @BeforeEach
    void open() throws IOException {
        witness = Witness.open(
                WitnessTest.DIR,
                new FaultyFileLayer(),
                TestKeys.fresh("witness.example/1", KeyType.COSIGNATURE),
                List.of(log.trusted()),
                () -> Instant.ofEpochSecond(1_800_000_000));
    }

    @AfterEach
    void close() throws IOException {
        witness.close();
    }

    private Look look(PublishedLog published) {
        return new Follower(witness, published).look();
    }

    @Test
    void aLogIsFollowedAsItGrows() {
        assertThat(look(log)).isInstanceOf(Look.Unreachable.class);
        for (int size : new int[] {0, 1, 255, 256, 257, 600, 700}) {
            assertThat(look(log.publish(size))).isEqualTo(new Look.Cosigned(FakeLog.ORIGIN, size));
            assertThat(look(log)).isEqualTo(new Look.Unchanged(FakeLog.ORIGIN, size));
        }
    }

    @Test
    void aForkAndALogThatWentBackAreRefused() {
        look(log.publish(600));
        assertThat(look(log.forkedAt(300).publish(700)))
                .isInstanceOfSatisfying(
                        Look.Refused.class, refused -> assertThat(refused.why()).contains("past is not what"));
        assertThat(look(log.forkedAt(300).publish(600)))
                .isInstanceOfSatisfying(
                        Look.Refused.class, refused -> assertThat(refused.why()).contains("forked"));
        assertThat(look(log.publish(500)))
                .isInstanceOfSatisfying(
                        Look.Refused.class, refused -> assertThat(refused.why()).contains("went back", "500", "600"));
        assertThat(look(log.publish(700))).isEqualTo(new Look.Cosigned(FakeLog.ORIGIN, 700));
    }

    @Test
    void noTileIsReadForACheckpointThatNobodyTrusts() {
        AtomicInteger reads = new AtomicInteger();
        FakeLog impostor = FakeLog.of(700);
        Note signed = impostor.signed(700);
        look(log.publish(1));
        PublishedLog counting = new PublishedLog() {
            @Override
            public Optional<byte[]> checkpoint() {
                return Optional.of(signed.encode());
            }

            @Override
            public String place() {
                return "somewhere";
            }

            @Override
            public Optional<byte[]> read(TilePath path) {
                reads.incrementAndGet();
                return impostor.read(path);
            }
        };
        assertThat(look(counting)).isInstanceOf(Look.Refused.class);
        assertThat(reads).hasValue(0);
        assertThat(look(FakeLog.of("example.com/other", 9).publish(9))).isInstanceOf(Look.Refused.class);
    }

    @Test
    void aLogInADirectoryIsFollowed(@TempDir Path dir) throws IOException {
        DirectoryTiles tiles = new DirectoryTiles(dir);
        assertThat(look(tiles)).isInstanceOf(Look.Unreachable.class);
        write(dir, log, 300);
        assertThat(look(tiles)).isEqualTo(new Look.Cosigned(FakeLog.ORIGIN, 300));
        write(dir, log, 700);
        assertThat(look(tiles)).isEqualTo(new Look.Cosigned(FakeLog.ORIGIN, 700));
        Files.write(dir.resolve("checkpoint"), new byte[] {(byte) 0xff});
        assertThat(look(tiles)).isInstanceOf(Look.Refused.class);
    }

    @Test
    void aTileThatIsMissingOrCutSaysWhich(@TempDir Path dir) throws IOException {
        write(dir, log, 300);
        DirectoryTiles tiles = new DirectoryTiles(dir);
        look(tiles);
        write(dir, log, 700);
        Path tile = dir.resolve("tile/0/001");
        byte[] whole = Files.readAllBytes(tile);
        Files.delete(tile);
        assertThat(look(tiles))
                .isInstanceOfSatisfying(
                        Look.Unreachable.class, at -> assertThat(at.why()).contains("tile/0/001"));
        Files.write(tile, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThat(look(tiles))
                .isInstanceOfSatisfying(
                        Look.Unreachable.class, at -> assertThat(at.why()).contains("tile/0/001", "cut"));
        Files.write(tile, new byte[20_000_000]);
        assertThat(look(tiles)).isInstanceOf(Look.Unreachable.class);
        Files.write(tile, whole);
        assertThat(look(tiles)).isEqualTo(new Look.Cosigned(FakeLog.ORIGIN, 700));
    }

    /** As tlog-tiles lays it out. */
    private static void write(Path dir, FakeLog log, long size) throws IOException {
        Files.write(dir.resolve("checkpoint"), log.signed(size).encode());
        for (int level = 0; size >> (8 * level) > 0; level++) {
            int width;
            for (long index = 0; (width = TilePath.width(level, index, size)) > 0; index++) {
                TilePath path = new TilePath.Hashes(level, index, width);
                Path file = dir.resolve(path.path());
                Files.createDirectories(file.getParent());
                Files.write(file, log.read(path).orElseThrow());
            }
        }
    }

    @Test
    void aLogAtAnAddressIsFollowed() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/logs/one/", exchange -> {
            String path = exchange.getRequestURI().getPath().substring("/logs/one/".length());
            Optional<byte[]> found = path.equals("checkpoint")
                    ? log.checkpoint()
                    : TilePath.parse(path) instanceof Parsed.WellFormed<TilePath>(TilePath tile)
                            ? log.read(tile)
                            : Optional.empty();
            exchange.sendResponseHeaders(found.isPresent() ? 200 : 404, found.isPresent() ? found.get().length : -1);
            exchange.getResponseBody().write(found.orElse(new byte[0]));
            exchange.close();
        });
        server.createContext("/broken/", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.createContext("/endless/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = "x".repeat(100_000).getBytes(UTF_8);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(much);
            }
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        try (HttpTiles byPrefix = HttpTiles.of(address + "/logs/one/");
                HttpTiles byCheckpoint = HttpTiles.of(address + "/logs/one/checkpoint");
                HttpTiles broken = HttpTiles.of(address + "/broken");
                HttpTiles endless = HttpTiles.of(address + "/endless");
                HttpTiles nothing = HttpTiles.of(address + "/nothing")) {
            assertThat(byPrefix.place()).isEqualTo(byCheckpoint.place());
            log.publish(300);
            assertThat(look(byPrefix)).isEqualTo(new Look.Cosigned(FakeLog.ORIGIN, 300));
            log.publish(700);
            assertThat(look(byCheckpoint)).isEqualTo(new Look.Cosigned(FakeLog.ORIGIN, 700));
            assertThat(look(broken))
                    .isInstanceOfSatisfying(
                            Look.Unreachable.class, at -> assertThat(at.why()).contains("500"));
            assertThat(look(endless))
                    .isInstanceOfSatisfying(
                            Look.Unreachable.class, at -> assertThat(at.why()).contains("more than"));
            assertThat(look(nothing)).isInstanceOf(Look.Unreachable.class);
        } finally {
            server.stop(0);
        }
    }
}
