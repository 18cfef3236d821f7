package dev.remit.core.contract;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Argument;
import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.ActionCondition;
import dev.remit.core.condition.Predicate;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.escalation.Topic;
import dev.remit.core.template.RequestTemplate;
import dev.remit.core.template.ToolTemplate;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One rendering for each meaning. Two things render alike if, and only if, they mean the same: places, comments and
 * descriptions are left out, and what has no order is sorted. Each value is written with its length, so that no value
 * can pass for the structure around it.
 */
final class Canonical {
    private final StringBuilder out = new StringBuilder();

    Canonical put(String tag, String value) {
        out.append(tag)
                .append(' ')
                .append(value.length())
                .append(':')
                .append(value)
                .append('\n');
        return this;
    }

    Canonical put(String tag, long value) {
        return put(tag, Long.toString(value));
    }

    Canonical putSorted(String tag, Collection<String> values) {
        List<String> sorted = values.stream().sorted().toList();
        put(tag, sorted.size());
        sorted.forEach(value -> put(tag, value));
        return this;
    }

    String text() {
        return out.toString();
    }

    /** Lower-case hex SHA-256 of the rendering in UTF-8. */
    String digest() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(out.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(Field field) {
        return new Canonical()
                .put("name", field.name())
                .put("column", field.column())
                .put("class", field.dataClass().label())
                .put("type", field.type().label())
                .put("kind", field.kind().label())
                .put("nullable", Boolean.toString(field.nullable()))
                .text();
    }

    /** Where its rows are and whose; not its fields, of which only those that are used count. */
    static String of(Resource resource) {
        Canonical canonical = new Canonical()
                .put("name", resource.name())
                .put("source", resource.source())
                .put("table", resource.table())
                .put("scope", of(resource.scope()))
                .put("key", of(resource.key()));
        if (resource.access() != null) {
            canonical.put("access", resource.access().text());
        }
        return canonical.text();
    }

    static String of(Scope scope) {
        return switch (scope) {
            case Scope.Shared() -> "shared";
            case Scope.OfTenant(Scope.TenantKey tenant) ->
                new Canonical().put("tenant", of(tenant)).text();
            case Scope.OfSubject(Path subject, Scope.TenantKey tenant) ->
                new Canonical()
                        .put("subject", of(subject))
                        .put("tenant", of(tenant))
                        .text();
        };
    }

    private static String of(Scope.TenantKey tenant) {
        return switch (tenant) {
            case Scope.TenantKey.InColumn(Path path) ->
                new Canonical().put("path", of(path)).text();
            case Scope.TenantKey.Whole(String name) ->
                new Canonical().put("whole", name).text();
        };
    }

    private static String of(Path path) {
        Canonical canonical = new Canonical();
        for (Path.Join join : path.joins()) {
            canonical
                    .put("from", join.fromColumn())
                    .put("table", join.toTable())
                    .put("to", join.toColumn());
        }
        return canonical
                .put("column", path.column())
                .put("type", path.type().label())
                .text();
    }

    /** The parts of an {@code And} or {@code Or} have no order. */
    static String of(Predicate predicate) {
        Canonical canonical = new Canonical();
        return switch (predicate) {
            case Predicate.Always(boolean value) ->
                canonical.put("always", Boolean.toString(value)).text();
            case Predicate.And(List<Predicate> parts) ->
                canonical
                        .putSorted("and", parts.stream().map(Canonical::of).toList())
                        .text();
            case Predicate.Or(List<Predicate> parts) ->
                canonical
                        .putSorted("or", parts.stream().map(Canonical::of).toList())
                        .text();
            case Predicate.Not(Predicate part) -> canonical.put("not", of(part)).text();
            case Predicate.Compare(Operand left, Predicate.Operator operator, Operand right) ->
                canonical
                        .put("left", of(left))
                        .put("operator", operator.name())
                        .put("right", of(right))
                        .text();
            case Predicate.In(Operand.Column column, List<Operand.Literal> values) ->
                canonical
                        .put("column", of(column))
                        .putSorted("in", values.stream().map(Canonical::of).toList())
                        .text();
            case Predicate.IsAbsent(Operand.Column column) ->
                canonical.put("absent", of(column)).text();
            case Predicate.IsTrue(Operand.Column column) ->
                canonical.put("true", of(column)).text();
        };
    }

    private static String of(Operand operand) {
        return switch (operand) {
            case Operand.Column(Field field) ->
                new Canonical().put("field", of(field)).text();
            case Operand.Literal(var type, Object value) ->
                new Canonical()
                        .put(
                                type.label(),
                                value instanceof BigDecimal decimal
                                        ? decimal.stripTrailingZeros().toPlainString()
                                        : value.toString())
                        .text();
            case Operand.Now(var offset) ->
                new Canonical().put("now", offset.toString()).text();
        };
    }

    static String of(Verify verify) {
        return new Canonical()
                .put("resource", of(verify.resource()))
                .putSorted("by", verify.by().stream().map(Canonical::of).toList())
                .put("attempts", verify.attempts())
                .put("attempts_per_value", verify.attemptsPerValue())
                .put("attempts_per_agent", verify.attemptsPerAgent())
                .text();
    }

    /** One alternative of a verification: its fields have no order. */
    static String of(List<Field> alternative) {
        return new Canonical()
                .putSorted("fields", alternative.stream().map(Canonical::of).toList())
                .text();
    }

    static String of(CaseRule rule) {
        return new Canonical()
                .put("resource", of(rule.resource()))
                .put("live", of(rule.live()))
                .put("binds", Boolean.toString(rule.binds()))
                .text();
    }

    static String of(ResourceGrant grant) {
        Canonical canonical = new Canonical()
                .put("resource", of(grant.resource()))
                .put("rows", of(grant.rows()))
                .put("limit", grant.limit())
                .putSorted("find_by", grant.filters().stream().map(Field::name).toList());
        new TreeMap<>(grant.fields())
                .values()
                .forEach(field -> canonical
                        .put("field", of(field.field()))
                        .put("handling", field.handling().label())
                        .put("why", field.why()));
        return canonical.text();
    }

    /** What an action does and to what; its facts too, because what it is told may come from them. */
    static String of(Action action) {
        Canonical canonical = new Canonical()
                .put("name", action.name())
                .put("source", action.source())
                .put("effect", action.effect().label())
                .put("on", action.on() == null ? "" : of(action.on()))
                .put("means", of(action.means()))
                .put("undo", orEmpty(action.undo()))
                .put("steerable", Boolean.toString(action.steerable()))
                .put("operations", orEmpty(action.operations()));
        new TreeMap<>(action.arguments()).values().forEach(argument -> canonical.put("argument", of(argument)));
        new TreeMap<>(action.facts()).values().forEach(fact -> canonical.put("fact", of(fact)));
        new TreeMap<>(action.result()).values().forEach(field -> canonical.put("result", of(field)));
        return canonical.text();
    }

    private static String of(Argument argument) {
        return new Canonical()
                .put("name", argument.name())
                .put("type", argument.type().label())
                .put("kind", argument.kind().label())
                .put("list", argument.most())
                .put("required", Boolean.toString(argument.required()))
                .put("of", argument.of() == null ? "" : of(argument.of()))
                .putSorted("choices", argument.choices())
                .put("least", argument.least() == null ? "" : plain(argument.least()))
                .put("most", argument.highest() == null ? "" : plain(argument.highest()))
                .put("longest", argument.longest())
                .text();
    }

    private static String of(Fact fact) {
        Canonical canonical = new Canonical().put("name", fact.name()).put("resource", of(fact.resource()));
        switch (fact) {
            case Fact.Row row -> canonical.put("row", "");
            case Fact.Total total -> canonical.put(total.over().name(), total.field() == null ? "" : of(total.field()));
        }
        return canonical
                .putSorted("where", fact.where().stream().map(Canonical::of).toList())
                .text();
    }

    private static String of(Fact.Match match) {
        return switch (match) {
            case Fact.Match.Told(Field field, String argument) ->
                new Canonical()
                        .put("field", of(field))
                        .put("argument", argument)
                        .text();
            case Fact.Match.Always(Field field, String text) ->
                new Canonical().put("field", of(field)).put("text", text).text();
        };
    }

    private static String of(Means means) {
        Canonical canonical = new Canonical();
        switch (means) {
            case Means.Statement(String sql, List<String> parameters, int fewest, int most) -> {
                canonical.put("sql", sql).put("fewest", fewest).put("most", most);
                parameters.forEach(name -> canonical.put("parameter", name));
            }
            case Means.Request(RequestTemplate request, Means.Probe probe) -> {
                canonical.put("request", request.text());
                if (probe != null) {
                    canonical.put("probe", probe.path().text());
                    probe.done().stream().sorted().forEach(status -> canonical.put("done", status));
                    probe.undone().stream().sorted().forEach(status -> canonical.put("undone", status));
                }
            }
            case Means.Tool(ToolTemplate call, String digest) ->
                canonical.put("tool", call.text()).put("digest", digest);
        }
        return canonical.text();
    }

    static String facts(ActionGrant grant) {
        Canonical canonical = new Canonical();
        new TreeMap<>(grant.facts()).values().forEach(fact -> canonical.put("fact", of(fact)));
        return canonical.text();
    }

    /** What is granted of an action; why is left out. */
    static String granted(ActionGrant grant) {
        return new Canonical()
                .put("action", of(grant.action()))
                .put("level", grant.level().label())
                .put("facts", facts(grant))
                .putSorted(
                        "when", grant.when().stream().map(ActionCondition::text).toList())
                .putSorted(
                        "approve", grant.approvals().stream().map(Canonical::of).toList())
                .putSorted("budget", grant.budget().stream().map(Canonical::of).toList())
                .put("after_reading", grant.read().label())
                .put("undo", Boolean.toString(grant.undo()))
                .text();
    }

    static String of(Approval approval) {
        return new Canonical()
                .put("if", approval.when() == null ? "" : approval.when().text())
                .putSorted(
                        "by",
                        approval.by().stream().map(Approval.Approver::label).toList())
                .put("within", approval.within().toString())
                .put("people", approval.people())
                .put("four_eyes", Boolean.toString(approval.fourEyes()))
                .put("tell_why", Boolean.toString(approval.tellWhy()))
                .text();
    }

    static String of(Allowance allowance) {
        return new Canonical()
                .put("most", plain(allowance.most()))
                .put("of", orEmpty(allowance.of()))
                .put("per", allowance.per().label())
                .put("within", allowance.within().toString())
                .text();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    static String of(Limits limits) {
        return new Canonical()
                .put("grant", limits.lifetime().toString())
                .put("conversation", limits.conversation().toString())
                .put("calls", limits.calls())
                .put("rows", limits.rows())
                .put("bytes", limits.bytes())
                .put("misses", limits.misses())
                .put("calls_per_minute", limits.callsPerMinute())
                .put("grants_per_hour", limits.grantsPerHour())
                .put("subjects_per_hour", limits.subjectsPerHour())
                .text();
    }

    static String of(Retention retention) {
        return new Canonical()
                .put("records", retention.records().toString())
                .put("payloads", retention.payloads().toString())
                .text();
    }

    static String of(Boundary boundary) {
        Canonical canonical = new Canonical();
        new TreeMap<>(boundary.refuse()).forEach((edge, words) -> canonical.put(edge.label(), words));
        canonical.put("*", orEmpty(boundary.otherwise()));
        new TreeMap<>(boundary.fallback())
                .forEach((cause, fallback) -> canonical
                        .put("fallback", cause.label())
                        .put("say", fallback.say())
                        .put("then", fallback.then().label())
                        .put("to", orEmpty(fallback.to()))
                        .put("within", text(fallback.within())));
        return canonical.text();
    }

    /** What is granted of it: where a person is asked, and how soon; the words and the queue are left out. */
    static String granted(Boundary boundary) {
        Canonical canonical = new Canonical();
        new TreeMap<>(boundary.fallback()).forEach((cause, fallback) -> {
            if (fallback.escalates()) {
                canonical.put("escalates", cause.label()).put("within", text(fallback.within()));
            }
        });
        return canonical.text();
    }

    private static String text(@Nullable Duration duration) {
        return duration == null ? "" : duration.toString();
    }

    /** A condition, and what it looks at: of the same words with other facts, the meaning is another. */
    static String of(Watch watch) {
        return new Canonical()
                .put("topic", watch.topic().label())
                .put("when", watch.when().text())
                .putSorted("fact", watch.facts().stream().map(Canonical::of).toList())
                .text();
    }

    /** What is granted of it; where it goes and the words are left out. */
    static String granted(Escalate escalate) {
        return new Canonical()
                .put("within", escalate.within().toString())
                .putSorted(
                        "topics", escalate.topics().stream().map(Topic::label).toList())
                .putSorted("if", escalate.watches().stream().map(Canonical::of).toList())
                .putSorted("then", escalate.then())
                .text();
    }

    static String of(Escalate escalate) {
        return new Canonical()
                .put("granted", granted(escalate))
                .put("to", escalate.to())
                .put("say", orEmpty(escalate.say()))
                .put("otherwise", orEmpty(escalate.otherwise()))
                .text();
    }

    /** Sets of classes; neither they nor their members have an order. */
    static List<String> of(Collection<Set<DataClass>> apart) {
        return apart.stream()
                .map(set -> new Canonical()
                        .putSorted("class", set.stream().map(DataClass::label).toList())
                        .text())
                .toList();
    }

    static Canonical of(Workflow workflow) {
        Canonical canonical = new Canonical()
                .put("workflow", workflow.name())
                .put("purpose", workflow.purpose())
                .put("owner", workflow.owner())
                .put("need", workflow.need())
                .put("phase", workflow.phase().name())
                .putSorted("agents", workflow.agents())
                .put("verify", workflow.verify() == null ? "" : of(workflow.verify()))
                .put("case", workflow.liveCase() == null ? "" : of(workflow.liveCase()));
        new TreeMap<>(workflow.data()).values().forEach(grant -> canonical.put("data", of(grant)));
        new TreeMap<>(workflow.actions())
                .values()
                .forEach(grant -> canonical.put("acts", granted(grant)).put("why", grant.why()));
        if (workflow.unsourced() != Unsourced.REDACT) { // the digests of contracts from before it could be said stay
            canonical.put("unsourced", workflow.unsourced().label());
        }
        return canonical
                .put("limits", of(workflow.limits()))
                .putSorted("apart", of(workflow.apart()))
                .put("retention", of(workflow.retention()))
                .put("boundary", of(workflow.boundary()))
                .put("escalate", of(workflow.escalate()))
                .put("payloads", workflow.payloads().label());
    }

    /** What the catalog adds to a workflow's meaning: the owners and the zone of all that it uses. */
    Canonical putSource(String source, String zone, Map<String, String> owners) {
        put("source", source).put("zone", zone);
        new TreeMap<>(owners)
                .forEach((dataClass, owner) -> put("class", dataClass).put("owner", owner));
        return this;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
