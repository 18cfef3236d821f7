package dev.remit.gateway.mcp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole gateway conforms to both revisions, under a grant whose customer is known. */
@Tag("node")
@Timeout(300)
final class RealGatewayConformanceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-28", "2025-11-25"})
    void theGatewayConforms(String revision) throws IOException, InterruptedException {
        Npm.assumeInstalled("npx");
        // The gateway lets in no page but those that it is told of, so it is told of the runner's.
        try (TokenAddingProxy proxy = new TokenAddingProxy();
                ShopGateway gateway = ShopGateway.start(folder, Set.of(proxy.origin()))) {
            Conformance.ofRealGateway(proxy.start(gateway.mcp(), gateway.openVerified()), revision);
        }
    }
}
