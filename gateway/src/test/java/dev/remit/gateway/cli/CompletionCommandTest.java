package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    Path folder;

    @Test
    void bashTakesTheScriptAndCompletesWithIt() throws IOException, InterruptedException {
        Path script = script("bash");
        assertThat(bash("bash -n " + script)).isEmpty();
        assertThat(bash("source " + script + " && complete -p remit")).contains("remit");
        assertThat(bash("source " + script + "; COMP_WORDS=(remit agent a); COMP_CWORD=2; _complete_remit;"
                        + " echo ${COMPREPLY[@]}"))
                .isEqualTo("add\n");
    }

    @Test
    void zshIsTaughtToReadIt() throws IOException, InterruptedException {
        assertThat(script("zsh")).content().contains("bashcompinit", "complete ");
    }

    private Path script(String shell) throws IOException {
        Console.Done done = new Console(folder, Map.of()).run("completion", shell);
        assertThat(done.exitCode()).isZero();
        return Files.writeString(folder.resolve("completion." + shell), done.out());
    }

    private static String bash(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
