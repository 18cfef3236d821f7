package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the program as a user does. That what it prints can be pasted is shown on a fresh checkout. */
@Tag("slow")
@Timeout(600)
class DemoTest {
    @TempDir
    Path folder;

    private final List<String> java = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.remit.gateway.Main");

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .put("REMIT_SHOP_DB", folder.resolve(".remit/demo/shop.db").toString());
        return builder.redirectError(folder.resolve("err").toFile()).start();
    }

    /** Reads until a line that begins so. */
    private static List<String> until(Process process, String last) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith(last)) {
                return lines;
            }
        }
        return lines;
    }

    private int stop(Process process) throws InterruptedException {
        process.destroy(); // SIGTERM
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void whatTheDemoMadeIsTakenAgainAndCanBeServed() throws Exception {
        Process demo = start("demo", "--port", "0");
        try {
            until(demo, "Ctrl-C");
            assertThat(folder.resolve("err")).content().contains("making a shop");
        } finally {
            assertThat(stop(demo)).isZero();
        }
        Process again = start("demo", "--port", "0");
        try {
            assertThat(String.join("\n", until(again, "Ctrl-C"))).contains("remit_agent_");
            assertThat(folder.resolve("err")).content().doesNotContain("making a shop");
        } finally {
            assertThat(stop(again)).isZero();
        }
        Process serve = start("serve", "--config", ".remit/demo", "--port", "0");
        try {
            assertThat(until(serve, "remit: serving").getLast())
                    .matches(
                            "remit: serving 16 workflows on http://127\\.0\\.0\\.1:[0-9]+ \\(data: \\.remit/demo/data\\)");
            new ProcessBuilder("kill", "-HUP", Long.toString(serve.pid()))
                    .start()
                    .waitFor();
        } finally {
            assertThat(stop(serve)).isZero();
        }
    }
}
