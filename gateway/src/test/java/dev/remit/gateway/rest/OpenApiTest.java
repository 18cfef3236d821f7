package dev.remit.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Problems;
import dev.remit.gateway.http.Endpoint;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class OpenApiTest {
    private static final String META = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> ALL_METHODS = Set.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS");

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Fixture gateway = new Fixture();
    private final JsonNode document = Fixture.body(gateway.get("/openapi.json", null));

    @AfterEach
    void stops() {
        gateway.close();
    }

    @Test
    void theDocumentHasTheStructureOfOpenApi31() {
        String structure = """
                {"type":"object","required":["openapi","info","paths","components"],"properties":{
                  "openapi":{"pattern":"^3\\\\.1\\\\.[0-9]+$"},
                  "info":{"type":"object","required":["title","version"]},
                  "components":{"type":"object"},
                  "paths":{"type":"object","minProperties":1,"propertyNames":{"pattern":"^/"},"additionalProperties":{
                    "type":"object","propertyNames":{"enum":["get","post"]},"additionalProperties":{
                      "type":"object","required":["operationId","summary","responses","security"],"properties":{
                        "parameters":{"type":"array","items":{"required":["name","in","required","schema"],
                          "properties":{"in":{"const":"path"},"required":{"const":true}}}},
                        "requestBody":{"required":["content"],"properties":{"content":{"$ref":"#/$defs/content"}}},
                        "responses":{"type":"object","minProperties":2,"propertyNames":{"pattern":"^[1-5][0-9][0-9]$"},
                          "additionalProperties":{"type":"object","required":["description"],
                            "properties":{"content":{"$ref":"#/$defs/content"}}}}}}}}},
                 "$defs":{"content":{"type":"object","minProperties":1,
                   "additionalProperties":{"type":"object","required":["schema"]}}}}""";
        assertThat(schemas.getSchema(structure).validate(document)).isEmpty();
        assertThat(document.findValuesAsString("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void everySchemaInTheDocumentIsOne() {
        Schema meta = schemas.getSchema(SchemaLocation.of(META));
        assertThat(document.findValues("schema"))
                .isNotEmpty()
                .allSatisfy(schema -> assertThat(meta.validate(schema)).isEmpty());
        assertThat(meta.validate(document.at("/components/schemas/Problem"))).isEmpty();
    }

    @Test
    void everyRouteThatIsServedIsInTheDocumentAndTheOtherWayRound() {
        Set<String> documented = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> documented.add(
                                method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(documented)
                .isEqualTo(gateway.endpoints.stream()
                        .map(endpoint -> endpoint.method() + " " + endpoint.path())
                        .collect(Collectors.toCollection(TreeSet::new)));
        // And by asking the server, not the list that both were made from.
        for (Endpoint endpoint : gateway.endpoints) {
            for (String method : ALL_METHODS) {
                int status = gateway.send(method, endpoint.path().replace("{name}", "echo"))
                        .statusCode();
                assertThat(status).isNotEqualTo(404);
                assertThat(status != 405)
                        .as(method + " " + endpoint.path())
                        .isEqualTo(documented.contains(method + " " + endpoint.path()));
            }
        }
    }

    @Test
    void answersAreAsTheDocumentSays() {
        String grant = "{\"workflow\":\"order-help\",\"tenant\":\"acme\"}";
        assertDocumented("/v1/grants", "post", gateway.post("/v1/grants", Fixture.AGENT, grant));
        assertDocumented("/v1/grants", "post", gateway.post("/v1/grants", null, grant));
        assertDocumented("/v1/grants", "post", gateway.post("/v1/grants", Fixture.AGENT, "["));
        assertDocumented("/v1/grants/delegate", "post", gateway.post("/v1/grants/delegate", Fixture.GRANT, "{}"));
        String token = "{\"token\":\"grant-token\"}";
        assertDocumented("/v1/grants/introspect", "post", gateway.post("/v1/grants/introspect", Fixture.AGENT, token));
        assertDocumented(
                "/v1/grants/introspect",
                "post",
                gateway.post("/v1/grants/introspect", Fixture.AGENT, "{\"token\":\"x\"}"));
        assertDocumented("/v1/tools", "get", gateway.get("/v1/tools", Fixture.GRANT));
        assertDocumented("/v1/tools/{name}", "post", gateway.post("/v1/tools/echo", Fixture.GRANT, "{}"));
        assertDocumented("/v1/tools/{name}", "post", gateway.post("/v1/tools/limited", Fixture.GRANT, "{}"));
        assertDocumented("/v1/tools/{name}", "post", gateway.post("/v1/tools/broken", Fixture.GRANT, "{}"));
        assertDocumented("/ready", "get", gateway.get("/ready", null));
        gateway.journal.set(false);
        assertDocumented("/ready", "get", gateway.get("/ready", null));
        assertDocumented("/health", "get", gateway.get("/health", null));
    }

    /** The codes of one status, as the document lists them; empty where it does not have the status. */
    private Set<String> codes(String path, int status) {
        String sentence = document.get("paths")
                .path(path)
                .path("post")
                .path("responses")
                .path(Integer.toString(status))
                .path("description")
                .asString("");
        int from = sentence.indexOf("Codes: ");
        return from < 0
                ? Set.of()
                : Set.of(sentence.substring(from + 7, sentence.length() - 1).split(", ", -1));
    }

    @Test
    void everyReasonThatACallCanEndWithIsInTheDocumentUnderItsStatus() {
        CallContext context = new CallContext("rest", "id", null);
        for (Reason reason : Reason.values()) {
            Problem problem = Problems.of(reason, context, null);
            assertThat(codes("/v1/tools/{name}", problem.status())).contains(problem.code());
        }
        JsonNode statuses = document.at("/paths/~1v1~1tools~1{name}/post/responses");
        assertThat(statuses.propertyNames())
                .containsExactlyInAnyOrder(
                        "200", "400", "401", "403", "404", "406", "409", "413", "415", "429", "500", "502", "503",
                        "504");
    }

    /** A grant for a case asks the source of cases. */
    @Test
    void aGrantCanEndAsItsSourceDoes() {
        JsonNode statuses = document.at("/paths/~1v1~1grants/post/responses");
        for (Reason reason : Reason.values()) {
            if (reason.code().startsWith("source_")) {
                Problem problem = Problems.of(reason, new CallContext("rest", "id", null), null);
                assertThat(statuses.has(Integer.toString(problem.status())))
                        .as(reason.code())
                        .isTrue();
            }
        }
    }

    private void assertDocumented(String path, String method, HttpResponse<String> answer) {
        JsonNode response =
                document.get("paths").get(path).get(method).get("responses").get(Integer.toString(answer.statusCode()));
        assertThat(response).as(path + " " + answer.statusCode()).isNotNull();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        JsonNode media = response.get("content").get(type);
        assertThat(media).as(path + " " + type).isNotNull();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("allOf").add(media.get("schema"));
        schema.set("components", document.get("components"));
        assertThat(schemas.getSchema(schema).validate(Fixture.body(answer)))
                .as(answer.body())
                .isEmpty();
    }
}
