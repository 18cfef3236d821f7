package dev.remit.gateway.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.remit.core.contract.Compiled;
import dev.remit.core.contract.ContractCompiler;
import dev.remit.core.contract.ToolNames;
import dev.remit.core.contract.Workflow;
import dev.remit.core.yaml.SourceText;
import dev.remit.gateway.call.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolSetTest {
    private static final String CATALOG = """
            source: shop
            tenant: acme
            subject: customer
            connect: { jdbc: "jdbc:sqlite:shop.db" }
            owners: { "*": data@shop.example }
            resources:
              customer:
                table: customers
                scope: { subject: customer_id }
                key: customer_id
                fields: { customer_id: { class: account, required: true }, email: { class: personal, kind: email } }
              box:
                table: boxes
                scope: { subject: customer_id }
                key: box_no
                find_by: [box_no, weight]
                fields:
                  box_no: { class: activity, required: true }
                  weight: { class: activity, type: decimal, kind: amount }
                  packed_on: { class: activity, type: date, kind: date }
              boxe:
                table: other_boxes
                scope: { subject: customer_id }
                key: box_no
                fields: { box_no: { class: activity, required: true } }
            """;

    private static Workflow workflow(String data) {
        String text = """
                workflow: boxes
                purpose: Tell customers about their boxes.
                owner: lead@shop.example
                need: The answer is about this customer's own boxes; no public page has it.
                agents: [helper]
                verify: { by: [[email]] }
                data:
                  customer: { fields: { email: know how to reach them } }
                %s
                boundary: { refuse: { "*": "I cannot help with that." } }
                """.formatted(data.indent(2).stripTrailing());
        Compiled compiled = ContractCompiler.compile(
                List.of(new SourceText("catalog.yaml", CATALOG)),
                List.of(new SourceText("workflow.yaml", text)),
                (rule, where, resource, findings) -> null);
        assertThat(compiled).as(compiled.findings().toString()).isInstanceOf(Compiled.Accepted.class);
        return ((Compiled.Accepted) compiled)
                .contracts()
                .workflows()
                .firstEntry()
                .getValue();
    }

    private static Tool tool(Workflow workflow, String name) {
        return ToolSet.of(workflow).tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theToolsFollowFromTheContractAlone() {
        Workflow workflow = workflow("box: { fields: { box_no: name the box } }");

        assertThat(ToolSet.of(workflow).tools())
                .extracting(Tool::name)
                .containsExactly("escalate_to_human", "get_box", "get_customer", "list_boxes", "verify_customer");
    }

    @Test
    void aKeyThatIsNotGrantedInClearCannotBeAskedFor() {
        Workflow workflow = workflow("box: { fields: { weight: say how heavy it is } }");

        assertThat(ToolSet.of(workflow).tools())
                .extracting(Tool::name)
                .containsExactly("escalate_to_human", "get_customer", "list_boxes", "verify_customer");
    }

    @Test
    void noArgumentNamesATenantOrACustomer() {
        Workflow workflow = workflow("box: { fields: { box_no: name the box, weight: say how heavy it is } }");

        assertThat(ToolSet.of(workflow).tools())
                .filteredOn(tool -> !tool.name().equals(ToolSet.VERIFY))
                .allSatisfy(
                        tool -> assertThat(tool.inputSchema().get("properties").propertyNames())
                                .isSubsetOf("box_no", "weight", "limit", "cursor", "order_by", "reason", "topic"));
    }

    @Test
    void anOutputSchemaFollowsTheHandlingAndNotTheColumn() {
        Tool clear =
                tool(workflow("box: { fields: { box_no: name it, weight: say it, packed_on: say it } }"), "get_box");
        Tool coarse = tool(
                workflow("box: { fields: { box_no: name it, weight: { handling: generalized, why: about how heavy },"
                        + " packed_on: { handling: generalized, why: about when } } }"),
                "get_box");

        assertThat(String.valueOf(clear.outputSchema())).contains("number").contains("date");
        assertThat(String.valueOf(coarse.outputSchema()))
                .doesNotContain("number")
                .doesNotContain("\"date\"");
    }

    @Test
    void whatIsHandledCannotBeFilteredOrOrderedBy() {
        Tool tool = tool(
                workflow(
                        "box: { fields: { box_no: name it, weight: { handling: generalized, why: about how heavy } } }"),
                "list_boxes");

        assertThat(tool.inputSchema().get("properties").propertyNames())
                .contains("box_no")
                .doesNotContain("weight");
        assertThat(tool.inputSchema().toString()).doesNotContain("weight");
    }

    @Test
    void everySchemaIsOneOfJsonSchema2020() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        for (Tool tool : ToolSet.of(workflow("box: { fields: { box_no: name it, weight: say it } }"))
                .tools()) {
            assertThat(meta.validate(tool.inputSchema())).as(tool.name()).isEmpty();
            assertThat(meta.validate(tool.outputSchema())).as(tool.name()).isEmpty();
        }
    }

    @Test
    void twoToolsOfOneNameAreRefused() {
        Workflow workflow = workflow("box: { fields: { box_no: name it } }\nboxe: { fields: { box_no: name it } }");

        assertThatThrownBy(() -> ToolSet.of(workflow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("list_boxes")
                .hasMessageContaining("rename");
    }

    @ParameterizedTest
    @CsvSource({"order,orders", "city,cities", "day,days", "box,boxes", "batch,batches", "bus,buses", "wish,wishes"})
    void listsAreNamedInThePlural(String one, String many) {
        assertThat(ToolNames.plural(one)).isEqualTo(many);
    }
}
