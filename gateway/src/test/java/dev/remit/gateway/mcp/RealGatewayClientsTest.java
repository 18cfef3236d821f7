package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The official clients of both eras in front of the whole gateway and its made-up shop: what a user gets who takes a
 * standard tool and points it here, over HTTP or by {@code remit mcp}.
 */
@Tag("node")
@Timeout(300)
final class RealGatewayClientsTest {
    @TempDir
    Path folder;

    private ShopGateway gateway;

    @BeforeEach
    void start() throws IOException {
        Npm.assumeInstalled("node");
        Npm.assumeInstalled("npm");
        gateway = ShopGateway.start(folder, Set.of());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({"client,", "client,2026-07-28", "sdk,"})
    void theClientWorksOverHttp(String which, String pin) throws IOException, InterruptedException {
        ObjectNode plan = plan(which, pin);
        plan.putObject("http").put("url", gateway.mcp().toString()).put("token", gateway.open());
        try (ShopClient client = ShopClient.start(plan, folder)) {
            JsonNode seen = client.next();
            lists(seen.path("tools"));
            walks(seen, seen.path("tools"));
            client.goOn();
            client.ends();
        }
    }

    @ParameterizedTest
    @CsvSource({"client,", "client,2026-07-28", "sdk,"})
    void theClientWorksThroughTheBridgeAndAfterItsGrantWasRevoked(String which, String pin)
            throws IOException, InterruptedException {
        ObjectNode plan = plan(which, pin);
        ObjectNode stdio = plan.putObject("stdio").put("command", java());
        bridge().forEach(stdio.putArray("args")::add);
        stdio.putObject("env")
                .put("REMIT_AGENT", gateway.credential())
                .put("REMIT_URL", gateway.address().toString());
        try (ShopClient client = ShopClient.start(plan, folder)) {
            JsonNode seen = client.next();
            lists(seen.path("tools"));
            walks(seen, seen.path("tools"));
            List<String> before = gateway.live();
            assertThat(before).hasSize(1);

            gateway.revoke(before.getFirst());
            client.goOn();
            // It begins unverified: what the revoked grant knew of its customer went with it.
            walks(client.next(), seen.path("tools"));
            assertThat(gateway.live()).hasSize(1).doesNotContainAnyElementsOf(before);
            client.goOn();
            client.ends();
        }
        assertThat(gateway.live()).isEmpty();
    }

    private static void lists(JsonNode tools) {
        assertThat(StreamSupport.stream(tools.spliterator(), false)
                        .map(tool -> tool.path("name").stringValue()))
                .contains("verify_customer", "get_order", "list_orders")
                .isSorted();
    }

    private void walks(JsonNode seen, JsonNode tools) {
        refused(seen.path("unverified"), "verify_first");
        JsonNode verified = seen.path("verified");
        assertThat(verified.path("isError").booleanValue(false)).isFalse();
        valid(tools, "verify_customer", verified);

        JsonNode order = seen.path("order");
        assertThat(order.path("isError").booleanValue(false)).isFalse();
        valid(tools, "get_order", order);
        assertThat(order.path("structuredContent").toString())
                .contains("\"" + gateway.facts().orderNo() + "\"");

        refused(seen.path("others"), "not_found");
        assertThat(seen.path("others").has("structuredContent")).isFalse();
    }

    private static void refused(JsonNode result, String code) {
        assertThat(result.path("isError").booleanValue()).isTrue();
        assertThat(result.path("_meta").path("dev.remit/problem").path("code").stringValue())
                .isEqualTo(code);
    }

    private static void valid(JsonNode tools, String name, JsonNode result) {
        JsonNode schema = StreamSupport.stream(tools.spliterator(), false)
                .filter(tool -> tool.path("name").stringValue().equals(name))
                .map(tool -> tool.required("outputSchema"))
                .findFirst()
                .orElseThrow();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(result.required("structuredContent")))
                .isEmpty();
    }

    private ObjectNode plan(String which, String pin) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("which", which)
                .put("pin", pin)
                .put("email", gateway.facts().email())
                .put("orderNo", gateway.facts().orderNo())
                .put("othersOrderNo", gateway.facts().othersOrderNo());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> bridge() {
        return List.of(
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.remit.gateway.Main",
                "mcp",
                "--workflow",
                ShopGateway.WORKFLOW,
                "--tenant",
                ShopGateway.TENANT);
    }
}
