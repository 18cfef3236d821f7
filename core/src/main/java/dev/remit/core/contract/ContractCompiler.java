package dev.remit.core.contract;

import dev.remit.core.catalog.CatalogCompiler;
import dev.remit.core.catalog.CatalogReading;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.SourceText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Compiles a configuration: the texts of all catalogs and workflows in, {@link Contracts} or findings out.
 *
 * <p>All mistakes of all files are found in one run. Pure and thread-safe; it never throws, whatever the texts. The
 * work grows in proportion to the length of the texts.
 */
public final class ContractCompiler {
    private ContractCompiler() {}

    /**
     * @param catalogs one source each
     * @param workflows one contract each
     * @param rowRules reads {@code rows} and {@code case.live}
     */
    public static Compiled compile(List<SourceText> catalogs, List<SourceText> workflows, RowRuleCompiler rowRules) {
        Findings findings = new Findings();
        CatalogReading catalog = CatalogCompiler.compile(catalogs, findings);
        SequencedMap<String, Workflow> compiled = new LinkedHashMap<>();
        Map<String, Location> names = new HashMap<>();
        for (SourceText text : workflows) {
            Workflow workflow = WorkflowCompiler.compile(text, catalog, rowRules, findings);
            if (workflow == null) {
                continue;
            }
            Location first = names.putIfAbsent(workflow.name(), workflow.location());
            if (first != null) {
                findings.error(
                        "duplicate-name",
                        workflow.location(),
                        "There is another workflow '" + workflow.name() + "', at " + first + ".",
                        "Give one of them another name.");
            }
            compiled.putIfAbsent(workflow.name(), workflow);
        }
        if (findings.hasErrors()) {
            return new Compiled.Rejected(findings.sorted());
        }
        return new Compiled.Accepted(new Contracts(catalog.catalog(), compiled), findings.sorted());
    }
}
