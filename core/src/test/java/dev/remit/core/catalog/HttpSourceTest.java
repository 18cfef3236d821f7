package dev.remit.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.SourceText;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JSON API in a catalog: what may be said of it, and what is refused. */
class HttpSourceTest {
    private static final String CRM = """
            source: crm
            subject: customer
            connect:
              http: "https://crm.example/api"
              auth: { bearer: "${env:CRM}" }
              timeout: 5s
              max_bytes: 2MiB
            owners: { "*": data@shop.example }
            resources:
              customer:
                scope: { subject: id, tenant: brand }
                key: id
                get: { path: "/customers/{subject}", item: /data }
                fields:
                  id: { class: account }
                  email: { class: personal, at: /contact/email }
              order:
                scope: { subject: /customer/id, tenant: brand }
                key: number
                find_by: [status]
                get: { path: "/orders/{key}" }
                list: { path: /orders, query: { by: "{subject}", state: "{filter.status}", after: "{cursor}" }, items: /data, next: /next }
                fields:
                  number: { class: activity, type: integer }
                  status: { class: activity }
            """;

    private final Findings findings = new Findings();

    private Catalog read(String text) {
        return CatalogCompiler.compile(List.of(new SourceText("crm.yaml", text)), findings)
                .catalog();
    }

    @Test
    void aJsonApiIsReadIntoTheSameModel() {
        Catalog catalog = read(CRM);
        assertThat(findings.sorted()).isEmpty();
        Source source = Objects.requireNonNull(catalog.sources().get("crm"));
        assertThat(source.connect().zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(source.connect()).isInstanceOfSatisfying(Source.Connect.Http.class, http -> {
            assertThat(http.upstream().url()).hasToString("https://crm.example/api");
            assertThat(http.upstream().auth()).isEqualTo(new Upstream.Auth.Bearer("${env:CRM}"));
            assertThat(http.upstream().inHouse()).isFalse();
            assertThat(http.upstream().timeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(http.upstream().mostBytes()).isEqualTo(2 << 20);
        });
        Resource order = Objects.requireNonNull(catalog.resources().get("order"));
        assertThat(order.scope())
                .isEqualTo(new Scope.OfSubject(
                        new Path(List.of(), "/customer/id", FieldType.TEXT),
                        new Scope.TenantKey.InColumn(new Path(List.of(), "/brand", FieldType.TEXT))));
        Resource customer = Objects.requireNonNull(catalog.resources().get("customer"));
        assertThat(customer.fields().values()).extracting(Field::column).containsExactly("/id", "/contact/email");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://crm.example/api | http://crm.example/api | bad-value",
                "https://crm.example/api | https://me:pw@crm.example/api | bad-value",
                "https://crm.example/api | file:///etc/passwd | bad-value",
                "https://crm.example/api | ${env:CRM_URL} | bad-value",
                "bearer: \"${env:CRM}\" | bearer: hunter2 | literal-secret",
                "bearer: \"${env:CRM}\" | bearer: \"${env:CRM}\", basic: { user: a } | bad-value",
                "bearer: \"${env:CRM}\" | header: { name: Host, value: \"${env:CRM}\" } | bad-value",
                "timeout: 5s | pool: 5 | wrong-kind",
                "timeout: 5s | `jdbc: \"jdbc:sqlite:x\"` | wrong-kind",
                "get: { path: \"/orders/{key}\" } | table: orders | wrong-kind",
                "status: { class: activity } | status: { class: activity, column: st } | wrong-kind",
                "subject: /customer/id | subject: \"customer_id -> customer\" | scope-path",
                "/orders/{key} | /orders/{ky} | unknown-placeholder",
                "/orders/{key} | https://evil.example/{key} | bad-template",
                "/orders/{key} | /orders/{cursor} | unknown-placeholder",
                "filter.status | filter.number | unknown-placeholder",
                "path: /orders, | `path: \"/orders/{cursor}\",` | bad-template",
                "{filter.status} | s:{filter.status} | bad-template",
                ", next: /next | `` | bad-template",
                ", item: /data | , item: data | bad-value",
                "customers/{subject}\", item: /data | customers/{key}\" | missing-key",
                "`    get: { path: \"/customers/{subject}\", item: /data }\n` | `` | missing-key"
            })
    void whatCannotBeIsRefused(String correct, String wrong, String code) {
        String text = CRM.replace(correct, wrong == null ? "" : wrong);
        assertThat(text).as("the change was made").isNotEqualTo(CRM);
        read(text);
        assertThat(findings.sorted()).extracting(Finding::code).contains(code);
        assertThat(findings.hasErrors()).isTrue();
    }

    @Test
    void aDatabaseHasNoPointersAndNoRequests() {
        read("""
                source: shop
                connect: { jdbc: "jdbc:sqlite:x", private: true }
                owners: { "*": data@shop.example }
                resources:
                  order:
                    table: orders
                    get: { path: /x }
                    scope: { tenant: /brand }
                    key: id
                    fields: { id: { class: activity, at: /id } }
                """);
        assertThat(findings.sorted())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("wrong-kind", "wrong-kind", "scope-path", "wrong-kind");
    }

    @Test
    void whatIsAskedIsPartOfTheMeaning() {
        Resource one = Objects.requireNonNull(read(CRM).resources().get("order"));
        Resource other = Objects.requireNonNull(read(CRM.replace("by: \"{subject}\"", "owner: \"{subject}\""))
                .resources()
                .get("order"));
        assertThat(Objects.requireNonNull(one.access()).text())
                .isNotEqualTo(Objects.requireNonNull(other.access()).text())
                .isEqualTo(Objects.requireNonNull(Objects.requireNonNull(
                                        read("# a comment\n" + CRM).resources().get("order"))
                                .access())
                        .text());
    }

    private static final String MCP = """
            source: erp
            tenant: acme
            connect: { mcp: "https://erp.example/mcp", tools: { find_orders: "sha256:DIGEST" } }
            owners: { "*": data@shop.example }
            resources:
              order:
                scope: { subject: customer }
                key: no
                list: { tool: find_orders, args: { customer: "{subject}" }, items: /orders }
                fields: { no: { class: activity } }
            """.replace("DIGEST", "0a".repeat(32));

    @Test
    void anMcpServerIsReadByToolsThatItsSourcePins() {
        Catalog catalog = read(MCP);
        assertThat(findings.sorted()).isEmpty();
        assertThat(Objects.requireNonNull(catalog.sources().get("erp")).connect())
                .isInstanceOfSatisfying(
                        Source.Connect.Mcp.class, mcp -> assertThat(mcp.tools()).containsOnlyKeys("find_orders"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tool: find_orders | tool: drop_orders | unpinned-tool",
                "tool: find_orders | path: /orders | missing-key",
                "tool: find_orders | tool: find_orders, path: /orders | wrong-kind",
                "{subject} | {agent} | unknown-placeholder",
                "sha256:0a | sha1:0a | bad-value",
                "mcp: \"https://erp.example/mcp\", | mcp: \"https://erp.example/mcp\", http: \"https://a.example\", | wrong-kind",
                "mcp: | http: | wrong-kind"
            })
    void whatCannotBeOfAnMcpServerIsRefused(String correct, String wrong, String code) {
        assertThat(MCP).contains(correct);
        read(MCP.replace(correct, wrong));
        assertThat(findings.sorted()).extracting(Finding::code).contains(code);
        assertThat(findings.hasErrors()).isTrue();
    }
}
