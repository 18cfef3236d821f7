package dev.remit.gateway.rest;

import static dev.remit.gateway.rest.Fixture.AGENT;
import static dev.remit.gateway.rest.Fixture.GRANT;
import static dev.remit.gateway.rest.Fixture.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.Narrowing;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestWireTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private final Fixture gateway = new Fixture();

    @BeforeAll
    void listens() {
        assertThat(gateway.server.port()).isPositive();
    }

    @AfterAll
    void stops() {
        gateway.close();
    }

    @BeforeEach
    void forgets() {
        gateway.asked.clear();
        gateway.contexts.clear();
        gateway.called.clear();
    }

    @Test
    void anAgentOpensAGrant() {
        HttpResponse<String> answer = gateway.post(
                "/v1/grants",
                AGENT,
                "{\"workflow\":\"order-help\",\"tenant\":\"acme\",\"case\":\"T-1\",\"actor\":\"u1\",\"purpose\":\"p\",\"renews\":null}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Remit-Correlation-Id").orElse(""))
                .isEqualTo(gateway.contexts.getFirst().correlationId());
        assertThat(gateway.asked).containsExactly(new GrantRequest("order-help", "acme", "T-1", "u1", "p", null));
        assertThat(body(answer)).isEqualTo(json("""
                {"id":"g1","token":"fresh-token","token_type":"Bearer","conversation":"c1","workflow":"order-help",
                 "tenant":"acme","case":"T-1","expires_at":"2026-11-21T10:20:00.750Z","expires_in":1200,
                 "assurance":"none"}"""));
    }

    @Test
    void aTraceContextIsPassedOnWhereItIsWellFormed() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        gateway.get("/v1/tools", GRANT, "traceparent", trace);
        gateway.get("/v1/tools", GRANT, "traceparent", "garbage");
        assertThat(gateway.contexts.get(0).traceParent()).isEqualTo(trace);
        assertThat(gateway.contexts.get(1).traceParent()).isNull();
        assertThat(gateway.contexts.get(0).wire()).isEqualTo("rest");
    }

    @Test
    void aGrantIsPassedOnNarrower() {
        HttpResponse<String> answer = gateway.post(
                "/v1/grants/delegate",
                GRANT,
                "{\"fields\":{\"order\":[\"order_no\",\"status\"]},\"calls\":3,\"rows\":4,\"lifetime\":\"5m\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(gateway.asked)
                .containsExactly(
                        new Narrowing(Map.of("order", Set.of("order_no", "status")), 3, 4, Duration.ofMinutes(5)));
        gateway.asked.clear();
        assertThat(gateway.post("/v1/grants/delegate", GRANT, "{}").statusCode())
                .isEqualTo(201);
        assertThat(gateway.asked).containsExactly(new Narrowing(null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/grants|{}|workflow is missing. tenant is missing.",
                "/v1/grants|{\"workflow\":\"w\",\"tenant\":7}|tenant is not a string of 1 to 200 characters.",
                "/v1/grants|{\"workflow\":\" \",\"tenant\":\"t\"}|workflow is not a string of 1 to 200 characters.",
                "/v1/grants|{\"workflow\":\"w\",\"tenant\":\"t\",\"subject\":\"jane\"}|There is a property that this request does"
                        + " not have; it has actor, case, purpose, renews, tenant, workflow.",
                "/v1/grants/delegate|{\"calls\":0}|calls is not a whole number from 1 to 2147483647.",
                "/v1/grants/delegate|{\"rows\":1.5}|rows is not a whole number from 1 to 2147483647.",
                "/v1/grants/delegate|{\"calls\":99999999999}|calls is not a whole number from 1 to 2147483647.",
                "/v1/grants/delegate|{\"lifetime\":\"-PT5M\"}|lifetime is not a length of time of at most a day, like 5m or PT5M.",
                "/v1/grants/delegate|{\"fields\":{\"order\":\"jane\"}}|fields is not an object of lists of names.",
                "/v1/grants/delegate|{\"fields\":[]}|fields is not an object of lists of names.",
                "/v1/grants/introspect|{}|token is missing.",
                "/v1/grants/revoke|{\"token\":5}|token is not a string of 1 to 4096 characters."
            })
    void allThatIsWrongWithARequestIsSaidAndNothingOfItRepeated(String path, String body, String detail) {
        HttpResponse<String> answer = gateway.post(path, path.endsWith("delegate") ? GRANT : AGENT, body);
        assertProblem(answer, 400, "invalid_request");
        assertThat(body(answer).get("detail").stringValue()).isEqualTo(detail).doesNotContain("jane");
        assertThat(gateway.asked).isEmpty();
    }

    @Test
    void aTokenIsIntrospectedByFormAndByJson() {
        for (HttpResponse<String> answer : List.of(
                gateway.post(
                        "/v1/grants/introspect",
                        AGENT,
                        "token=grant%2Dtoken&token_type_hint=access_token&more=1",
                        "Content-Type",
                        FORM),
                gateway.post("/v1/grants/introspect", AGENT, "{\"token\":\"grant-token\"}"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(body(answer)).isEqualTo(json("""
                    {"active":true,"token_type":"Bearer","jti":"g1","client_id":"support-assistant","iat":1795255200,
                     "exp":1795255260,"conversation":"c1","workflow":"order-help","tenant":"acme","case":null,
                     "assurance":"claimed","contract":"sha256:1","budgets":{"calls":59}}"""));
        }
    }

    @Test
    void anUnknownTokenIsInactiveAndNothingMore() {
        HttpResponse<String> answer = gateway.post("/v1/grants/introspect", AGENT, "token=x", "Content-Type", FORM);
        assertThat(answer.body()).isEqualTo("{\"active\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token=a&token=b", "token=%zz", "token=%ff", "token=é"})
    void aFormThatReadsTwoWaysIsRefused(String form) {
        assertProblem(gateway.post("/v1/grants/revoke", AGENT, form, "Content-Type", FORM), 400, "invalid_request");
        assertThat(gateway.asked).isEmpty();
    }

    @Test
    void aTokenIsRevoked() {
        HttpResponse<String> answer = gateway.post("/v1/grants/revoke", AGENT, "token=a+b", "Content-Type", FORM);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(gateway.asked).containsExactly("a b");
    }

    @Test
    void aGrantsToolsAreListedWithTheirSchemas() {
        HttpResponse<String> answer = gateway.get("/v1/tools", GRANT);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(json("""
                {"instructions":"Begin with echo.","tools":[
                 {"name":"echo","title":"Echo","description":"Says it again.","effect":"read",
                  "input_schema":{"type":"object"},"output_schema":{"type":"object"}},
                 {"name":"pay","title":"Pay","description":"Pays.","effect":"irreversible",
                  "input_schema":{"type":"object"}}]}"""));
    }

    @Test
    void aToolIsCalledAndItsResultIsTheAnswer() {
        HttpResponse<String> answer = gateway.post("/v1/tools/echo", GRANT, "{\"a\":[1,2.50,\"é\"]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"a\":[1,2.50,\"é\"]}");
        assertThat(answer.headers().firstValue("Remit-Correlation-Id")).isPresent();
    }

    @Test
    void aToolThatIsNotThereIsTheGatewaysToRefuse() {
        assertProblem(gateway.post("/v1/tools/jane%20doe", GRANT, "{}"), 404, "not_found");
        assertThat(gateway.called).containsExactly("jane doe");
    }

    @Test
    void aProblemSaysWhatToSayAndWhenToComeBack() {
        HttpResponse<String> answer = gateway.post("/v1/tools/limited", GRANT, "{}");
        assertProblem(answer, 429, "budget_calls");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(body(answer).get("retry_after").intValue()).isEqualTo(2);
        assertThat(body(answer).get("say").stringValue()).isEqualTo("One moment, please.");
        assertThat(body(answer).get("type").stringValue()).isEqualTo("urn:remit:problem:budget_calls");
        assertThat(body(answer).get("title").stringValue()).isEqualTo("Budget calls");
    }

    @Test
    void anExceptionSaysNothing() {
        HttpResponse<String> answer = gateway.post("/v1/tools/broken", GRANT, "{}");
        assertProblem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("jane");
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/tools", "POST,/v1/tools/echo", "POST,/v1/grants", "POST,/v1/grants/delegate"})
    void withoutACredentialTheAnswerAsksForOne(String method, String path) {
        String body = path.equals("/v1/grants") ? "{\"workflow\":\"w\",\"tenant\":\"t\"}" : "{}";
        HttpResponse<String> none = method.equals("GET") ? gateway.get(path, null) : gateway.post(path, null, body);
        assertProblem(none, 401, "unauthenticated");
        assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"remit\"");
        HttpResponse<String> bad = method.equals("GET") ? gateway.get(path, "bad") : gateway.post(path, "bad", body);
        assertProblem(bad, 401, "unauthenticated");
        assertThat(bad.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"remit\", error=\"invalid_token\"");
        assertThat(gateway.asked).isEmpty();
        assertThat(gateway.called).isEmpty();
    }

    @Test
    void aMalformedCredentialIsSaidToBeOne() {
        HttpResponse<String> answer = gateway.get("/v1/tools", "two tokens");
        assertProblem(answer, 400, "invalid_request");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_request");
    }

    @Test
    void whoeverHasNoGrantDoesNotGetABodyParsed() {
        assertProblem(gateway.post("/v1/tools/echo", "bad", "{".repeat(10_000)), 401, "unauthenticated");
        assertProblem(gateway.post("/v1/tools/echo", GRANT, "{".repeat(10_000)), 400, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}{}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
    void malformedJsonIsRefusedEverywhere(String json) {
        assertProblem(gateway.post("/v1/tools/echo", GRANT, json), 400, "malformed_json");
        assertProblem(gateway.post("/v1/grants", AGENT, json), 400, "malformed_json");
        assertThat(gateway.called).isEmpty();
    }

    @Test
    void jsonThatIsTenThousandDeepIsRefused() {
        String deep = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertProblem(gateway.post("/v1/tools/echo", GRANT, deep), 400, "malformed_json");
        String fine = "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}";
        assertThat(gateway.post("/v1/tools/echo", GRANT, fine).body()).isEqualTo(fine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json; charset=utf-16",
                "application/jsonp",
                FORM,
                "garbage",
                "/"
            })
    void otherMediaTypesAreRefused(String type) {
        assertProblem(gateway.post("/v1/tools/echo", GRANT, "{}", "Content-Type", type), 415, "unsupported_media_type");
        assertThat(gateway.called).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""})
    void jsonIsTakenHoweverItIsWritten(String type) {
        assertThat(gateway.post("/v1/tools/echo", GRANT, "{}", "Content-Type", type)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAnswerThatIsNotAcceptableIsNotMade() {
        assertProblem(gateway.post("/v1/tools/echo", GRANT, "{}", "Accept", "text/html"), 406, "not_acceptable");
        assertProblem(gateway.post("/v1/tools/echo", GRANT, "{}", "Accept", "garbage"), 406, "not_acceptable");
        assertThat(gateway.called).isEmpty();
        assertThat(gateway.get("/v1/tools", GRANT, "Accept", "text/html, */*;q=0.1")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void valuesInUrlsAreRefused() {
        assertProblem(gateway.get("/v1/tools?email=jane@customer.example", GRANT), 400, "query_refused");
        assertProblem(gateway.post("/v1/tools/echo?access_token=grant-token", null, "{}"), 400, "query_refused");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/grants,POST",
        "DELETE,/v1/grants/delegate,POST",
        "PUT,/v1/tools,GET",
        "GET,/v1/tools/echo,POST",
        "POST,/openapi.json,GET",
        "OPTIONS,/v1/grants/revoke,POST"
    })
    void otherMethodsAreRefusedWithThoseThatAreNot(String method, String path, String allow) {
        HttpResponse<String> answer = gateway.send(method, path);
        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue(allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/grants/other", "/v1/tools/a/b", "/v2/tools", "/v1/tools/../../jane"})
    void otherPathsAreUnknown(String path) {
        HttpResponse<String> answer = gateway.get(path, GRANT);
        assertProblem(answer, 404, "unknown_path");
        assertThat(answer.body()).doesNotContain("jane", path.length() > 3 ? path : "jane");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = body(answer);
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Remit-Correlation-Id"))
                .hasValue(problem.get("correlation_id").stringValue());
    }

    private static JsonNode json(String text) {
        return Fixture.MAPPER.readTree(text);
    }
}
