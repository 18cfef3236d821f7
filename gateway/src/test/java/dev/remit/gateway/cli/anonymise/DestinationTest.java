package dev.remit.gateway.cli.anonymise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.privacy.anonymise.Diversity;
import dev.remit.privacy.anonymise.Hierarchy;
import dev.remit.privacy.anonymise.Plan;
import dev.remit.privacy.anonymise.Treatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold between an output that is made and one that has its name. */
class DestinationTest {
    private static final Plan PLAN = new Plan(
            List.of(
                    new Plan.Column("name", new Treatment.Removed()),
                    new Plan.Column("plan", new Treatment.Generalised(new Hierarchy.Categories(Map.of()))),
                    new Plan.Column("note", new Treatment.Text())),
            2,
            Diversity.NONE,
            0,
            Plan.Cut.STRICT,
            Optional.empty(),
            OptionalLong.empty());

    @TempDir
    Path folder;

    private Terminal terminal() {
        return new Terminal(System.in, System.out, System.err, Map.of(), folder, false);
    }

    @Test
    void aNameThatWasTakenMeanwhileIsNotOverwritten() throws IOException {
        Path place = folder.resolve("out");
        try (Destination destination = new Destination(terminal(), place)) {
            Files.writeString(destination.temporary(), "ours");
            Files.writeString(place, "theirs");

            assertThatThrownBy(destination::publish)
                    .isInstanceOf(Trouble.class)
                    .hasMessageContaining("is there already");
        }
        assertThat(folder).isDirectoryContaining("glob:**/out");
        assertThat(Files.readString(place)).isEqualTo("theirs");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatStandsInTheFileIsCheckedAgain() throws IOException {
        assertThatCode(() -> verify("plan,note\npro,ok\npro,[person] called\n", 2))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> verify("plan,note\npro,ok\nfree,ok\n", 2)).hasMessageContaining("only 1 in it");
        assertThatThrownBy(() -> verify("plan,note\npro,ok\npro,x@mail.example\n", 2))
                .hasMessageContaining("a person");
        assertThatThrownBy(() -> verify("name,plan,note\nA,pro,ok\nB,pro,ok\n", 2))
                .hasMessageContaining("columns");
        assertThatThrownBy(() -> verify("plan,note\npro,ok\npro,ok\n", 3)).hasMessageContaining("failed its check");
    }

    private void verify(String text, int rows) throws IOException {
        WrittenCheck.verify(PLAN, Format.CSV, rows, Files.writeString(folder.resolve("written"), text));
    }
}
