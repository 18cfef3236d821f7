package dev.remit.gateway.cli.init;

import dev.remit.core.catalog.CatalogCompiler;
import dev.remit.core.catalog.CatalogReading;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Severity;
import dev.remit.core.yaml.YamlReader;
import dev.remit.gateway.cli.ExitCode;
import dev.remit.gateway.cli.Failures;
import dev.remit.gateway.cli.Logs;
import dev.remit.gateway.cli.Printable;
import dev.remit.gateway.cli.RateLine;
import dev.remit.gateway.cli.Terminal;
import dev.remit.gateway.cli.Trouble;
import dev.remit.gateway.cli.Verb;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.propose.CatalogText;
import dev.remit.gateway.propose.Proposal;
import dev.remit.gateway.propose.ProposedField;
import dev.remit.gateway.propose.ProposedResource;
import dev.remit.gateway.propose.Proposer;
import dev.remit.gateway.source.SampledValues;
import dev.remit.gateway.source.Survey;
import dev.remit.gateway.source.SurveyException;
import dev.remit.gateway.source.SurveyedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code remit init}: looks over a database and proposes a catalog for a person to review. */
@Command(
        name = "init",
        description = {
            "Propose a catalog for a database, with a class and a reason for each column.",
            "Reads only. What it looks at stays in memory. Exits with 1 where a person must decide before it can be used."
        },
        footer = {
            "  remit init --source jdbc:sqlite:shop.db --out shop",
            "  remit init --source jdbc:postgresql://localhost/shop --user reader --password-env SHOP_READ --out shop"
        })
public final class InitCommand extends Verb {
    private static final int MOST_RESOURCES = 1_000;

    @Option(names = "--source", paramLabel = "URL", required = true, description = "The JDBC URL, without a password.")
    String source = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The configuration folder to write to.")
    Path out = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "The source's name; the database's unless said.")
    @Nullable
    String name;

    @Option(names = "--user", paramLabel = "U", description = "The user to connect as; it should only be able to read.")
    @Nullable
    String user;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the password; the catalog refers to it.")
    @Nullable
    String passwordVariable;

    @Option(names = "--schema", paramLabel = "S", description = "Only tables of this schema.")
    @Nullable
    String schema;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "How many rows of each table to look at, 0 to 1000; 200 unless said.")
    int sample = 200;

    @Option(names = "--json", description = "Print what is proposed as JSON.")
    boolean json;

    public InitCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Logs.quiet(terminal.err());
        if (sample < 0 || sample > Survey.MOST_ROWS) {
            throw Trouble.usage("--sample is from 0 to " + Survey.MOST_ROWS + ". Choose such a number.");
        }
        Address address = Address.of(terminal, source, name, user, passwordVariable);
        if (schema != null && address.connection().jdbc().startsWith("jdbc:sqlite:")) {
            throw Trouble.usage("SQLite has no schemas. Leave out --schema.");
        }
        Path folder = terminal.path(out);
        NewFiles files = new NewFiles(folder, address.name());
        files.check(terminal.shown(files.catalog()));
        CatalogReading others = others(folder);
        if (others.catalog().sources().containsKey(address.name())) {
            throw Trouble.no("Another catalog in " + terminal.shown(folder) + " describes a source '" + address.name()
                    + "' already. Choose another --name.");
        }
        Proposal proposal = survey(address, folder, others);
        String text = text(proposal, address.connection());
        List<Path> written = files.write(text);
        Folder.Loaded loaded = new Folder(folder).load();
        if (json) {
            terminal.json(json(proposal, written, loaded));
        } else {
            tell(proposal, written, loaded, folder);
        }
        return loaded instanceof Folder.Loaded.Accepted ? ExitCode.OK : ExitCode.NO;
    }

    /** What else the folder holds; what is wrong there is said by the check at the end. */
    private static CatalogReading others(Path folder) {
        return CatalogCompiler.compile(new Folder(folder).catalogs(new Findings()), new Findings());
    }

    private Proposal survey(Address address, Path folder, CatalogReading others) {
        References references = new References(terminal.environment(), folder);
        Path drivers = drivers(folder);
        try (Survey survey = Survey.open(address.source(), references, drivers)) {
            List<String> names = survey.tables(schema);
            if (names.isEmpty()) {
                throw Trouble.no("There are no tables" + (schema == null ? "" : " in schema " + schema)
                        + " that this user may see. Check " + (schema == null ? "the URL and the user." : "--schema."));
            }
            if (names.size() > MOST_RESOURCES) {
                throw Trouble.no("There are " + names.size() + " tables, and a catalog takes " + MOST_RESOURCES
                        + ". Choose a part with --schema.");
            }
            RateLine bar = new RateLine(terminal, "tables");
            long began = System.nanoTime();
            List<SurveyedTable> tables = new ArrayList<>();
            for (String each : names) {
                SurveyedTable table = survey.describe(each);
                if (table != null) {
                    tables.add(table);
                } else {
                    terminal.remark(
                            Printable.of(each) + " is gone, or its name cannot be written in a catalog; left out.");
                }
            }
            Proposer proposer =
                    new Proposer(address.name(), tables, new HashSet<>(others.resourceNames()), others.namesSubject());
            int[] done = {0};
            Function<SurveyedTable, SampledValues> sampled = table -> {
                bar.show(done[0]++, names.size(), 0, Duration.ofNanos(System.nanoTime() - began));
                SampledValues samples = survey.sample(table, sample);
                if (!samples.complete()) {
                    bar.clear();
                    terminal.remark(Printable.of(table.name())
                            + ": not all of its columns could be looked at in time; those go by their names.");
                }
                return samples;
            };
            Proposal proposal = proposer.propose(sampled);
            bar.clear();
            return proposal;
        } catch (SurveyException failure) {
            throw Trouble.failed(
                    Failures.sentence(Failures.of(failure)) + " Check --source, --user and --password-env.");
        }
    }

    private static Path drivers(Path folder) {
        var settings = new Folder(folder).settings(new Findings());
        return settings == null ? folder.resolve("drivers") : settings.drivers();
    }

    private static String text(Proposal proposal, CatalogText.Connection connection) {
        String text = CatalogText.of(proposal, connection, true);
        if (text.length() >= YamlReader.MOST_CHARACTERS) {
            text = CatalogText.of(proposal, connection, false);
        }
        if (text.length() >= YamlReader.MOST_CHARACTERS) {
            throw Trouble.no("The catalog would be longer than a file may be. Choose a part with --schema.");
        }
        return text;
    }

    private void tell(Proposal proposal, List<Path> written, Folder.Loaded loaded, Path folder) {
        List<ProposedResource> undecided = proposal.undecided();
        written.forEach(file -> terminal.say("wrote " + terminal.shown(file)));
        long fields = proposal.resources().stream()
                .filter(each -> each.undecided() == null)
                .flatMap(each -> each.fields().stream())
                .filter(each -> each.leftOut() == null)
                .count();
        terminal.say((proposal.resources().size() - undecided.size()) + " resources with " + fields + " fields"
                + (undecided.isEmpty() ? "" : "; " + undecided.size() + " commented out until you decide:"));
        undecided.forEach(each -> terminal.say("  " + each.name() + " (" + Printable.of(each.table()) + "): "
                + Printable.of(String.valueOf(each.undecided()))));
        proposal.unlisted().forEach(each -> terminal.say("  not listed: " + Printable.of(each)));
        terminal.say(
                proposal.subject() == null
                        ? "No table looks like the customers: write `subject:` yourself."
                        : "Customers are guessed to be '" + proposal.subject() + "'"
                                + (proposal.tenant() == null
                                        ? "."
                                        : ", and all of it one tenant's, '" + proposal.tenant() + "'."));
        List<Finding> errors = errors(loaded);
        if (loaded instanceof Folder.Loaded.Accepted) {
            terminal.say("Review each class and each scope, then: remit check " + terminal.shown(folder));
        } else {
            errors.forEach(each -> terminal.say("  " + each.message() + " " + each.hint()));
            terminal.say("Decide what is commented out, then: remit check " + terminal.shown(folder));
        }
    }

    private static List<Finding> errors(Folder.Loaded loaded) {
        return loaded.findings().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .toList();
    }

    private ObjectNode json(Proposal proposal, List<Path> written, Folder.Loaded loaded) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("source", proposal.source()).put("tenant", proposal.tenant()).put("subject", proposal.subject());
        ArrayNode files = answer.putArray("written");
        written.forEach(file -> files.add(terminal.shown(file)));
        answer.put("undecided", proposal.undecided().size());
        answer.put("passes", loaded instanceof Folder.Loaded.Accepted);
        ArrayNode errors = answer.putArray("errors");
        errors(loaded).forEach(each -> errors.add(each.message()));
        ArrayNode unlisted = answer.putArray("unlisted");
        proposal.unlisted().forEach(unlisted::add);
        ArrayNode resources = answer.putArray("resources");
        for (ProposedResource resource : proposal.resources()) {
            ObjectNode node = resources
                    .addObject()
                    .put("resource", resource.name())
                    .put("table", resource.table())
                    .put("scope", resource.scope())
                    .put("scope_reason", resource.scopeReason())
                    .put("guess", resource.guessed())
                    .put("key", resource.key())
                    .put("samples", resource.samples())
                    .put("undecided", resource.undecided());
            ArrayNode findBy = node.putArray("find_by");
            resource.findBy().forEach(findBy::add);
            ArrayNode fields = node.putArray("fields");
            resource.fields().forEach(field -> put(fields.addObject(), field));
        }
        return answer;
    }

    private static void put(ObjectNode into, ProposedField field) {
        into.put("field", field.name())
                .put("column", field.column())
                .put("class", field.dataClass().label())
                .put("type", field.type().label())
                .put("kind", field.kind().label())
                .put("required", field.required())
                .put("confidence", field.confidence().label())
                .put("reason", field.reason())
                .put("left_out", field.leftOut());
    }
}
