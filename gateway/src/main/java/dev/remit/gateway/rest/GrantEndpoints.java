package dev.remit.gateway.rest;

import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.call.GrantService;
import dev.remit.gateway.call.Introspection;
import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Exchange;
import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Refusal;
import dev.remit.gateway.http.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Grants over HTTP: open, delegate, introspect (RFC 7662), revoke (RFC 7009). */
final class GrantEndpoints {
    static final String WIRE = "rest";

    private static final int NAME = 200;
    private static final int PURPOSE = 1_000;
    private static final int TOKEN = 4_096;

    private final GrantService grants;
    private final InstantSource clock;

    GrantEndpoints(GrantService grants, InstantSource clock) {
        this.grants = grants;
        this.clock = clock;
    }

    List<Endpoint> all() {
        return List.of(
                new Endpoint("POST", "/v1/grants", GrantDocs.open(), this::open),
                new Endpoint("POST", "/v1/grants/delegate", GrantDocs.delegate(), this::delegate),
                new Endpoint("POST", "/v1/grants/introspect", GrantDocs.introspect(), this::introspect),
                new Endpoint("POST", "/v1/grants/revoke", GrantDocs.revoke(), this::revoke));
    }

    private Reply open(Exchange exchange) {
        return read(exchange, exchange.json(), fields -> {
            GrantRequest request = new GrantRequest(
                    fields.text("workflow", NAME),
                    fields.text("tenant", NAME),
                    fields.optionalText("case", NAME),
                    fields.optionalText("actor", NAME),
                    fields.optionalText("purpose", PURPOSE),
                    fields.optionalText("renews", TOKEN));
            return new Step(
                    fields.mistakes(),
                    () -> opened(grants.open(exchange.bearer().token(), request, exchange.context(WIRE))));
        });
    }

    private Reply delegate(Exchange exchange) {
        return read(exchange, exchange.json(), fields -> {
            Narrowing narrowing = new Narrowing(
                    fields.optionalNames("fields", NAME),
                    fields.optionalCount("calls"),
                    fields.optionalCount("rows"),
                    fields.optionalLifetime("lifetime"));
            return new Step(
                    fields.mistakes(),
                    () -> opened(grants.delegate(exchange.bearer().token(), narrowing, exchange.context(WIRE))));
        });
    }

    private Reply introspect(Exchange exchange) {
        return read(exchange, exchange.jsonOrForm(), fields -> {
            String token = fields.text("token", TOKEN);
            return new Step(
                    fields.mistakesIgnoringOthers(),
                    () -> introspected(grants.introspect(exchange.bearer().token(), token, exchange.context(WIRE))));
        });
    }

    private Reply revoke(Exchange exchange) {
        return read(exchange, exchange.jsonOrForm(), fields -> {
            String token = fields.text("token", TOKEN);
            return new Step(fields.mistakesIgnoringOthers(), () -> {
                Problem problem = grants.revoke(exchange.bearer().token(), token, exchange.context(WIRE));
                return problem == null ? Reply.empty(200) : Reply.problem(problem);
            });
        });
    }

    /** What is wrong with a request, and what to do where nothing is. */
    private record Step(List<String> mistakes, Supplier<Reply> next) {}

    private static Reply read(Exchange exchange, Exchange.Input input, Function<Fields, Step> step) {
        return switch (input) {
            case Exchange.Input.Refused refused -> Reply.problem(refused.problem());
            case Exchange.Input.Read read -> {
                Step taken = step.apply(new Fields(read.object()));
                yield taken.mistakes().isEmpty()
                        ? taken.next().get()
                        : Reply.problem(Refusal.INVALID_REQUEST.problem(
                                exchange.correlationId(), String.join(" ", taken.mistakes())));
            }
        };
    }

    private Reply opened(GrantResult result) {
        return switch (result) {
            case GrantResult.Refused refused -> Reply.problem(refused.problem());
            case GrantResult.Opened grant -> {
                long left = Math.max(
                        0, Duration.between(clock.instant(), grant.expiresAt()).toSeconds());
                yield Reply.json(
                        201,
                        node().put("id", grant.id())
                                .put("token", grant.token())
                                .put("token_type", "Bearer")
                                .put("conversation", grant.conversation())
                                .put("workflow", grant.workflow())
                                .put("tenant", grant.tenant())
                                .put("case", grant.caseId())
                                .put("expires_at", grant.expiresAt().toString())
                                .put("expires_in", left)
                                .put("assurance", grant.assurance()));
            }
        };
    }

    private static Reply introspected(Introspection result) {
        return switch (result) {
            case Introspection.Refused refused -> Reply.problem(refused.problem());
            case Introspection.Inactive inactive -> Reply.json(200, node().put("active", false));
            case Introspection.Active grant -> {
                ObjectNode node = node().put("active", true)
                        .put("token_type", "Bearer")
                        .put("jti", grant.id())
                        .put("client_id", grant.agent())
                        .put("iat", grant.issuedAt().getEpochSecond())
                        .put("exp", grant.expiresAt().getEpochSecond())
                        .put("conversation", grant.conversation())
                        .put("workflow", grant.workflow())
                        .put("tenant", grant.tenant())
                        .put("case", grant.caseId())
                        .put("assurance", grant.assurance())
                        .put("contract", grant.contract());
                ObjectNode budgets = node.putObject("budgets");
                grant.budgets().forEach(budgets::put);
                yield Reply.json(200, node);
            }
        };
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What the API document says of grants. */
    private static final class GrantDocs {
        private static final String FORM = "application/x-www-form-urlencoded";

        private static final Map<Integer, String> PROBLEMS = Map.of(
                401, "The credential is missing, unknown, expired or revoked.",
                403, "The credential does not allow this.",
                429, "Too many requests; retry_after says when to come back.",
                503, "The gateway cannot record what it would do, so it does nothing.");

        /** The case that a grant is opened for is looked up in a source. */
        private static final Map<Integer, String> WITH_A_CASE = Map.of(
                401, "The agent's credential is missing, unknown, expired or revoked.",
                403, "The agent may not open such a grant, or the case is not live.",
                429, "Too many requests; retry_after says when to come back.",
                502, "The source of the case failed.",
                503, "The source of the case cannot answer, or the gateway cannot record what it would do.",
                504, "The source of the case took too long.");

        static Operation open() {
            ObjectNode body = Schema.object()
                    .has("workflow", Schema.text("The contract's name.", NAME))
                    .has("tenant", Schema.text("A tenant that the agent is registered for.", NAME))
                    .mayHave("case", Schema.text("The case in the system of record.", NAME))
                    .mayHave("actor", Schema.text("The user that the agent acts for. Recorded; widens nothing.", NAME))
                    .mayHave("purpose", Schema.text("Why, in the agent's words. Recorded; widens nothing.", PURPOSE))
                    .mayHave("renews", Schema.text("The token of a live grant that this one replaces.", TOKEN))
                    .closed();
            return new Operation(
                    "openGrant",
                    "Opens a grant for one job, or renews one.",
                    Credential.AGENT,
                    Map.of(Reply.JSON, body),
                    List.of(new Answer(201, "The grant, with its token, shown this once.", Reply.JSON, grant())),
                    WITH_A_CASE);
        }

        static Operation delegate() {
            ObjectNode body = Schema.object()
                    .mayHave(
                            "fields",
                            Schema.map(
                                    "By resource, the fields that are kept; what is not named is dropped.",
                                    Schema.list(Schema.text("A field.", NAME))))
                    .mayHave("calls", Schema.whole("A lower budget of calls.", 1))
                    .mayHave("rows", Schema.whole("A lower budget of rows.", 1))
                    .mayHave("lifetime", Schema.text("A shorter life: 5m or PT5M.", 30))
                    .closed();
            return new Operation(
                    "delegateGrant",
                    "Passes a part of a grant on. Rights only narrow, and budgets stay shared.",
                    Credential.GRANT,
                    Map.of(Reply.JSON, body),
                    List.of(new Answer(201, "The narrower grant.", Reply.JSON, grant())),
                    PROBLEMS);
        }

        static Operation introspect() {
            ObjectNode answer = Schema.object()
                    .has("active", Schema.truth("Whether the token opens anything. If not, this is all there is."))
                    .mayHave("token_type", Schema.text("Bearer."))
                    .mayHave("jti", Schema.text("The grant's id."))
                    .mayHave("client_id", Schema.text("The agent."))
                    .mayHave("iat", Schema.whole("When it was opened, in seconds since 1970.", 0))
                    .mayHave("exp", Schema.whole("When it ends, in seconds since 1970.", 0))
                    .mayHave("conversation", Schema.text("The conversation's id."))
                    .mayHave("workflow", Schema.text("The contract's name."))
                    .mayHave("tenant", Schema.text("The tenant."))
                    .mayHave("case", Schema.textOrNull("The case, where there is one."))
                    .mayHave("assurance", assurance())
                    .mayHave("contract", Schema.text("The contract version that it was opened under."))
                    .mayHave("budgets", Schema.map("What is left, by budget.", Schema.whole("What is left.", 0)))
                    .closed();
            return new Operation(
                    "introspectToken",
                    "Says what a token is (RFC 7662).",
                    Credential.EITHER,
                    Map.of(FORM, token(), Reply.JSON, token()),
                    List.of(new Answer(200, "What it is.", Reply.JSON, answer)),
                    PROBLEMS);
        }

        static Operation revoke() {
            return new Operation(
                    "revokeToken",
                    "Revokes a grant with all that was passed on from it (RFC 7009).",
                    Credential.EITHER,
                    Map.of(FORM, token(), Reply.JSON, token()),
                    List.of(new Answer(200, "The token is no longer good, if it ever was.", null, null)),
                    PROBLEMS);
        }

        private static ObjectNode token() {
            return Schema.object()
                    .has("token", Schema.text("The token that is asked about.", TOKEN))
                    .mayHave("token_type_hint", Schema.text("Accepted and not needed."))
                    .open();
        }

        private static ObjectNode assurance() {
            return Schema.text("How sure the gateway is of the customer: none, case, claimed or authenticated.");
        }

        private static ObjectNode grant() {
            return Schema.object()
                    .has("id", Schema.text("The grant's id; no secret."))
                    .has("token", Schema.text("The bearer token; a secret."))
                    .has("token_type", Schema.oneOf("Always the same.", "Bearer"))
                    .has("conversation", Schema.text("Stays the same over renewals and what is passed on."))
                    .has("workflow", Schema.text("The contract's name."))
                    .has("tenant", Schema.text("The tenant."))
                    .has("case", Schema.textOrNull("The case, where there is one."))
                    .has("expires_at", Schema.time("When it ends."))
                    .has("expires_in", Schema.whole("How many seconds that is from now.", 0))
                    .has("assurance", assurance())
                    .closed();
        }
    }
}
