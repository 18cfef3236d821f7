package dev.remit.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.checkout.Checkout.Ran;
import dev.remit.gateway.checkout.Checkout.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's first minutes, on a fresh copy of the sources: the README's commands and those of the documentation. */
@Tag("slow")
class FreshCheckoutTest {
    private static final Pattern RUN = Pattern.compile("(?ms)^```sh run\\n(.*?)^```");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```(\\n<!--)?");
    private static final Pattern URL = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");

    @TempDir
    static Path folder;

    static Checkout checkout;
    static Ran first;

    @BeforeAll
    static void build() throws Exception {
        checkout = Checkout.into(folder);
        first = checkout.bash("./remit --version");
    }

    @Test
    void theFirstUseBuildsAndSaysSo() {
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("remit: building");
        assertThat(first.out()).startsWith("remit ").hasLineCount(1);
    }

    @Test
    void laterUsesBuildNothingAndPrintNothingElse() throws Exception {
        Ran again = checkout.bash("./remit --version");

        assertThat(again.out()).isEqualTo(first.out());
        assertThat(again.err()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheDocumentationRuns() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            String commands = RUN.matcher(Files.readString(page))
                    .results()
                    .map(MatchResult::group)
                    .map(block -> block.replaceAll("(?m)^```.*$", ""))
                    .collect(Collectors.joining("\n"));
            if (!commands.isBlank()) {
                tests.add(DynamicTest.dynamicTest(
                        checkout.root().relativize(page).toString(), () -> {
                            Ran ran = checkout.bash(commands);
                            assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
                        }));
            }
        }
        assertThat(tests).hasSizeGreaterThan(1);
        return tests.stream();
    }

    @Test
    void aCommandThatNoTestRunsSaysWhy() throws IOException {
        for (Path page : pages()) {
            SHELL.matcher(Files.readString(page))
                    .results()
                    .forEach(block -> assertThat(block.group(2))
                            .as(page + ": " + block.group(1))
                            .isNotNull());
        }
    }

    @Test
    void whatTheDemoPrintsWorksWhenPasted() throws Exception {
        List<String> command = List.of("./remit", "demo", "--port", "0", "--dir", "a shop");
        try (Running demo = checkout.start(command, "demo")) {
            demo.await(Pattern.compile("(Ctrl-C stops)"));
            String printed = demo.printed();
            assertThat(printed).contains("mcpServers", "order-help", "remit_agent_");
            String paste = printed.substring(printed.indexOf("Or paste into another terminal:"))
                    .lines()
                    .filter(line -> line.startsWith("    "))
                    .collect(Collectors.joining("\n"));

            Ran pasted = checkout.bash(paste);

            assertThat(pasted.code()).as(pasted.err() + pasted.out()).isZero();
            assertThat(pasted.out())
                    .contains("\"code\":\"verify_first\"")
                    .contains("\"verified\":true")
                    .contains("\"order_no\":\"" + orderNo(paste) + "\"")
                    .contains("\"code\":\"not_found\"")
                    .contains("Asked         get_order, which reads order")
                    .contains("nothing was found.");
            assertThat(demo.stop()).isZero();
        }
    }

    private static String orderNo(String paste) {
        var order = Pattern.compile("\"order_no\":\"([^\"]+)\"").matcher(paste);
        assertThat(order.find()).isTrue();
        return order.group(1);
    }

    @Test
    void aServedFolderTakesAnAgentAndOpensAGrant() throws Exception {
        checkout.bash("mkdir -p served && cp -R examples/shop served/");
        try (Running made = checkout.start(List.of("./remit", "demo", "--port", "0", "--dir", "made"), "made")) {
            made.await(Pattern.compile("(Ctrl-C stops)"));
            made.stop();
        }
        checkout.export("REMIT_SHOP_DB", shop().toString());
        List<String> command = List.of("./remit", "serve", "--config", "served/shop", "--port", "0");
        try (Running serve = checkout.start(command, "serve")) {
            checkout.export("REMIT_URL", serve.await(URL));

            Ran ran = checkout.bash("""
                    export REMIT_AGENT=$(./remit agent add support-assistant --owner lead@shop.example \\
                      --tenant acme --audience customer --config served/shop)
                    ./remit agent list --config served/shop
                    GRANT=$(./remit grant open --workflow order-help --tenant acme)
                    ./remit grant show "$GRANT"
                    curl -sS "$REMIT_URL/v1/tools" -H "Authorization: Bearer $GRANT"
                    ./remit grant revoke "$GRANT"
                    curl -sS "$REMIT_URL/v1/tools" -H "Authorization: Bearer $GRANT"
                    """);

            assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
            assertThat(ran.out())
                    .contains("support-assistant")
                    .contains("get_order")
                    .contains("unauthenticated");
            assertThat(serve.stop()).isZero();
        }
    }

    /** The database that the demo made. */
    private static Path shop() throws IOException {
        try (Stream<Path> files = Files.walk(checkout.root().resolve("made"))) {
            return files.filter(file -> file.toString().endsWith(".db"))
                    .filter(file -> !file.toString().contains("/data/"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aWrongCommandIsAnsweredWithTheNearestOne() throws Exception {
        Ran ran = checkout.bash("./remit chekc examples/shop || echo \"code $?\"");

        assertThat(ran.out()).contains("code 2");
        assertThat(ran.err()).contains("check");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(checkout.root().resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md").map(checkout.root()::resolve),
                            pages.filter(page -> page.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }
}
