package dev.remit.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AskedTest {
    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    @Test
    void aWholeSearchIsUnderstood() {
        Asked<Query> asked = Asked.search(json("""
                {"customer":{"tenant":"acme","id":"CUS-1"},"case":"T-1","agent":"a","workflow":"w","event":"call","action":"x",
                 "decision":"deny","reason":"r","grant":"g","conversation":"c","id":"i","since":"2026-11-20T00:00:00Z",
                 "until":"2026-11-21T00:00:00Z","limit":7,"cursor":"1795255200123-5","with_subjects":true}""".replace("123-5", "123.5")));
        assertThat(asked).isInstanceOfSatisfying(Asked.Good.class, good -> {
            Query query = (Query) good.what();
            assertThat(query.customer()).isEqualTo(new Query.Customer("acme", "CUS-1"));
            assertThat(query.limit()).isEqualTo(7);
            assertThat(query.action()).isEqualTo("x");
            assertThat(query.event()).isEqualTo("call");
            assertThat(query.after())
                    .isNotNull()
                    .satisfies(place -> assertThat(Asked.cursor(place)).isEqualTo("1795255200123.5"));
            assertThat(good.disclosure()).isEqualTo(Disclosure.WITH_SUBJECTS);
            assertThat(query.toString()).doesNotContain("CUS-1");
        });
    }

    @Test
    void nullIsAsGoodAsAbsentAndNothingAsksForTheNewest() {
        assertThat(Asked.search(json("{\"agent\":null,\"customer\":null,\"limit\":null,\"cursor\":null}")))
                .isEqualTo(new Asked.Good<>(Query.newest(Asked.PAGE), Disclosure.WITHOUT_SUBJECTS));
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(Asked.search(json("{\"agent\":1,\"limit\":0,\"since\":2,\"x\":3}")))
                .isInstanceOfSatisfying(
                        Asked.Wrong.class,
                        wrong -> assertThat(wrong.text())
                                .contains("agent is not", "limit is not", "since is not", "a property"));
    }

    /** Whatever stands in a property, the answer is a value or a list of mistakes, never an exception. */
    @Test
    void whateverIsAskedIsUnderstoodOrRefused() {
        Random random = new Random(21);
        List<String> names = List.of(
                "customer",
                "case",
                "agent",
                "since",
                "until",
                "limit",
                "cursor",
                "from",
                "to",
                "format",
                "with_subjects");
        List<String> values = List.of(
                "null",
                "true",
                "-1",
                "0",
                "1",
                "1.5",
                "1e400",
                "9223372036854775808",
                "\"\"",
                "\" \"",
                "\"x\"",
                "[]",
                "{}",
                "{\"tenant\":1,\"id\":2}",
                "{\"tenant\":null,\"id\":null}",
                "\"2026-11-21T10:00:00Z\"",
                "\"2026-13-41T10:00:00Z\"",
                "\"0.0\"",
                "\"999999999999999.999999999999999999\"",
                "\"otel\"");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("{");
            for (int j = random.nextInt(5); j >= 0; j--) {
                text.append(text.length() > 1 ? "," : "")
                        .append('"')
                        .append(names.get(random.nextInt(names.size())))
                        .append("\":")
                        .append(values.get(random.nextInt(values.size())));
            }
            ObjectNode object = json(text + "}");
            assertThat(Asked.search(object)).isNotNull();
            assertThat(Asked.accesses(object)).isNotNull();
            assertThat(Asked.export(object)).isNotNull();
        }
    }
}
