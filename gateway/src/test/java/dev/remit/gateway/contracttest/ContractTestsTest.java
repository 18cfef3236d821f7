package dev.remit.gateway.contracttest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.contracttest.Report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTestsTest {
    private static QuietLog quiet;

    @TempDir
    private Path folder;

    private SmallShop shop;

    @BeforeAll
    static void quiet() {
        quiet = QuietLog.begin();
    }

    @AfterAll
    static void loud() {
        quiet.close();
    }

    @BeforeEach
    void folder() throws IOException {
        shop = SmallShop.in(folder);
    }

    @Test
    void everyTypeOfColumnComesBackAsTheContractReleasesIt() throws IOException {
        assertPasses(SmallShop.ada("all types") + """
                    call: get_order
                    with: { order_no: "1" }
                    returns: { order_no: "1", total: 12.5, items: 2, paid: true, due: "2026-03-09", placed_at: "2026-03-01T12:00:00Z" }
                """);
    }

    @Test
    void aColumnThatIsNotNamedIsNull() throws IOException {
        assertPasses(SmallShop.ada("nulls") + """
                    call: get_order
                    with: { order_no: "2" }
                    returns: { order_no: "2", total: 40.00, items: null, paid: null, due: null, placed_at: "2026-03-01T13:00:00Z" }
                """);
    }

    @Test
    void theClockShowsWhatTheFileSays() throws IOException {
        String older = SmallShop.ada("yesterday") + """
                    call: get_order
                    with: { order_no: "3" }
                """;
        assertPasses(older + "    refused: not_found\n");
        Report report = shop.runFile(SmallShop.ROWS.replace("2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z")
                + "cases:\n" + older
                + "    returns: { order_no: \"3\", total: 7, items: null, paid: null, due: null,"
                + " placed_at: \"2026-02-28T23:59:59Z\" }\n");
        assertThat(report.good()).as(report.toString()).isTrue();
    }

    @Test
    void aTokenOfAFieldIsTheSameInEveryRun() throws IOException {
        String customer = SmallShop.ada("token") + """
                    call: get_customer
                    returns: { nick: "007", email: "?" }
                """;
        Difference first = only(shop.run(customer));
        assertThat(first.what()).isEqualTo("get_customer: email");
        assertThat(first.came()).doesNotContain("ada@mail.example");
        assertThat(only(shop.run(customer))).isEqualTo(first);
    }

    @Test
    void oneGrantServesSeveralCallsUntilItsBudgetIsUsedUp() throws IOException {
        assertPasses(SmallShop.ada("budget") + """
                    calls:
                      - { call: list_orders, with: { paid: false }, returns: { orders: [] } }
                      - { call: list_orders, with: { paid: false }, returns: { orders: [] } }
                      - { call: get_order, with: { order_no: "4" }, refused: not_found }
                      - { call: get_order, with: { order_no: "1" }, refused: budget_calls }
                """);
    }

    @Test
    void nothingThatACaseUsesUpIsMissingForTheNext() throws IOException {
        String failing = """
                  - case: %s
                    agent: helper
                    tenant: acme
                    calls:
                      - { call: verify_customer, with: { email: nobody@mail.example }, refused: verify_failed }
                      - { call: verify_customer, with: { email: nobody@mail.example }, refused: verify_limit }
                """;
        assertPasses(failing.formatted("first"), failing.formatted("second"));
    }

    @Test
    void aListIsReadPageByPage() throws IOException {
        String paging = SmallShop.ada("pages") + """
                    calls:
                      - call: list_orders
                        with: { limit: 1 }
                        returns:
                          orders: [ { order_no: "1", total: 12.5, items: 2, paid: true, due: "2026-03-09", placed_at: "2026-03-01T12:00:00Z" } ]
                          next_cursor: true
                      - call: list_orders
                        with: { limit: 1, cursor: next }
                        returns:
                          orders: [ { order_no: "2", total: 40, items: null, paid: null, due: null, placed_at: "2026-03-01T13:00:00Z" } ]
                """;
        assertPasses(paging);
        assertThat(only(shop.run(paging.replace("          next_cursor: true\n", "")))
                        .expected())
                .isEqualTo("nothing");
    }

    @Test
    void thereIsNoNextPageWithoutOneBefore() throws IOException {
        assertThat(only(shop.run(SmallShop.ada("no page before") + """
                    call: list_orders
                    with: { cursor: next }
                    refused: invalid_cursor
                """)))
                .isEqualTo(new Difference("list_orders", "a next_cursor of the call before", "none"));
        assertPasses(SmallShop.ada("made up") + """
                    call: list_orders
                    with: { cursor: made-up }
                    refused: invalid_cursor
                """);
    }

    @Test
    void aRefusalOnOpeningTheGrantIsAnAnswer() throws IOException {
        String stranger = """
                  - case: another agent
                    agent: stranger
                    tenant: acme
                    call: list_orders
                    refused: %s
                """;
        assertPasses(stranger.formatted("not_allowed"));
        assertThat(only(shop.run(stranger.formatted("not_found"))))
                .satisfies(difference -> assertThat(difference.what()).isEqualTo("the grant"))
                .satisfies(difference -> assertThat(difference.came()).startsWith("refused: not_allowed"));
    }

    @Test
    void aCustomerWhoCannotBeVerifiedFailsTheCase() throws IOException {
        Difference difference = only(shop.run(SmallShop.ada("typo").replace("ada@", "adda@") + """
                    call: list_orders
                    refused: verify_failed
                """));
        assertThat(difference.what()).isEqualTo("verify_customer");
        assertThat(difference.came()).startsWith("refused: verify_failed");
    }

    @Test
    void eachDifferenceIsNamedByItsField() throws IOException {
        Report report = shop.run(SmallShop.ada("wrong") + """
                    call: list_orders
                    with: { paid: true }
                    returns: { orders: [ { order_no: "1", total: 12.51, items: "2", paid: true, due: "2026-03-09", extra: 1 } ] }
                """);
        assertThat(report.good()).isFalse();
        assertThat(report.results().getFirst().at()).hasToString(folder.resolve("tests/order-help.yaml") + ":13:5");
        assertThat(report.results().getFirst().differences())
                .containsExactlyInAnyOrder(
                        new Difference("list_orders: orders[0].total", "12.51", "12.5"),
                        new Difference("list_orders: orders[0].items", "\"2\"", "2"),
                        new Difference("list_orders: orders[0].extra", "1", "nothing"),
                        new Difference("list_orders: orders[0].placed_at", "nothing", "\"2026-03-01T12:00:00Z\""));
    }

    @Test
    void aRowTooManyAndARowTooFewAreDifferences() throws IOException {
        assertThat(shop.run(SmallShop.ada("few") + """
                    call: list_orders
                    with: { paid: true }
                    returns: { orders: [] }
                """).results().getFirst().differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.what()).isEqualTo("list_orders: orders[0]"));
        assertThat(shop.run(SmallShop.ada("many") + """
                    call: list_orders
                    with: { paid: false }
                    returns: { orders: [ { order_no: "9" } ] }
                """).results().getFirst().differences())
                .containsExactly(new Difference("list_orders: orders[0]", "{\"order_no\":\"9\"}", "nothing"));
    }

    @Test
    void allMistakesOfAFileAreFoundAtOnceWithTheirPlace() throws IOException {
        Report report = shop.runFile("""
                workflow: order-halp
                now: 2026-02-30T00:00:00Z
                rows:
                  order:
                    - { order_no: "1" }
                  orders:
                    - { ordr_no: "1", total: 1e3, items: 1.5, paid: yes, due: 2026-02-30, placed_at: "2026-01-01" }
                cases:
                  - case: one
                    agnet: helper
                    tenant: acme
                    call: get_order
                    refused: not_fund
                  - case: one
                    agent: helper
                    tenant: acme
                    call: get_order
                    returns: { order_no: }
                    calls: [ { with: {} } ]
                """);
        assertThat(report.results()).isEmpty();
        assertThat(report.findings().stream().map(ContractTestsTest::brief))
                .containsExactly(
                        "1:11 unknown-workflow Did you mean 'order-help'?",
                        "2:6 bad-value ",
                        "4:3 unknown-table Did you mean 'orders'?",
                        "7:9 unknown-column Did you mean 'order_no'?",
                        "7:30 bad-value Quote it to mean text.",
                        "7:42 bad-value Write an integer.",
                        "7:53 bad-value Write true or false.",
                        "7:63 bad-value Write a date such as 2026-01-31.",
                        "7:86 bad-value Write a time in UTC such as 2026-01-31T12:00:00Z.",
                        "9:5 missing-key Add 'agent:'. The agent that opens the grant.",
                        "10:5 unknown-key Did you mean 'agent'?",
                        "13:14 bad-value Did you mean 'not_found'?",
                        "14:11 duplicate-name Say what this one shows.",
                        "17:5 bad-case Write it under the call that it belongs to.",
                        "18:5 bad-case Write it under the call that it belongs to.",
                        "18:25 bad-value Write null where nothing is meant.",
                        "19:14 bad-case Add 'call: NAME_OF_A_TOOL'.",
                        "19:14 bad-case Say what comes back, or why nothing does.");
    }

    @Test
    void aTableThatTwoSourcesHaveIsNamedWithItsSource() throws IOException {
        Files.writeString(folder.resolve("catalog/old.yaml"), """
                source: archive
                connect: { jdbc: "jdbc:sqlite:/nowhere" }
                owners: { "*": data@shop.example }
                resources:
                  archived_order:
                    table: orders
                    scope: shared
                    key: order_no
                    fields: { order_no: { class: public } }
                """);
        String test = SmallShop.ada("one of two") + """
                    call: list_orders
                    with: { order_no: "9" }
                    returns: { orders: [] }
                """;
        assertThat(shop.run(test).findings().stream().map(ContractTestsTest::brief))
                .containsExactly("7:3 two-tables Write archive/orders or shop/orders.");
        String qualified =
                SmallShop.ROWS.replace("  orders:\n", "  archive/orders:\n    - { order_no: \"9\" }\n  shop/orders:\n");
        Report report = shop.runFile(qualified + "cases:\n" + test);
        assertThat(report.good()).as(report.toString()).isTrue();
    }

    @Test
    void oneColumnWithTwoTypesIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("catalog/shop.yaml"), Files.readString(folder.resolve("catalog/shop.yaml")) + """
                  sale:
                    table: orders
                    scope: shared
                    key: order_no
                    fields: { order_no: { class: activity, type: integer } }
                """);
        Report report = shop.run(SmallShop.ada("types") + "    call: list_orders\n    refused: not_found\n");
        assertThat(report.findings()).extracting(Finding::code).contains("two-types");
        assertThat(report.results()).isEmpty();
    }

    @Test
    void aWorkflowWithoutATestIsNamed() throws IOException {
        Files.delete(folder.resolve("tests"));
        Report report = ContractTests.run(folder, null);
        assertThat(report.good()).isFalse();
        assertThat(report.findings()).extracting(Finding::code).containsExactly("untested");
    }

    @Test
    void aFilterChoosesByCaseAndByWorkflow() throws IOException {
        shop.run(SmallShop.ada("The First") + "    call: no_such\n    refused: unknown_tool\n"
                + SmallShop.ada("another") + "    call: no_such\n    refused: unknown_tool\n");
        assertThat(names("the first")).containsExactly("The First");
        assertThat(names("order-h")).containsExactly("The First", "another");
        assertThat(names("elsewhere")).isEmpty();
    }

    @Test
    void aFolderThatCannotServeIsNotTested() throws IOException {
        Files.writeString(folder.resolve("workflows/order-help.yaml"), "workflow: order-help\n");
        Report report = shop.run(SmallShop.ada("x") + "    call: no_such\n    refused: unknown_tool\n");
        assertThat(report.results()).isEmpty();
        assertThat(report.findings()).isNotEmpty();
        assertThat(report.good()).isFalse();
    }

    private List<String> names(String filter) throws IOException {
        return ContractTests.run(folder, filter).results().stream()
                .map(Result::name)
                .toList();
    }

    private void assertPasses(String... cases) throws IOException {
        Report report = shop.run(cases);
        assertThat(report.good()).as(report.toString()).isTrue();
        assertThat(report.passed()).isEqualTo(cases.length);
    }

    private static Difference only(Report report) {
        assertThat(report.findings()).isEmpty();
        List<Difference> differences = report.results().getFirst().differences();
        assertThat(differences).hasSize(1);
        return differences.getFirst();
    }

    private static String brief(Finding finding) {
        return finding.location().line() + ":" + finding.location().column() + " " + finding.code() + " "
                + finding.hint();
    }
}
