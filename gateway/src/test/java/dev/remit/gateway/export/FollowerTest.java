package dev.remit.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.config.ExportSettings;
import dev.remit.gateway.config.ExportSettings.Form;
import dev.remit.gateway.config.ExportSettings.Start;
import dev.remit.gateway.testing.TestClock;
import dev.remit.gateway.trail.Disclosure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One target, over HTTP as it is. */
class FollowerTest {
    private static final String SECRET = "s3cret-0f-the-receiver";

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final PlainRecords records = new PlainRecords(10);
    private Receiver receiver;
    private final List<Post> posts = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        posts.forEach(Post::close);
        receiver.close();
    }

    private ExportSettings jsonl(boolean subjects) {
        return new ExportSettings(receiver.address("/hook"), Form.JSONL, null, subjects, Start.START);
    }

    private Follower follower(ExportSettings settings, Follower.Rest rest) throws IOException {
        return follower(settings, rest, Post.WHOLE);
    }

    private Follower follower(ExportSettings settings, Follower.Rest rest, Duration limit) throws IOException {
        Positions positions = Positions.open(directory.resolve("export.json"));
        Post post = new Post(settings, reference -> reference.equals("${env:HOOK}") ? SECRET : reference, clock, limit);
        posts.add(post);
        return new Follower(
                "target",
                "target",
                settings,
                records,
                positions,
                post,
                new Pauses(new Random(1)),
                rest,
                clock,
                positions.next("target").orElse(0));
    }

    private Follower follower() throws IOException {
        return follower(jsonl(false), pause -> true);
    }

    private static List<Long> places(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private @Nullable String failure(Follower follower) {
        return follower.status().failure().orElse(null);
    }

    @Test
    void entriesArePostedAsJsonLinesInTheirOrderWithTheirIds() throws Exception {
        Follower follower = follower();
        assertThat(follower.step()).isEqualTo(Duration.ZERO);
        assertThat(receiver.deliveries).singleElement().satisfies(delivery -> {
            assertThat(delivery.path()).isEqualTo("/hook");
            assertThat(delivery.type()).isEqualTo("application/x-ndjson");
            assertThat(delivery.batch()).isEqualTo("0-9");
            assertThat(delivery.places()).isEqualTo(places(0, 10));
            assertThat(delivery.body()).contains("\"id\":\"id-3\"").contains("\"agent\":\"helper\"");
            assertThat(delivery.signature()).as("none without a secret").isEmpty();
        });
        assertThat(follower.status().waiting()).isZero();
        assertThat(follower.status().acceptedAt()).contains(clock.instant());
        assertThat(follower.step()).as("nothing new: it looks again later").isPositive();
        assertThat(receiver.deliveries).hasSize(1);
    }

    @Test
    void customersLeaveOnlyWhereTheSettingsSaySo() throws Exception {
        follower().step();
        assertThat(receiver.deliveries.getFirst().body()).doesNotContain("CUS-4711");
        Follower open = follower(jsonl(true), pause -> true);
        records.size.set(20);
        open.step();
        assertThat(receiver.deliveries.getLast().body()).contains("CUS-4711");
    }

    @Test
    void whatWasErasedIsSentAsErased() throws Exception {
        follower().step();
        List<String> lines = receiver.deliveries.getFirst().body().lines().toList();
        assertThat(JsonMapper.shared().readTree(lines.get(6)).path("erased").asBoolean(false))
                .isTrue();
        assertThat(lines.get(6)).doesNotContain("helper");
        assertThat(lines.get(5)).contains("\"erased\":false");
    }

    @Test
    void aReceiverCanVerifyTheSignature() throws Exception {
        ExportSettings signed =
                new ExportSettings(receiver.address("/hook"), Form.JSONL, "${env:HOOK}", false, Start.START);
        follower(signed, pause -> true).step();
        Receiver.Delivery delivery = receiver.deliveries.getFirst();
        assertThat(SignedDelivery.verifies(SECRET, delivery.signature(), delivery.body(), clock.instant()))
                .isTrue();
        assertThat(SignedDelivery.verifies("another", delivery.signature(), delivery.body(), clock.instant()))
                .isFalse();
        assertThat(SignedDelivery.verifies(SECRET, delivery.signature(), delivery.body() + " ", clock.instant()))
                .isFalse();
        assertThat(SignedDelivery.verifies(
                        SECRET,
                        delivery.signature(),
                        delivery.body(),
                        clock.instant().plusSeconds(301)))
                .as("an old one, sent again by somebody else")
                .isFalse();
    }

    @Test
    void otlpGoesToTheLogsEndpointAsOneRequest() throws Exception {
        ExportSettings otlp = new ExportSettings(receiver.address(""), Form.OTLP, null, false, Start.START);
        receiver.manners.add(Receiver.says(200, "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\"}}"));
        Follower follower = follower(otlp, pause -> true);
        follower.step();
        Receiver.Delivery delivery = receiver.deliveries.getFirst();
        assertThat(delivery.path()).isEqualTo("/v1/logs");
        assertThat(delivery.type()).isEqualTo("application/json");
        JsonNode resources = JsonMapper.shared().readTree(delivery.body()).path("resourceLogs");
        assertThat(resources).hasSize(1);
        JsonNode logRecords = resources.path(0).path("scopeLogs").path(0).path("logRecords");
        assertThat(logRecords).hasSize(10);
        assertThat(logRecords.path(9).toString()).contains("remit.sequence").contains("\"intValue\":\"9\"");
        assertThat(delivery.body()).doesNotContain("CUS-4711");
        assertThat(follower.status().rejected()).as("what it says it left out").isEqualTo(2);
        assertThat(follower.status().waiting()).as("must not be sent again").isZero();
    }

    @Test
    void aPathThatIsGivenIsUsedForOtlp() {
        ExportSettings otlp =
                new ExportSettings(URI.create("https://x.example/otlp/v1/logs"), Form.OTLP, null, false, Start.START);
        assertThat(Post.address(otlp)).isEqualTo(URI.create("https://x.example/otlp/v1/logs"));
    }

    @Test
    void aTargetThatIsDownIsTriedAgainLaterAndLaterAndNothingIsLeftOut() throws Exception {
        int port = receiver.port();
        Follower follower = follower();
        receiver.close();
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pauses.add(follower.step());
        }
        for (int i = 0; i < pauses.size(); i++) {
            long full = Math.min(300_000, 1_000L << i);
            assertThat(pauses.get(i).toMillis()).as("pause %d", i).isBetween(full / 2, full);
        }
        assertThat(follower.status().failures()).isEqualTo(12);
        assertThat(follower.status().waiting()).isEqualTo(10);
        assertThat(failure(follower)).contains("cannot be reached");
        receiver = new Receiver(port);
        assertThat(follower.step()).isZero();
        assertThat(receiver.deliveries.getFirst().places()).isEqualTo(places(0, 10));
        assertThat(follower.status().failure()).isEmpty();
    }

    @Test
    void aTargetThatSaysWhenIsAskedThen() throws Exception {
        Follower follower = follower();
        receiver.manners.add(Receiver.status(503, "Retry-After", "120"));
        assertThat(follower.step()).isEqualTo(Duration.ofMinutes(2));
        receiver.manners.add(Receiver.status(429, "Retry-After", "Sat, 21 Nov 2026 10:05:10 GMT"));
        assertThat(follower.step()).isEqualTo(Duration.ofMinutes(5));
        receiver.manners.add(Receiver.status(503, "Retry-After", "999999999"));
        assertThat(follower.step()).as("not for years").isEqualTo(Duration.ofHours(1));
        receiver.manners.add(Receiver.status(500, "Retry-After", "soon"));
        assertThat(follower.step()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(follower.step()).isZero();
    }

    @Test
    void whatIsRefusedForGoodIsShownAndTriedSlowlyAndNeverSkipped() throws Exception {
        Follower follower = follower();
        receiver.manners.add(Receiver.status(401));
        assertThat(follower.step()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
        assertThat(follower.status().refused()).isTrue();
        assertThat(failure(follower)).contains("401");
        assertThat(follower.status().next()).isZero();
        follower.step();
        assertThat(follower.status().refused()).isFalse();
        assertThat(receiver.deliveries.getLast().places()).isEqualTo(places(0, 10));
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Receiver elsewhere = new Receiver()) {
            receiver.manners.add(
                    Receiver.status(307, "Location", elsewhere.address("/").toString()));
            Follower follower = follower();
            follower.step();
            assertThat(elsewhere.deliveries).isEmpty();
            assertThat(follower.status().refused()).isTrue();
            assertThat(failure(follower)).contains("307");
        }
    }

    @Test
    void aTargetThatDoesNotAnswerIsGivenUpAndTriedAgain() throws Exception {
        receiver.manners.add(receiver.waits());
        Follower follower = follower(jsonl(false), pause -> true, Duration.ofMillis(200));
        assertThat(follower.step()).isPositive();
        assertThat(failure(follower)).contains("no whole answer");
        assertThat(follower(jsonl(false), pause -> true).step())
                .as("one that answers")
                .isZero();
    }

    @Test
    void anAnswerOfAGigabyteIsNotRead() throws Exception {
        receiver.manners.add(receiver.floods(1L << 30));
        Follower follower = follower();
        assertThat(follower.step()).isZero();
        assertThat(follower.status().next()).isEqualTo(10);
        receiver.close(); // waits for the flood to end
        assertThat(receiver.written).hasValueLessThan(64L << 20);
    }

    @Test
    void aBatchThatIsTooLargeIsHalvedUntilItFits() throws Exception {
        Follower follower = follower();
        receiver.manners.add(Receiver.status(413));
        receiver.manners.add(Receiver.status(413));
        follower.step();
        follower.step();
        follower.step();
        assertThat(receiver.deliveries).extracting(Receiver.Delivery::batch).containsExactly("0-9", "0-4", "0-1");
        follower.step();
        assertThat(receiver.deliveries.getLast().batch()).isEqualTo("2-4");
    }

    @Test
    void afterABatchWasTooLargeFewAreTooLargeAgain() throws Exception {
        records.size.set(2_000);
        Follower follower = follower();
        int tooLarge = 0;
        while (follower.status().next() < 2_000) {
            long next = follower.status().next();
            receiver.manners.add(exchange -> Receiver.status(
                            receiver.deliveries.getLast().places().size() > 100 ? 413 : 200)
                    .answer(exchange));
            follower.step();
            tooLarge += follower.status().next() == next ? 1 : 0;
        }
        assertThat(tooLarge).isLessThan(receiver.deliveries.size() / 4);
    }

    @Test
    void aBatchEndsBeforeItHasTooManyEntriesOrBytes() throws Exception {
        records.size.set(Batch.MOST + 100);
        follower().step();
        assertThat(receiver.deliveries.getLast().places()).hasSize(Batch.MOST);
        records.filling = "x".repeat(300_000);
        Follower large = follower(jsonl(true), pause -> true);
        large.step();
        assertThat(receiver.deliveries.getLast().body().length()).isLessThan(Batch.LONGEST + 1_000);
        assertThat(receiver.deliveries.getLast().places()).isNotEmpty();
        records.filling = "x".repeat(2 * Batch.LONGEST);
        assertThat(large.step()).isZero();
        assertThat(receiver.deliveries.getLast().places()).as("one always fits").hasSize(1);
    }

    @Test
    void anEntryThatCannotBeReadIsWaitedForNotSkipped() throws Exception {
        records.broken = 0;
        Follower follower = follower();
        assertThat(follower.step()).isPositive();
        assertThat(failure(follower)).contains("entry 0 cannot be read");
        records.broken = -1;
        follower.step();
        assertThat(receiver.deliveries.getFirst().places()).isEqualTo(places(0, 10));
    }

    @Test
    void everyEntryComesAtLeastOnceAndInOrderWhateverFailsAndHoweverOftenItRestarts() throws Exception {
        long seed = 20261121;
        Random random = new Random(seed);
        List<Receiver.Manner> moods = List.of(
                Receiver.status(200),
                Receiver.status(500),
                Receiver.drops(),
                Receiver.status(413),
                Receiver.status(404));
        for (int i = 0; i < 200; i++) {
            receiver.manners.add(moods.get(random.nextInt(moods.size())));
        }
        records.size.set(3_000);
        int restarts = 0;
        long done = 0;
        while (done < records.size()) {
            int[] steps = {1 + random.nextInt(5)};
            Follower follower = follower(jsonl(false), pause -> --steps[0] > 0);
            assertThat(follower.status().next()).as("seed %d", seed).isGreaterThanOrEqualTo(done);
            follower.run();
            done = follower.status().next();
            restarts++;
        }
        assertThat(restarts).isGreaterThan(10);
        long expected = 0;
        for (Receiver.Delivery delivery : receiver.deliveries) {
            assertThat(delivery.places().getFirst())
                    .as("seed %d: none left out", seed)
                    .isLessThanOrEqualTo(expected);
            expected = Math.max(expected, delivery.places().getLast() + 1);
        }
        assertThat(expected).isEqualTo(3_000);
        assertThat(Positions.open(directory.resolve("export.json")).next("target"))
                .hasValue(3_000);
    }

    @Test
    void aSecretThatIsNotThereIsWaitedFor() throws Exception {
        ExportSettings signed = new ExportSettings(receiver.address("/"), Form.JSONL, "${env:NO}", false, Start.START);
        Post post = new Post(
                signed,
                reference -> {
                    throw new IllegalArgumentException("The environment variable NO is not set.");
                },
                clock,
                Post.WHOLE);
        posts.add(post);
        assertThat(post.send(Batch.of(records, 0, 10, Form.JSONL, Disclosure.WITHOUT_SUBJECTS)))
                .isEqualTo(new Answer.Later(
                        "The secret cannot be had: The environment variable NO is not set.", Optional.empty()));
        assertThat(receiver.deliveries).as("nothing goes out unsigned").isEmpty();
    }
}
