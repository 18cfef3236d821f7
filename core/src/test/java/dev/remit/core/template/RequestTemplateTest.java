package dev.remit.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.SourceText;
import dev.remit.core.yaml.Values;
import dev.remit.core.yaml.YamlReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template gives structure, values fill it, and no value becomes structure. */
class RequestTemplateTest {
    private static final Set<String> KNOWN = Set.of("args.id", "args.note", "subject", "operation");

    private final Findings findings = new Findings();

    private @Nullable RequestTemplate read(String yaml) {
        Values values = RequestFile.shape().read(YamlReader.read(new SourceText("a.yaml", yaml), findings), findings);
        return values == null ? null : RequestFile.compile(values, KNOWN, findings);
    }

    private RequestTemplate template(String yaml) {
        RequestTemplate template = read(yaml);
        if (template == null) {
            throw new AssertionError(findings.sorted());
        }
        return template;
    }

    private static Map<String, @Nullable Object> id(@Nullable Object id) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("args.id", id);
        values.put("args.note", "n");
        values.put("subject", "c1");
        values.put("operation", "op");
        return values;
    }

    private static Rendering.Request rendered(RequestTemplate template, @Nullable Object id) {
        return (Rendering.Request) template.render(id(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../admin",
                "a/b",
                "/",
                "//evil.example",
                "\\",
                "..\\admin",
                "%2e%2e",
                "%2F",
                "a%00",
                "a\r\nX-Admin: 1",
                "\n",
                "\u0000",
                "\u007f",
                "\u0085",
                "\ud800"
            })
    void aValueThatCouldChangeAPathIsRefused(String value) {
        assertThat(template("{ method: GET, path: '/refunds/{args.id}' }").render(id(value)))
                .isInstanceOfSatisfying(Rendering.Refused.class, refused -> {
                    assertThat(refused.placeholder()).isEqualTo("args.id");
                    assertThat(refused.why()).doesNotContain("admin");
                });
    }

    @Test
    void anyOtherValueStaysInItsSegment() {
        RequestTemplate template = template("{ method: GET, path: '/refunds/{args.id}/state' }");
        assertThat(rendered(template, "o 1?a=b#c;d&e=@:+").target())
                .isEqualTo("/refunds/o%201%3Fa%3Db%23c%3Bd%26e%3D%40%3A%2B/state");
        assertThat(rendered(template, "straße-…~_x.y").target()).isEqualTo("/refunds/stra%C3%9Fe-%E2%80%A6~_x.y/state");
        assertThat(rendered(template, 7L).target()).isEqualTo("/refunds/7/state");
        assertThat(rendered(template, "...").target()).isEqualTo("/refunds/.../state");
    }

    @Test
    void valuesTogetherDoNotMakeASegmentOfDots() {
        RequestTemplate template = template("{ method: GET, path: '/a/.{args.id}' }");
        assertThat(template.render(id("."))).isInstanceOf(Rendering.Refused.class);
        assertThat(rendered(template, "x").target()).isEqualTo("/a/.x");
    }

    @Test
    void aQueryTakesAnythingAsAValue() {
        RequestTemplate template =
                template("{ method: GET, path: /a, query: { q: '{args.id}', by: 'c:{subject}', 'f[x]': y } }");
        assertThat(rendered(template, "a&b=c#/../%2F\r\n").target())
                .isEqualTo("/a?q=a%26b%3Dc%23%2F..%2F%252F%0D%0A&by=c%3Ac1&f%5Bx%5D=y");
        assertThat(rendered(template, null).target()).isEqualTo("/a?by=c%3Ac1&f%5Bx%5D=y");
    }

    @Test
    void aTextThatIsOnePlaceholderBecomesTheTypedValue() {
        RequestTemplate template = template("""
                method: POST
                path: /a
                body: { v: "{args.id}", t: "a {args.note} {{b}}", list: [1, 2.50, true, null, "{subject}"] }
                """);
        assertThat(rendered(template, new BigDecimal("1E+2")).body())
                .isEqualTo(Map.of(
                        "v",
                        new BigDecimal("1E+2"),
                        "t",
                        "a n {b}",
                        "list",
                        Arrays.asList(new BigDecimal("1"), new BigDecimal("2.50"), true, null, "c1")));
        assertThat(body(template, "text \"}")).isEqualTo("text \"}");
        assertThat(body(template, true)).isEqualTo(true);
        assertThat(body(template, 7)).isEqualTo(7L);
        assertThat(body(template, null)).isNull();
        assertThat(body(template, LocalDate.of(2026, 1, 2))).isEqualTo("2026-01-02");
        assertThat(body(template, Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(body(template, List.of(Map.of("a", 1L)))).isEqualTo(List.of(Map.of("a", 1L)));
    }

    private static @Nullable Object body(RequestTemplate template, @Nullable Object id) {
        return ((Map<?, ?>) Objects.requireNonNull(rendered(template, id).body())).get("v");
    }

    @Test
    void aValueIsNotReadForPlaceholdersOfItsOwn() {
        RequestTemplate template = template("{ method: POST, path: '/{args.id}', body: { v: 'x {args.id}' } }");
        Rendering.Request request = rendered(template, "{subject}");
        assertThat(request.target()).isEqualTo("/%7Bsubject%7D");
        assertThat(request.body()).isEqualTo(Map.of("v", "x {subject}"));
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        RequestTemplate template = template("{ method: POST, path: /a, body: { v: '{args.id}', t: 'x{args.note}' } }");
        assertThat(template.render(id("half \udc00"))).isInstanceOf(Rendering.Refused.class);
        assertThat(template.render(id(new BigDecimal("1E+100000")))).isInstanceOf(Rendering.Refused.class);
        assertThat(template.render(id(new Object()))).isInstanceOf(Rendering.Refused.class);
        Map<String, @Nullable Object> listInText = id("x");
        listInText.put("args.note", List.of("a"));
        assertThat(template.render(listInText)).isInstanceOf(Rendering.Refused.class);
        assertThat(template.render(id("x"))).isInstanceOf(Rendering.Request.class);
        assertThatThrownBy(() -> template.render(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theIdempotencyHeaderCarriesTheOperation() {
        RequestTemplate template = template("{ method: POST, path: /a, idempotency: Idempotency-Key }");
        assertThat(rendered(template, "x").headers()).isEqualTo(Map.of("Idempotency-Key", "op"));
        Map<String, @Nullable Object> split = id("x");
        split.put("operation", "op\r\nX: 1");
        assertThat(template.render(split)).isInstanceOf(Rendering.Refused.class);
        assertThat(template.names()).containsExactly("operation");
    }

    private void refused(String yaml, String code, int line, int column) {
        Findings before = new Findings();
        Values values = RequestFile.shape().read(YamlReader.read(new SourceText("a.yaml", yaml), before), before);
        RequestTemplate template = values == null ? null : RequestFile.compile(values, KNOWN, before);
        assertThat(template).as(yaml).isNull();
        Finding first = before.sorted().getFirst();
        assertThat(first.code()).as(yaml).isEqualTo(code);
        assertThat(List.of(first.location().line(), first.location().column()))
                .as("%s", first)
                .isEqualTo(List.of(line, column));
    }

    @Test
    void aTemplateThatCannotBeIsRefusedWithItsPlace() {
        refused("method: GET\npath: /a/{args.it}", "unknown-placeholder", 2, 10);
        refused("method: GET\npath: \"/a/{args.it}\"", "unknown-placeholder", 2, 11);
        refused("method: POST\npath: /a\nbody:\n  x: \"a {args.no}\"", "unknown-placeholder", 4, 9);
        refused("method: GET\npath: '/a/{args.id'", "bad-template", 2, 11);
        refused("method: GET\npath: https://evil.example/", "bad-template", 2, 7);
        refused("method: GET\npath: //evil.example/", "bad-template", 2, 8);
        refused("method: GET\npath: /a/../b", "bad-template", 2, 10);
        refused("method: GET\npath: /a?b=c", "bad-template", 2, 8);
        refused("method: GET\npath: /%2e%2e/b", "bad-template", 2, 8);
        refused("method: GET\npath: /a\nbody: {}", "bad-template", 3, 1);
        refused("method: GET\npath: /a\nheaders: { Host: evil.example }", "bad-template", 3, 12);
        refused("method: GET\npath: /a\nheaders: { authorization: secret }", "bad-template", 3, 12);
        refused("method: GET\npath: /a\nheaders: { X: \"a\\nb\" }", "bad-value", 3, 15);
        refused("method: GET\npath: /a\nidempotency: Cookie", "bad-template", 3, 14);
        refused("method: POST\npath: /a\nbody: { n: 0x10 }", "bad-template", 3, 12);
        refused("method: TRACE\npath: /a", "bad-value", 1, 9);
    }

    @Test
    void twoTemplatesThatMeanTheSameHaveOneText() {
        RequestTemplate one = template("{ method: POST, path: /a, body: { x: 1, y: ['{subject}'] } }");
        RequestTemplate same = template("method: POST\npath: /a\nbody: { 'y': [\"{subject}\"], 'x': 1 }");
        RequestTemplate other = template("method: POST\npath: /a\nbody: { y: [\"{args.id}\"], x: 1 }");
        assertThat(one.text()).isEqualTo(same.text()).isNotEqualTo(other.text());
        assertThat(one).isEqualTo(same);
    }
}
