package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.desk.ActingShop;
import dev.remit.gateway.state.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official tasks package in front of the whole gateway: it waits for a person, and it cancels. */
@Tag("node")
@Timeout(300)
final class OfficialTasksTest {
    @TempDir
    Path directory;

    @Test
    void thePackageWaitsForAPersonAndCancels() throws IOException, InterruptedException {
        Npm.assumeInstalled("node");
        Npm.assumeInstalled("npm");
        Path folder = Npm.install();
        try (ActingShop shop = new ActingShop(directory)) {
            shop.contract(
                    "approver, operator], within: 30m", "approver, operator], within: 1m"); // so that it is polled soon
            shop.shop.sql("UPDATE orders SET total = 95 WHERE order_no = 'ORD-2'");
            String token = shop.grant("ann");
            String bob = shop.account("bob", "approver");
            CompletableFuture<Operation> waits = new CompletableFuture<>();
            shop.gateway.operations().watch(operation -> {
                if (operation.status() == Operation.Status.WAITING) {
                    waits.complete(operation);
                }
            });
            CompletableFuture<Void> approved = waits.thenAcceptAsync(operation -> shop.approve(bob, operation.id()));

            Npm.Output output = Npm.run(
                    folder,
                    "node",
                    "tasks.mjs",
                    shop.url() + "/mcp",
                    token,
                    "cancel_order",
                    "{\"order_no\":\"ORD-3\"}",
                    "{\"order_no\":\"ORD-2\"}");

            assertThat(output.exit()).as(output.out()).isZero();
            approved.join();
            JsonNode seen =
                    JsonMapper.shared().readTree(output.out().lines().toList().getLast());
            assertThat(seen.path("kind").asString()).isEqualTo("task");
            assertThat(seen.path("taskId").asString()).isEqualTo(waits.join().id());
            assertThat(seen.path("result").path("isError").asBoolean(true)).isFalse();
            assertThat(seen.path("result")
                            .path("structuredContent")
                            .path("status")
                            .asString())
                    .isEqualTo("done");
            String cancelled = seen.path("cancelled").asString();
            assertThat(Objects.requireNonNull(shop.gateway.operations().get(cancelled))
                            .status())
                    .isEqualTo(Operation.Status.DROPPED);
            assertThat(shop.status("ORD-3")).isEqualTo("cancelled");
            assertThat(shop.status("ORD-2")).isEqualTo("open");
        }
    }
}
