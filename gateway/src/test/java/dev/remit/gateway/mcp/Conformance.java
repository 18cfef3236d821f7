package dev.remit.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The official conformance runner, against any server with the fixture's tools on a loopback URL without a token. */
final class Conformance {
    /** Pinned, because each version adds scenarios. */
    private static final String RUNNER = "@modelcontextprotocol/conformance@0.2.0-alpha.12";

    private static final Path LISTS = Path.of("src", "test", "conformance");
    private static final Path WORK = Path.of("target", "conformance");

    /**
     * Run for their report only: those of the tasks extension want tools of their own that take their time, which are not
     * here, and arguments mirrored into headers are not offered.
     */
    private static final String NOT_OFFERED = "tasks-.*|http-custom-header-server-validation";

    /** Run for its report only, and wants the fixture's tool with a schema of its own. */
    private static final String NOT_WITHOUT_FIXTURE = NOT_OFFERED + "|json-schema-2020-12";

    private static final Pattern NOT_SCORED = Pattern.compile("^ {2}([✓✗]) (\\S+) \\(\\S+\\)$");

    private Conformance() {}

    /** The fixture's server: exactly the scenarios of {@code not-applicable-<revision>.yaml} fail. */
    static void holds(URI url, String revision) throws IOException, InterruptedException {
        runs(url, revision, "not-applicable-", "tools-call-simple-text: 2 passed, 0 failed", NOT_OFFERED);
    }

    /** A server without the fixture's tools: exactly the scenarios of {@code real-gateway-<revision>.yaml} fail. */
    static void ofRealGateway(URI url, String revision) throws IOException, InterruptedException {
        String proof =
                revision.equals("2026-07-28") ? "tools-list: 4 passed, 0 failed" : "tools-list: 3 passed, 0 failed";
        runs(url, revision, "real-gateway-", proof, NOT_WITHOUT_FIXTURE);
    }

    /**
     * Runs all that a revision requires. Passes where exactly the scenarios of a list fail, and of those that the runner
     * does not score, only those that are not offered.
     *
     * @param proof what the report says where the tools were reached
     * @param unscored a pattern of the names of scenarios that may fail though they are not in the list
     */
    private static void runs(URI url, String revision, String lists, String proof, String unscored)
            throws IOException, InterruptedException {
        Path list = LISTS.resolve(lists + revision + ".yaml").toAbsolutePath();
        Files.createDirectories(WORK);
        Npm.Output output = Npm.run(
                WORK,
                "npx",
                "-y",
                "-p",
                "node@22",
                "-p",
                RUNNER,
                "conformance",
                "server",
                "--url",
                url.toString(),
                "--requirements",
                revision,
                "--expected-failures",
                list.toString());
        assertThat(output.exit()).as(output.out()).isZero();
        assertThat(output.out()).contains("=== SUMMARY ===", proof);

        List<String> failing = output.out()
                .lines()
                .map(NOT_SCORED::matcher)
                .filter(line -> line.matches() && line.group(1).equals("✗"))
                .map(line -> line.group(2))
                .filter(name -> !name.matches(unscored))
                .toList();
        assertThat(failing).as("not scored, but passed before").isEmpty();
    }
}
