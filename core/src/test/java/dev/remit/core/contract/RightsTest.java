package dev.remit.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.Predicate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final int RUNS = 400;

    @Test
    void anIntersectionGrantsNothingThatEitherDoesNot() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            Workflow a = version(random);
            Workflow b = version(random);
            Workflow both = Rights.intersect(a, b);
            for (Workflow each : List.of(a, b)) {
                within(both, each, "seed " + seed);
            }
        }
    }

    @Test
    void intersectingIsIdempotentAndCommutativeInWhatIsGranted() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            Workflow a = version(random);
            Workflow b = version(random);
            Workflow both = Rights.intersect(a, b);
            assertThat(Rights.granted(Rights.intersect(a, a)))
                    .as("seed %s", seed)
                    .isEqualTo(Rights.granted(a));
            assertThat(Rights.granted(Rights.intersect(b, a)))
                    .as("seed %s", seed)
                    .isEqualTo(Rights.granted(both));
            assertThat(Rights.granted(Rights.intersect(both, both)))
                    .as("seed %s", seed)
                    .isEqualTo(Rights.granted(both));
            assertThat(Rights.granted(Rights.intersect(a, both)))
                    .as("seed %s", seed)
                    .isEqualTo(Rights.granted(both));
        }
    }

    @Test
    void aFieldWhoseColumnChangedIsInNeitherVersion() {
        Workflow opening = Example.workflow(Example.WORKFLOW);
        String moved = Example.with(
                Example.CATALOG,
                "email: { class: personal, kind: email }",
                "email: { class: personal, kind: email, column: mail }");
        Workflow current = Example.contracts(moved, Example.WORKFLOW)
                .workflows()
                .firstEntry()
                .getValue();
        Workflow both = Rights.intersect(opening, current);
        assertThat(Objects.requireNonNull(both.data().get("customer")).fields()).containsOnlyKeys("first_name");
        assertThat(Objects.requireNonNull(both.verify()).by()).hasSize(1);
    }

    @Test
    void aResourceWhoseScopeChangedIsInNeitherVersion() {
        Workflow opening = Example.workflow(Example.WORKFLOW);
        String moved = Example.CATALOG.replace("\"customer_id -> customer\"", "\"buyer_id -> customer\"");
        Workflow current = Example.contracts(moved, Example.WORKFLOW)
                .workflows()
                .firstEntry()
                .getValue();
        assertThat(Rights.intersect(opening, current).data()).containsOnlyKeys("customer", "product");
    }

    @Test
    void aCustomerFoundInADroppedWayIsNotServed() {
        Workflow opening = Example.workflow(Example.WORKFLOW);
        Workflow current = Example.workflow(
                Example.with(Example.WORKFLOW, "[[email], [last_name, postcode]]", "[[first_name, postcode]]"));
        Workflow both = Rights.intersect(opening, current);
        assertThat(both.hasSubject()).isFalse();
        assertThat(both.data()).containsOnlyKeys("product");
    }

    @Test
    void aPartOfAWorkflowIsNeverMore() {
        Workflow workflow = Example.workflow(Example.WORKFLOW);
        Workflow part =
                Rights.narrow(workflow, Map.of("order", Set.of("status", "total"), "ticket", Set.of("body")), 1_000, 5);
        assertThat(part.data()).containsOnlyKeys("order");
        assertThat(Objects.requireNonNull(part.data().get("order")).fields()).containsOnlyKeys("status");
        assertThat(part.limits().calls()).isEqualTo(60);
        assertThat(part.limits().rows()).isEqualTo(5);
        assertThat(Rights.granted(Rights.narrow(workflow, null, null, null))).isEqualTo(Rights.granted(workflow));
        assertThatThrownBy(() -> Rights.narrow(workflow, null, -1, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsKeptIsKeptForTheShorterOfBothTimes() {
        Workflow opening = kept("{ records: 100d, payloads: 10d }");
        Workflow current = kept("{ records: 50d, payloads: 20d }");
        assertThat(Rights.intersect(opening, current).retention())
                .isEqualTo(new Retention(Duration.ofDays(50), Duration.ofDays(10)));
    }

    private static Workflow kept(String retention) {
        return Example.workflow(Example.with(Example.WORKFLOW, "apart: ", "retention: " + retention + "\napart: "));
    }

    @Test
    void twoWorkflowsHaveNoIntersection() {
        Workflow other = Example.workflow(Example.with(Example.WORKFLOW, "workflow: order-help", "workflow: other"));
        assertThatThrownBy(() -> Rights.intersect(Example.workflow(Example.WORKFLOW), other))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void within(Workflow narrow, Workflow wide, String seed) {
        assertThat(wide.agents()).as(seed).containsAll(narrow.agents());
        assertThat(narrow.apart()).as(seed).containsAll(wide.apart());
        assertThat(narrow.payloads()).as(seed).isLessThanOrEqualTo(wide.payloads());
        assertThat(narrow.unsourced()).as(seed).isLessThanOrEqualTo(wide.unsourced());
        assertThat(narrow.phase().compareTo(wide.phase())).as(seed).isLessThanOrEqualTo(0);
        assertThat(narrow.limits().tighter(wide.limits())).as(seed).isEqualTo(narrow.limits());
        Verify verify = narrow.verify();
        if (verify != null) {
            Verify wider = Objects.requireNonNull(wide.verify(), seed);
            assertThat(wider.by().stream().map(Canonical::of).toList())
                    .as(seed)
                    .containsAll(verify.by().stream().map(Canonical::of).toList());
            assertThat(verify.attempts()).as(seed).isLessThanOrEqualTo(wider.attempts());
        }
        if (wide.liveCase() != null) {
            CaseRule rule = Objects.requireNonNull(narrow.liveCase(), seed);
            assertThat(conjuncts(rule.live()))
                    .as(seed)
                    .containsAll(conjuncts(wide.liveCase().live()));
        }
        narrow.data().forEach((name, grant) -> {
            ResourceGrant from = Objects.requireNonNull(wide.data().get(name), seed);
            assertThat(grant.limit()).as(seed).isLessThanOrEqualTo(from.limit());
            assertThat(conjuncts(grant.rows())).as(seed).containsAll(conjuncts(from.rows()));
            assertThat(narrow.hasSubject() || !(grant.resource().scope() instanceof Scope.OfSubject))
                    .as(seed)
                    .isTrue();
            grant.fields().forEach((fieldName, field) -> {
                GrantedField wider = Objects.requireNonNull(from.fields().get(fieldName), seed);
                assertThat(field.handling().compareTo(wider.handling()))
                        .as(seed)
                        .isGreaterThanOrEqualTo(0);
            });
        });
    }

    private static Set<String> conjuncts(Predicate predicate) {
        Stream<Predicate> parts =
                predicate instanceof Predicate.And(List<Predicate> all) ? all.stream() : Stream.of(predicate);
        return parts.filter(part -> !(part instanceof Predicate.Always))
                .map(Canonical::of)
                .collect(Collectors.toSet());
    }

    /** One of very many versions of the example. */
    private static Workflow version(Random random) {
        String text = Example.WORKFLOW;
        text = maybe(
                random, text, "email: confirm the address on file", "email: { handling: tokenized, why: tell them }");
        text = maybe(random, text, "handling: clear, why", "handling: masked, why");
        text = maybe(random, text, "      email: ", "      last_name: greet the customer well\n      email: ");
        text = maybe(random, text, "      first_name: ", "      postcode: ");
        text = maybe(random, text, "    rows: \"status is open\"\n", "");
        text = maybe(random, text, "    rows: \"status is open\"\n", "    rows: \"order_no is 7\"\n");
        text = maybe(random, text, "limit: 20", "limit: " + (1 + random.nextInt(40)));
        text = maybe(random, text, "calls: 60", "calls: " + (1 + random.nextInt(99)));
        text = maybe(random, text, "grant: 20m", "grant: " + (10 + random.nextInt(20)) + "m");
        text = maybe(random, text, "  product:\n    fields: { name: say what was ordered }\n", "");
        text = maybe(random, text, "[support-assistant, night-assistant]", "[night-assistant, day-assistant]");
        text = maybe(random, text, "[[email], [last_name, postcode]]", "[[postcode, last_name]]");
        text = maybe(
                random,
                text,
                "verify: { by: [[email], [last_name, postcode]], attempts: 3 }\n",
                "verify: { by: [[email]] }\n");
        text = maybe(random, text, "live: \"status is open\"", "live: \"ticket_no is 3\"");
        text = maybe(random, text, "binds: false", "binds: true");
        if (text.contains("binds: true")) {
            text = maybe(random, text, "verify: { by: [[email], [last_name, postcode]], attempts: 3 }\n", "");
        } else {
            text = maybe(random, text, "case: { resource: ticket, live: \"status is open\", binds: false }\n", "");
        }
        text = maybe(random, text, "apart: [[financial, security]]", "apart: [[financial, legal]]");
        text = maybe(random, text, "phase: general", "record: { payloads: full }\nphase: general");
        text = maybe(random, text, "apart: ", "output: { unsourced: keep }\napart: ");
        text = maybe(random, text, "phase: general", "phase: off");
        return Example.workflow(text);
    }

    private static String maybe(Random random, String text, String passage, String replacement) {
        return random.nextInt(3) == 0 && text.contains(passage) ? Example.with(text, passage, replacement) : text;
    }
}
