package dev.remit.gateway.mcp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of Node, run in {@code target/node}, so that nothing is installed among the sources. */
public final class Npm {
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "node");

    private Npm() {}

    /**
     * What a program printed.
     *
     * @param out its standard output and error, as they came
     */
    record Output(int exit, String out) {}

    /** Skips the test where the program is not on the path. */
    public static void assumeInstalled(String program) {
        boolean found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(found, program + " is not on the PATH, so the official clients and runner were not run");
    }

    /** Installs what the lock file names, unless that was done for this lock file, and gives the folder. */
    public static synchronized Path install() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        Path done = WORK.resolve("installed.json");
        boolean same = Files.exists(done) && Files.mismatch(done, SOURCES.resolve("package-lock.json")) < 0;
        for (String name :
                List.of("package.json", "package-lock.json", "clients.mjs", "shop.mjs", "tasks.mjs", "upstream.mjs")) {
            Files.copy(SOURCES.resolve(name), WORK.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!same) {
            Output installed = run(WORK, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            if (installed.exit() != 0) {
                throw new IOException("npm ci failed:\n" + installed.out());
            }
            Files.copy(WORK.resolve("package-lock.json"), done, StandardCopyOption.REPLACE_EXISTING);
        }
        return WORK;
    }

    /** Runs a program to its end, for at most fifteen minutes. */
    static Output run(Path folder, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("npm", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                throw new IOException("did not end within fifteen minutes: " + String.join(" ", command));
            }
            return new Output(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
        }
    }
}
