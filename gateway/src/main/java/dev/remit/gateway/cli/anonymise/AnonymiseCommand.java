package dev.remit.gateway.cli.anonymise;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.SourceText;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.FindingsText;
import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.cli.Verb;
import dev.remit.privacy.anonymise.Anonymiser;
import dev.remit.privacy.anonymise.Depersonaliser;
import dev.remit.privacy.anonymise.Outcome;
import dev.remit.privacy.anonymise.Plan;
import dev.remit.privacy.anonymise.Proposer;
import dev.remit.privacy.anonymise.Release;
import dev.remit.privacy.anonymise.Report;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code remit anonymise}: a table in which nobody can be told from at least k - 1 others. */
@Command(
        name = "anonymise",
        description = {
            "Make a table anonymous, and say what risk is left.",
            "Columns that say who it is go; those that help to find out are generalised until at least k rows look alike;"
                    + " texts lose their persons. The output is checked before it gets its name."
        },
        footer = {
            "  remit anonymise tickets.csv --propose > plan.yaml     a guess, to be reviewed",
            "  remit anonymise tickets.csv --plan plan.yaml --out anonymous.csv"
        })
public final class AnonymiseCommand extends Verb {
    private static final int SAMPLE_ROWS = 10_000;
    private static final int ROWS_BETWEEN_LOOKS = 1 << 12;

    /** Of the memory there is; the rest is for what is made while the rows are divided. */
    private static final double MEMORY_SHARE = 0.7;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "The table: CSV with a header, separated by commas, semicolons or tabs, or JSON lines (.jsonl,"
                            + " .ndjson).")
    Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    Task task = new Task();

    /** What to do; one of the two. */
    static final class Task {
        @Option(names = "--plan", paramLabel = "PLAN", description = "What becomes of each column (YAML).")
        @Nullable
        Path plan;

        @Option(
                names = "--propose",
                description = "Print a plan guessed from names and values, for a person to review.")
        boolean propose;
    }

    @Option(names = "--out", paramLabel = "FILE", description = "Where the output goes; standard output unless said.")
    @Nullable
    Path out;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the report there, as JSON.")
    @Nullable
    Path reportFile;

    @Option(names = "--json", description = "Print the report as JSON; needs --out.")
    boolean json;

    @Option(names = "--k", paramLabel = "N", description = "The fewest rows that look alike; instead of the plan's.")
    @Nullable
    Integer k;

    @Option(
            names = "--l",
            paramLabel = "N",
            description = "The fewest sensitive values among them; instead of the plan's.")
    @Nullable
    Integer l;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything else happens
    CommandSpec spec;

    public AnonymiseCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Path table = terminal.path(file);
        Format format = Format.of(table);
        checkOptions();
        try {
            return task.plan == null ? propose(table, format) : anonymise(table, format, terminal.path(task.plan));
        } catch (Records.Malformed e) {
            throw Trouble.no(
                    "Cannot read " + terminal.shown(table) + ", " + Printable.of(String.valueOf(e.getMessage())) + ".");
        }
    }

    private void checkOptions() {
        if (task.propose && (out != null || reportFile != null || json || k != null || l != null)) {
            throw misused("--propose prints a plan; --out, --report, --json, --k and --l go with --plan.");
        }
        if (json && out == null) {
            throw misused("--json prints the report where the rows would go. Say where these go with --out.");
        }
        if ((k != null && k < 2) || (l != null && l < 1)) {
            throw misused("--k is at least 2, and --l at least 1.");
        }
    }

    private ParameterException misused(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private int propose(Path table, Format format) throws IOException {
        List<String> header = format.columns(table, SAMPLE_ROWS);
        Proposer proposer = new Proposer(header);
        int rows = 0;
        try (Records records = format.open(table, header)) {
            for (List<String> row = records.next(); row != null && rows < SAMPLE_ROWS; row = records.next()) {
                proposer.add(row);
                rows++;
            }
        }
        if (rows == 0) {
            throw Trouble.no(
                    "There are no rows in " + terminal.shown(table) + " to guess from. Name a table with some.");
        }
        ProposalText.lines(proposer.propose(), rows).forEach(terminal::say);
        return ExitCode.OK;
    }

    private int anonymise(Path table, Format format, Path planPath) throws IOException {
        Path output = out == null ? null : terminal.path(out);
        Path reportPath = reportFile == null ? null : terminal.path(reportFile);
        if (reportPath != null) {
            Destination.refuseExisting(terminal, reportPath);
        }
        Findings findings = new Findings();
        PlanFile.Options options = new PlanFile.Options(optional(k), optional(l));
        SourceText source = new SourceText(planPath.toString(), Files.readString(planPath));
        PlanFile written = PlanFile.read(source, options, findings);
        if (written == null) {
            return refused(findings);
        }
        List<String> header = format == Format.CSV ? format.columns(table, 0) : written.names();
        Plan plan = written.against(header, terminal.shown(table), findings);
        if (plan == null) {
            return refused(findings);
        }
        try (Destination destination = new Destination(terminal, output)) {
            Release release = release(plan, table, format);
            write(release, format, destination.temporary());
            WrittenCheck.verify(plan, format, release.report().rowsOut(), destination.temporary());
            if (reportPath != null) {
                Files.writeString(
                        reportPath,
                        ReportJson.of(release.report()).toPrettyString() + "\n",
                        StandardOpenOption.CREATE_NEW);
            }
            destination.publish();
            say(release.report());
        }
        return ExitCode.OK;
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private int refused(Findings findings) {
        FindingsText.print(terminal, terminal.err(), findings.sorted());
        terminal.complain(
                "The plan does not fit, so nothing was written. Correct it; 'remit anonymise FILE --propose' shows"
                        + " one for the file.");
        return ExitCode.NO;
    }

    private Release release(Plan plan, Path table, Format format) throws IOException {
        ProgressLine progress = new ProgressLine(terminal, InstantSource.system());
        Anonymiser anonymiser = new Anonymiser(plan, Depersonaliser.standard());
        long most = (long) (Runtime.getRuntime().maxMemory() * MEMORY_SHARE);
        List<String> header = plan.columns().stream().map(Plan.Column::name).toList();
        try (Records records = format.open(table, header)) {
            for (List<String> row = records.next(); row != null; row = records.next()) {
                anonymiser.add(row);
                progress.show("Reading", anonymiser.rows(), 0);
                if (anonymiser.rows() % ROWS_BETWEEN_LOOKS == 0 && anonymiser.bytes() > most) {
                    throw Trouble.failed(
                            "The table does not fit into memory: after %,d rows it needs %,d MiB. Start with more, such as REMIT_JAVA_OPTS=-Xmx8g."
                                    .formatted(anonymiser.rows(), anonymiser.bytes() >> 20));
                }
            }
        }
        Outcome outcome = anonymiser.finish((done, all) -> progress.show("Dividing", done, all));
        progress.end();
        return switch (outcome) {
            case Outcome.Released released -> released.release();
            case Outcome.Refused refused -> throw Trouble.no("Nothing was written. " + Printable.of(refused.why()));
        };
    }

    private static void write(Release release, Format format, Path to) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
            format.header(writer, release.header());
            for (List<String> row : release.rows()) {
                format.row(writer, release.header(), row);
            }
        }
    }

    private void say(Report report) {
        if (json) {
            terminal.say(ReportJson.of(report).toPrettyString());
            return;
        }
        ReportText.lines(terminal, report).forEach(out == null ? terminal::remark : terminal::say);
    }
}
