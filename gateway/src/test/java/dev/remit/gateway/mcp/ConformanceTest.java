package dev.remit.gateway.mcp;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The wire conforms to both revisions. {@code -Dremit.conformance.url=…} checks a server that already runs instead of
 * the fixture.
 */
@Tag("node")
final class ConformanceTest {
    @ParameterizedTest
    @ValueSource(strings = {"2026-07-28", "2025-11-25"})
    void theWireConforms(String revision) throws IOException, InterruptedException {
        Npm.assumeInstalled("npx");
        String other = System.getProperty("remit.conformance.url", "");
        if (!other.isEmpty()) {
            Conformance.holds(URI.create(other), revision);
            return;
        }
        // The fixture takes any token; the proxy is there for its address, which the wire must be told of before.
        try (TokenAddingProxy proxy = new TokenAddingProxy();
                RunningWire wire = ConformanceFixture.start(0, proxy.origin())) {
            Conformance.holds(proxy.start(wire.uri(), FixtureTools.GRANT), revision);
        }
    }
}
