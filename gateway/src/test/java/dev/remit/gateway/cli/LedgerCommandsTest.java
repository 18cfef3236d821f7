package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.admin.AdminSocket;
import dev.remit.gateway.record.DisclosedFacts;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.trail.AskedLedger;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code remit ledger} and {@code remit account} against a running gateway's admin socket. */
class LedgerCommandsTest {
    @TempDir
    Path directory;

    private AskedLedger ledger;
    private AdminSocket socket;

    @BeforeEach
    void open() throws IOException {
        ledger = new AskedLedger(directory);
        socket = AdminSocket.open(ledger.shop.data(), ledger.admin);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        ledger.close();
    }

    private Console.Done remit(String... arguments) {
        return given("", arguments);
    }

    private Console.Done given(String input, String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = ledger.shop.data().toString();
        return new Console(directory, Map.of()).given(input, all);
    }

    private static JsonNode json(Console.Done done) {
        assertThat(done.exitCode()).as(done.err()).isZero();
        return JsonMapper.shared().readTree(done.out());
    }

    @Test
    void whoSawWhatOfACustomerIsSaidInATableAndInJson() {
        Console.Done done = remit("ledger", "search", "--customer", "acme/CUS-4711");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out())
                .contains("WHO", "helper", "call order", "order_no", "deny (unknown_tool)", "ENTRY")
                .doesNotContain("CUS-4711", "ORD-777001");
        assertThat(ledger.newest()).containsEntry("by", "operator").containsEntry("subject", "CUS-4711");
        ledger.settle();
        assertThat(remit("ledger", "search", "--customer", "acme/CUS-4711").out())
                .contains("operator");
        assertThat(remit("ledger", "search", "--account", "operator").out()).contains("ledger.search");
        JsonNode json = json(given("acme/CUS-4711\n", "ledger", "search", "--customer", "-", "--json"));
        assertThat(json.get("accesses")).isNotEmpty();
        assertThat(json.get("entries")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(json.toString()).doesNotContain("CUS-4711");
        Console.Done nobody = remit("ledger", "search", "--customer", "beta/CUS-4711");
        assertThat(nobody.exitCode()).isZero();
        assertThat(nobody.out()).isEmpty();
        assertThat(nobody.err()).contains("Nothing is on record of that");
    }

    @Test
    void whatAnAgentDidAndWhatWasDeniedIsFoundByTimeToo() {
        assertThat(remit("ledger", "search", "--agent", "helper", "--decision", "deny")
                        .out())
                .contains("unknown_tool");
        assertThat(json(remit("ledger", "search", "--since", "2026-11-22", "--json"))
                        .get("entries"))
                .isEmpty();
        assertThat(json(remit("ledger", "search", "--until", "2026-11-22T00:00:00Z", "--json"))
                        .get("entries"))
                .isNotEmpty();
        assertThat(remit("ledger", "search", "--limit", "1").err()).contains("--cursor");
    }

    @Test
    void whatWasDoneIsNamedAndFoundByName() {
        for (String action : List.of("refund", "cancel_order")) {
            ledger.did(action, "done");
        }
        ledger.settle();
        Console.Done all = remit("ledger", "search", "--customer", "acme/CUS-4711");
        assertThat(all.out().lines().filter(line -> line.contains("action.outcome")))
                .as("in the table of accesses and among the entries")
                .hasSize(4);
        assertThat(all.out()).contains("action.outcome refund: done", "action.outcome cancel_order: done");
        assertThat(all.out()).contains("call unknown");
        Console.Done one = remit("ledger", "search", "--action", "refund");
        assertThat(one.out()).contains("action.outcome refund: done").doesNotContain("cancel_order", "call order");
        assertThat(ledger.newest()).containsEntry("asked", "action=refund");
        assertThat(json(remit("ledger", "search", "--action", "refund", "--json"))
                        .at("/entries/0/facts/action")
                        .asString())
                .isEqualTo("refund");
        assertThat(remit("ledger", "export").out()).contains("\"action\":\"cancel_order\"");
        remit("ledger", "search", "--action", "zanzibara@quill.example");
        assertThat(ledger.newest()).as("what is no name may be anything").containsEntry("asked", "action");
    }

    @Test
    void anEntryIsShownInPlainWordsByItsPlaceAndItsId() {
        JsonNode denied =
                json(remit("ledger", "search", "--decision", "deny", "--json")).at("/entries/0");
        String sequence = denied.get("sequence").asString();
        Console.Done shown = remit("ledger", "show", sequence);
        assertThat(shown.out())
                .contains(
                        "agent helper (owner: owner@shop.example)",
                        "the job order-help of tenant acme",
                        "denied: unknown_tool",
                        "order-help at version",
                        "Details       are kept until 2027-11-21");
        assertThat(remit("ledger", "show", denied.get("id").asString()).out()).isEqualTo(shown.out());
        assertThat(remit("explain", denied.get("id").asString()).out()).contains("denied: unknown_tool");
        assertThat(json(remit("ledger", "show", sequence, "--json"))
                        .at("/facts/subject")
                        .asString())
                .isEqualTo("CUS-4711");
        ledger.settle();
        Console.Done asked = remit("ledger", "show", Long.toString(ledger.size() - 1));
        assertThat(asked.out()).contains("operator", "to see entry " + sequence);
        Console.Done none = remit("ledger", "show", "4711");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).startsWith("remit: There is no record under that id.");
    }

    @Test
    void aProofGoesToAFileThatWasNotThere() throws IOException {
        Console.Done done = remit("ledger", "prove", "2", "--out", "two.proof");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(Files.readString(directory.resolve("two.proof"))).startsWith("c2sp.org/tlog-proof@v1\nindex 2\n");
        assertThat(done.err())
                .contains("remit ledger verify --key 'it'\\''s.example+0badcafe+AQ==' --proof two.proof\n");
        assertThat(remit("ledger", "prove", "2").out()).startsWith("c2sp.org/tlog-proof@v1\n");
        assertThat(remit("ledger", "prove", "2", "--out", "two.proof").exitCode())
                .isEqualTo(3);
        assertThat(remit("ledger", "prove", "4711").exitCode()).isEqualTo(1);
    }

    @Test
    void whatAnEntrySaysIsShownToOutsidersAsFarAsIsWanted() throws IOException {
        String entry = verified();
        Console.Done done =
                remit("ledger", "prove", entry, "--out", "it.proof", "--facts", "it.facts", "--show", "decision,agent");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err()).contains("--proof it.proof --facts it.facts\n");
        assertThat(DisclosedFacts.read(Files.readAllBytes(directory.resolve("it.facts")))
                        .facts())
                .extracting(fact -> fact.name() + "=" + fact.value())
                .containsExactly("agent=helper", "decision=allow");
        ledger.settle();
        assertThat(ledger.newest())
                .containsEntry("event", "ledger.disclose")
                .containsEntry("asked", "agent decision")
                .containsEntry("subject", "CUS-4711");
        Console.Done none = remit("ledger", "prove", entry, "--facts", "no.facts", "--show", "nothing");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("it has none of these facts");
        assertThat(directory.resolve("no.facts")).doesNotExist();
        assertThat(remit("ledger", "prove", entry, "--show", "decision").exitCode())
                .isEqualTo(2);
    }

    @Test
    void whatWentInAndCameOutIsShownAsTheContractLetItBeKept() {
        Console.Done done = remit("ledger", "show", "3", "--payload");
        assertThat(json(done).path("form").asString("")).isEqualTo("redacted");
        for (String value : SmallShop.VALUES) {
            assertThat(done.out()).doesNotContain(value);
        }
        assertThat(ledger.newest())
                .containsEntry("event", "ledger.show")
                .containsEntry("asked", "payload")
                .containsEntry("subject", "CUS-4711");
        Console.Done none = remit("ledger", "show", "0", "--payload");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("let nothing be kept");
    }

    /** The place of the entry by which a customer was known. */
    private String verified() {
        return json(remit("ledger", "search", "--event", "verify", "--json"))
                .path("entries")
                .path(0)
                .path("sequence")
                .toString();
    }

    @Test
    void anExportIsWholeAndEndsAlthoughAskingMakesEntries() throws IOException {
        long size = ledger.size();
        Console.Done done = remit("ledger", "export", "--out", "all.jsonl");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err()).contains(size + " entries were written", "--from " + size);
        List<String> lines = Files.readAllLines(directory.resolve("all.jsonl"));
        assertThat(lines).hasSize((int) size);
        for (String value : SmallShop.VALUES) {
            assertThat(lines.toString()).doesNotContain(value);
        }
        assertThat(remit("ledger", "export", "--with-subjects").out()).contains("CUS-4711");
        assertThat(remit("ledger", "export", "--from", "1", "--to", "3", "--format", "otel")
                        .out()
                        .lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"resourceLogs\":["));
        assertThat(remit("ledger", "export", "--since", "2026-11-22").out()).isEmpty();
        assertThat(remit("ledger", "export", "--out", "all.jsonl").exitCode()).isEqualTo(3);
    }

    @Test
    void anExportThatWasCutOffIsSimplyDoneAgain() throws IOException {
        Path file = directory.resolve("all.jsonl");
        Path part = directory.resolve("all.jsonl.part");
        assertThat(remit("ledger", "export", "--from", "-1", "--out", "all.jsonl")
                        .exitCode())
                .isEqualTo(2);
        assertThat(file).doesNotExist();
        assertThat(part).doesNotExist();
        Files.writeString(part, "{\"sequence\":0, and here somebody pressed Ctrl-C".repeat(1_000));
        try (FileChannel other = FileChannel.open(part, StandardOpenOption.WRITE)) {
            other.lock();
            Console.Done busy = remit("ledger", "export", "--out", "all.jsonl");
            assertThat(busy.exitCode()).isEqualTo(3);
            assertThat(busy.err()).contains("another command writes it");
            assertThat(part).isNotEmptyFile();
        }
        Console.Done done = remit("ledger", "export", "--out", "all.jsonl");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(Files.readAllLines(file)).isNotEmpty().allMatch(line -> line.endsWith("}"));
        assertThat(part).doesNotExist();
        Files.writeString(file, "mine");
        Console.Done again = remit("ledger", "export", "--out", "all.jsonl");
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err()).contains("is there already");
        assertThat(file).hasContent("mine");
        assertThat(part).doesNotExist();
    }

    @Test
    void theIndexIsMadeAnewWhileTheGatewayServes() {
        Console.Done done = remit("ledger", "reindex");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err()).contains("The index was made anew from");
        assertThat(remit("ledger", "search", "--agent", "helper").out()).contains("helper");
        assertThat(remit("ledger", "status").out()).contains("records   ", "indexed   ");
        assertThat(json(remit("ledger", "status", "--json"))
                        .at("/reindex/state")
                        .asString())
                .isEqualTo("done");
    }

    @Test
    void whatIsWrittenWronglyIsSaid() {
        for (String[] wrong : new String[][] {
            {"ledger", "search", "--customer", "CUS-4711"},
            {"ledger", "search", "--customer", "acme/"},
            {"ledger", "search", "--limit", "0"},
            {"ledger", "search", "--limit", "201"},
            {"ledger", "search", "--since", "yesterday"},
            {"ledger", "search", "--cursor", "x"},
            {"ledger", "search", "--agent", " "},
            {"ledger", "export", "--from", "-1"},
            {"ledger", "export", "--format", "xml"},
            {"ledger", "show"}
        }) {
            Console.Done done = remit(wrong);
            assertThat(done.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(done.err()).startsWith("remit: ");
        }
    }

    @Test
    void accountsAreMadeListedRotatedAndRevoked() {
        Console.Done added = remit("account", "add", "jane@shop.example", "--role", "auditor");
        assertThat(added.out()).matches("remit_account_[A-Za-z0-9_-]{43}\n");
        assertThat(ledger.accounts.holder(added.out().strip())).isNotNull();
        assertThat(added.err())
                .contains("shown this once")
                .doesNotContain(added.out().strip());
        assertThat(remit("account", "list").out()).contains("jane@shop.example", "auditor", "live");
        assertThat(remit("account", "list", "--json").out()).doesNotContain("hash", "remit_account_");
        Console.Done rotated = remit("account", "rotate", "jane@shop.example");
        assertThat(ledger.accounts.holder(added.out().strip())).isNull();
        assertThat(ledger.accounts.holder(rotated.out().strip())).isNotNull();
        assertThat(remit("account", "revoke", "jane@shop.example").exitCode()).isZero();
        assertThat(ledger.accounts.holder(rotated.out().strip())).isNull();
        Console.Done unknown = remit("account", "add", "joe", "--role", "king");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("no such role", "approver");
        String id = ledger.newest().containsKey("account") ? Long.toString(ledger.size() - 1) : "";
        assertThat(remit("ledger", "show", id).out()).contains("account jane@shop.example", "to end the account");
    }

    @Test
    void whereNoGatewayRunsThatIsSaidAndAccountsAreMadeAllTheSame() {
        Console console = new Console(directory, Map.of());
        Console.Done added = console.run("account", "add", "jane", "--role", "auditor", "--data", "idle");
        assertThat(added.out()).startsWith("remit_account_");
        assertThat(console.run("account", "list", "--data", "idle").out()).contains("jane");
        Console.Done done = console.run("ledger", "search", "--data", "idle");
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.err()).contains("Start it with: remit serve");
    }
}
