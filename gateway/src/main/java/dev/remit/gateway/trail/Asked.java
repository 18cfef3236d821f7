package dev.remit.gateway.trail;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what somebody asks of the ledger out of a JSON object, strictly, and gathers all that is wrong with it. No mistake
 * quotes the request. The same for the REST wire and the admin socket.
 *
 * @param <T> what was asked
 */
public sealed interface Asked<T> {
    /** It makes sense. */
    record Good<T>(T what, Disclosure disclosure) implements Asked<T> {}

    /** It does not; each mistake is a sentence. */
    record Wrong<T>(List<String> mistakes) implements Asked<T> {
        /** All of them. */
        public String text() {
            return String.join(" ", mistakes);
        }
    }

    /** The longest name that is looked for, in characters. */
    int LONGEST = 200;

    /** How many entries a page has unless said. */
    int PAGE = 50;

    /** How many lines a part of an export has unless said. */
    int LINES = 500;

    /** A search: the properties of {@link Query}, {@code customer} as an object of tenant and id. */
    static Asked<Query> search(ObjectNode object) {
        Reading read = new Reading(object);
        Query.Customer customer = read.customer();
        String caseId = read.text("case");
        String agent = read.text("agent");
        String account = read.text("account");
        String workflow = read.text("workflow");
        String event = read.text("event");
        String action = read.text("action");
        String decision = read.text("decision");
        String reason = read.text("reason");
        String grant = read.text("grant");
        String conversation = read.text("conversation");
        String id = read.text("id");
        Instant since = read.time("since");
        Instant until = read.time("until");
        int limit = (int) read.number("limit", 1, Query.MOST, PAGE);
        Query.Place after = read.place();
        return read.done(() -> new Query(
                customer,
                caseId,
                agent,
                account,
                workflow,
                event,
                action,
                decision,
                reason,
                grant,
                conversation,
                id,
                since,
                until,
                limit,
                after));
    }

    /** {@code {customer, since, until}}: who saw what of a customer. */
    static Asked<Audit.Range> accesses(ObjectNode object) {
        Reading read = new Reading(object);
        Query.Customer customer = read.customer();
        Instant since = read.time("since");
        Instant until = read.time("until");
        if (customer == null && read.mistakes.isEmpty()) {
            read.mistakes.add("customer is missing.");
        }
        return read.done(
                () -> new Audit.Range(Objects.requireNonNullElse(customer, new Query.Customer("", "")), since, until));
    }

    /** {@code {from, to, since, limit, format}}: a part of an export. */
    static Asked<Audit.Part> export(ObjectNode object) {
        Reading read = new Reading(object);
        long from = read.number("from", 0, Long.MAX_VALUE, 0);
        long to = read.number("to", 0, Long.MAX_VALUE, Long.MAX_VALUE);
        Instant since = read.time("since");
        int limit = (int) read.number("limit", 1, Audit.Part.MOST, LINES);
        String label = read.text("format");
        ExportFormat format = label == null ? ExportFormat.JSONL : ExportFormat.of(label);
        if (format == null) {
            read.mistakes.add("format is jsonl or otel.");
        }
        if (from > to) {
            read.mistakes.add("from is beyond to.");
        }
        return read.done(() -> new Audit.Part(from, to, since, limit, format == null ? ExportFormat.JSONL : format));
    }

    /** {@code {facts}}: the names of facts that are to be shown to an outsider; none means all. */
    static Asked<Set<String>> disclosure(ObjectNode object) {
        Reading read = new Reading(object);
        Set<String> facts = read.texts("facts");
        return read.done(() -> facts);
    }

    /** A cursor: no secret, because it tells a time and a number that the page told. */
    static String cursor(Query.Place place) {
        return place.at().toEpochMilli() + "." + place.sequence();
    }

    /** One object, taken apart. */
    final class Reading {
        private static final Pattern CURSOR = Pattern.compile("([0-9]{1,15})\\.([0-9]{1,18})");

        private final ObjectNode object;
        private final Set<String> known = new TreeSet<>();
        private final List<String> mistakes = new ArrayList<>();

        private Reading(ObjectNode object) {
            this.object = object;
        }

        private interface Making<T> {
            T make();
        }

        private <T> Asked<T> done(Making<T> making) {
            JsonNode subjects = given("with_subjects");
            if (subjects != null && !subjects.isBoolean()) {
                mistakes.add("with_subjects is not true or false.");
            }
            if (!known.containsAll(object.propertyNames())) {
                mistakes.add("There is a property that this request does not have; it has " + String.join(", ", known)
                        + ".");
            }
            return mistakes.isEmpty()
                    ? new Good<>(
                            making.make(),
                            subjects != null && subjects.asBoolean()
                                    ? Disclosure.WITH_SUBJECTS
                                    : Disclosure.WITHOUT_SUBJECTS)
                    : new Wrong<>(mistakes);
        }

        private @Nullable String text(String name) {
            JsonNode value = given(name);
            if (value == null) {
                return null;
            }
            return bounded(value, name);
        }

        private @Nullable String bounded(JsonNode value, String name) {
            if (!value.isString()
                    || value.asString().isBlank()
                    || value.asString().length() > LONGEST) {
                mistakes.add(name + " is not a string of 1 to " + LONGEST + " characters.");
                return null;
            }
            return value.asString();
        }

        private Set<String> texts(String name) {
            JsonNode value = given(name);
            Set<String> texts = new TreeSet<>();
            if (value == null) {
                return texts;
            }
            if (!value.isArray() || value.isEmpty() || value.size() > LONGEST) {
                mistakes.add(name + " is not a list of 1 to " + LONGEST + " strings.");
                return texts;
            }
            for (JsonNode one : value) {
                String text = bounded(one, "Each of " + name);
                if (text != null) {
                    texts.add(text);
                }
            }
            return texts;
        }

        private Query.@Nullable Customer customer() {
            JsonNode value = given("customer");
            if (value == null) {
                return null;
            }
            if (!(value instanceof ObjectNode named) || named.size() != 2 || !named.has("tenant") || !named.has("id")) {
                mistakes.add("customer is not an object of tenant and id.");
                return null;
            }
            String tenant = bounded(named.get("tenant"), "customer.tenant");
            String id = bounded(named.get("id"), "customer.id");
            return tenant == null || id == null ? null : new Query.Customer(tenant, id);
        }

        private @Nullable Instant time(String name) {
            JsonNode value = given(name);
            if (value == null) {
                return null;
            }
            try {
                Instant time = value.isString() && value.asString().length() <= LONGEST
                        ? Instant.parse(value.asString())
                        : null;
                if (time != null && !time.isBefore(Instant.EPOCH) && time.isBefore(Reading.LATEST)) {
                    return time;
                }
            } catch (DateTimeException e) {
                // said below
            }
            mistakes.add(name + " is not a time like 2026-11-21T10:00:00Z.");
            return null;
        }

        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

        private long number(String name, long least, long most, long otherwise) {
            JsonNode value = given(name);
            if (value == null) {
                return otherwise;
            }
            if (!value.isIntegralNumber()
                    || !value.canConvertToLong()
                    || value.asLong() < least
                    || value.asLong() > most) {
                mistakes.add(name + " is not a whole number from " + least + " to " + most + ".");
                return otherwise;
            }
            return value.asLong();
        }

        private Query.@Nullable Place place() {
            JsonNode value = given("cursor");
            if (value == null) {
                return null;
            }
            Matcher parts = CURSOR.matcher(value.isString() ? value.asString() : "");
            if (!parts.matches()) {
                mistakes.add("cursor is not one that a page ended with.");
                return null;
            }
            return new Query.Place(
                    Instant.ofEpochMilli(Long.parseLong(parts.group(1))), Long.parseLong(parts.group(2)));
        }

        private @Nullable JsonNode given(String name) {
            known.add(name);
            JsonNode value = object.get(name);
            return value == null || value.isNull() ? null : value;
        }
    }
}
