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

    /** Run for their report only, and not offered here: the tasks extension, and arguments mirrored into headers. */
    private static final Pattern NOT_OFFERED = Pattern.compile("tasks-.*|http-custom-header-server-validation");

    private static final Pattern NOT_SCORED = Pattern.compile("^ {2}([✓✗]) (\\S+) \\(\\S+\\)$");

    private Conformance() {}

    /**
     * Runs all that a revision requires. Passes where exactly the scenarios of {@code not-applicable-<revision>.yaml}
     * fail, and of those that the runner does not score, only those that are not offered.
     */
    static void holds(URI url, String revision) throws IOException, InterruptedException {
        Path list = LISTS.resolve("not-applicable-" + revision + ".yaml").toAbsolutePath();
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
        assertThat(output.out()).contains("=== SUMMARY ===", "tools-call-simple-text: 2 passed, 0 failed");

        List<String> failing = output.out()
                .lines()
                .map(NOT_SCORED::matcher)
                .filter(line -> line.matches() && line.group(1).equals("✗"))
                .map(line -> line.group(2))
                .filter(name -> !NOT_OFFERED.matcher(name).matches())
                .toList();
        assertThat(failing).as("not scored, but passed before").isEmpty();
    }
}
