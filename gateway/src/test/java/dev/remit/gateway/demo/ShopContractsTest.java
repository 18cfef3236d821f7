package dev.remit.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.Predicate;
import dev.remit.core.condition.RowRules;
import dev.remit.core.contract.Compiled;
import dev.remit.core.contract.ContractCompiler;
import dev.remit.core.contract.Workflow;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Severity;
import dev.remit.core.yaml.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example folder compiles, and means what its page says. */
class ShopContractsTest {
    private static final Set<String> WITHOUT_CUSTOMER_DATA =
            Set.of("public-faq", "education", "marketing-help", "documentation-search", "basic-lead-qualification");

    private static Map<String, Workflow> workflows = Map.of();

    @BeforeAll
    static void compile() throws IOException {
        Compiled compiled = ContractCompiler.compile(texts("catalog"), texts("workflows"), ShopContractsTest::rowRule);
        assertThat(compiled.findings()).as("errors").noneMatch(each -> each.severity() == Severity.ERROR);
        assertThat(compiled).isInstanceOf(Compiled.Accepted.class);
        workflows = ((Compiled.Accepted) compiled).contracts().workflows();
    }

    @Test
    void everyWorkflowOfTheFolderServes() throws IOException {
        assertThat(workflows.keySet())
                .containsExactlyInAnyOrderElementsOf(texts("workflows").stream()
                        .map(text -> text.file().replace(".yaml", ""))
                        .toList());
    }

    @Test
    void theFiveThatNeedNoCustomerDataAreGrantedNone() {
        assertThat(workflows.values().stream()
                        .filter(workflow -> workflow.data().values().stream()
                                .flatMap(grant -> grant.fields().values().stream())
                                .noneMatch(field -> field.field().dataClass().aboutCustomers()))
                        .map(Workflow::name))
                .containsAll(WITHOUT_CUSTOMER_DATA)
                .allSatisfy(name -> assertThat(workflow(name).hasSubject()).isFalse());
    }

    @Test
    void draftingReadsNothingAboutMoney() {
        assertThat(workflow("support-drafting").data().keySet())
                .containsExactlyInAnyOrder("ticket", "ticket_message", "product", "product_document");
    }

    @Test
    void internalWorkflowsAreBoundByTheirTicketAndCustomerFacingOnesVerify() {
        for (Workflow workflow : workflows.values()) {
            if (workflow.agents().contains("support-assistant")) {
                assertThat(workflow.verify()).as(workflow.name()).isNotNull();
            } else if (workflow.hasSubject()) {
                assertThat(workflow.liveCase()).as(workflow.name()).isNotNull();
            }
        }
    }

    private static Workflow workflow(String name) {
        return Objects.requireNonNull(workflows.get(name), name);
    }

    private static @Nullable Predicate rowRule(String text, Location where, Resource resource, Findings findings) {
        return switch (RowRules.compile(text, where, resource)) {
            case RowRules.Result.Rule(Predicate predicate) -> predicate;
            case RowRules.Result.Rejected(List<Finding> found) -> {
                findings.addAll(found);
                yield null;
            }
        };
    }

    private static List<SourceText> texts(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "examples", "shop", folder))) {
            return files.sorted().map(ShopContractsTest::text).toList();
        }
    }

    private static SourceText text(Path file) {
        try {
            return new SourceText(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
