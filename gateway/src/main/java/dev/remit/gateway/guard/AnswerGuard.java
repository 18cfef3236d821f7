package dev.remit.gateway.guard;

import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
import dev.remit.core.contract.GrantedField;
import dev.remit.core.contract.ResourceGrant;
import dev.remit.core.contract.Unsourced;
import dev.remit.gateway.config.GuardSettings;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.text.FreeText;
import dev.remit.privacy.guard.Caught;
import dev.remit.privacy.guard.Caught.Verdict;
import dev.remit.privacy.guard.Fingerprinter;
import dev.remit.privacy.guard.Fingerprints;
import dev.remit.privacy.guard.Guard;
import dev.remit.privacy.guard.Released;
import dev.remit.privacy.guard.Served;
import dev.remit.privacy.pseudonym.Span;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What may be said to a customer. Looks, in an answer or a text of an action before it goes out, for values of other
 * customers among the keyed fingerprints of all, and for identifiers that come from nowhere.
 *
 * <p>What a conversation may say is kept with it in memory: what was released to it and what its customer said. After a
 * restart none of that is known, and what only it made good is withheld; what is on record for the customer is not.
 * Thread-safe.
 */
public final class AnswerGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerGuard.class);

    /** Fingerprints of one conversation; what comes after them counts as not served. */
    private static final int MOST_SERVED = 50_000;

    /** References on record of one text. */
    private static final int MOST_REFERENCES = 20;

    private final Fingerprinter prints;
    private final Fingerprints everyone;
    private final Map<Unsourced, Guard> guards = new EnumMap<>(Unsourced.class);
    private final Map<String, List<String>> own;
    private final Duration every;
    private final Supplier<Catalog> catalog;
    private final Rebuilds rebuilds;
    private final Changes changes;
    private final InstantSource clock;
    private final LongAdder others = new LongAdder();
    private final LongAdder unsourced = new LongAdder();

    private AnswerGuard(
            GuardSettings settings,
            Fingerprinter prints,
            Fingerprints everyone,
            Path covers,
            Serving serving,
            Rebuilds.Databases databases,
            InstantSource clock,
            LongSupplier nanos) {
        this.prints = prints;
        this.everyone = everyone;
        this.own = settings.own();
        this.every = settings.rebuild();
        this.catalog = () -> serving.current().contracts().catalog();
        this.clock = clock;
        this.rebuilds = new Rebuilds(everyone, covers, every, catalog, databases, clock, nanos);
        this.changes = new Changes(everyone, rebuilds, serving, clock).start();
        guards.put(Unsourced.REDACT, new Guard(everyone, Identifiers.KINDS, dev.remit.privacy.guard.Unsourced.REDACT));
        guards.put(Unsourced.KEEP, new Guard(everyone, Identifiers.KINDS, dev.remit.privacy.guard.Unsourced.KEEP));
    }

    /**
     * Opens what was read before; {@link #ifDue} reads it where there is nothing yet.
     *
     * @param folder of its own; made where there is none
     * @param key for nothing else
     * @param references gives the secrets of sources
     * @param drivers where JDBC drivers lie
     * @param nanos a clock that only goes forward
     */
    public static AnswerGuard open(
            GuardSettings settings,
            Path folder,
            SecretKey key,
            Serving serving,
            UnaryOperator<String> references,
            Path drivers,
            InstantSource clock,
            LongSupplier nanos)
            throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Fingerprinter prints = new Fingerprinter(key.getEncoded());
        Fingerprints everyone;
        try {
            everyone = Fingerprints.open(folder, prints);
        } catch (IOException e) {
            LOG.error(
                    "What answers are checked against is damaged, of another key or of another version, and is made anew: {}",
                    e.getMessage());
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            everyone = Fingerprints.open(folder, prints);
        }
        return new AnswerGuard(
                settings,
                prints,
                everyone,
                folder.resolve("covers"),
                serving,
                new Rebuilds.Databases(references, drivers),
                clock,
                nanos);
    }

    /** What may go out of a text. Only {@link Checked} has a text that may. */
    public sealed interface Outcome {
        /**
         * @param others in how many of the places that are withheld something of another customer stood: for the record
         *     alone, as is what follows
         * @param shapes what stood in these places looked like
         * @param references tell whose it was to who has the key
         */
        record Checked(Released released, int others, List<String> shapes, List<String> references) implements Outcome {
            public Checked {
                shapes = List.copyOf(shapes);
                references = List.copyOf(references);
            }
        }

        /** The protected values were never read whole. */
        record NotReady() implements Outcome {}

        /** Nobody knows what the text holds. */
        record Failed(Throwable cause) implements Outcome {}
    }

    /**
     * Checks a text that an agent wrote.
     *
     * @param text not longer than what is checked of free text; a longer one fails
     * @param handling what becomes of identifiers from nowhere
     * @param detector finds identifiers in it
     */
    public Outcome check(String text, Conversation conversation, Unsourced handling, FreeText detector) {
        if (everyone.builtAt().isEmpty()) {
            return new Outcome.NotReady();
        }
        try {
            Served served = served(conversation);
            var facts = conversation.facts();
            if (facts.subject() != null) {
                served.belongsTo(new Customer(facts.tenant(), facts.subject()).key());
            }
            List<Span> spans = detector.find(text).stream()
                    .map(finding -> new Span(
                            finding.start(), finding.end(), finding.kind().label()))
                    .toList();
            List<Caught> caught = new ArrayList<>();
            Guard guard = handling == Unsourced.KEEP ? guards.get(Unsourced.KEEP) : guards.get(Unsourced.REDACT);
            Released released = Objects.requireNonNull(guard).check(text, spans, served, caught::add);
            int theirs = others(caught);
            others.add(theirs);
            unsourced.add(released.withheld() - theirs);
            return new Outcome.Checked(
                    released,
                    theirs,
                    caught.stream().map(Caught::shape).distinct().toList(),
                    caught.stream()
                            .filter(one -> one.verdict() == Verdict.OTHER_CUSTOMERS)
                            .map(one -> "%012x".formatted(one.reference()))
                            .distinct()
                            .limit(MOST_REFERENCES)
                            .toList());
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // A library of an operator's own, too deep a text, or one too large: the answer stays in, and on record.
            return new Outcome.Failed(e);
        }
    }

    /** In how many places, joined as the guard joins them, something of another customer stands. */
    private static int others(List<Caught> caught) {
        int places = 0;
        for (int i = 0; i < caught.size(); ) {
            int end = caught.get(i).end();
            boolean theirs = false;
            do {
                theirs |= caught.get(i).verdict() == Verdict.OTHER_CUSTOMERS;
                end = Math.max(end, caught.get(i).end());
                i++;
            } while (i < caught.size() && caught.get(i).start() < end);
            places += theirs ? 1 : 0;
        }
        return places;
    }

    /** The customer said this, so it may be said again. */
    public void said(Conversation conversation, String text) {
        served(conversation).said(text);
    }

    /**
     * This was released to a conversation.
     *
     * @param of what was granted of a resource, or null where it is nothing of one
     */
    public void released(Conversation conversation, @Nullable ResourceGrant of, JsonNode result) {
        released(served(conversation), of, "", result);
    }

    private static void released(Served served, @Nullable ResourceGrant of, String name, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(member -> released(served, of, member.getKey(), member.getValue()));
        } else if (node.isArray()) {
            node.forEach(one -> released(served, of, name, one));
        } else if (node.isString() || node.isNumber()) {
            String text = node.asString();
            GrantedField granted = of == null ? null : of.fields().get(name);
            if (granted != null && granted.handling() == Handling.CLEAR) {
                Field field = granted.field();
                if (field.kind() != Kind.TEXT) {
                    served.add(field.kind().label(), text);
                }
            }
            served.said(text);
        }
    }

    private Served served(Conversation conversation) {
        return conversation.served(() -> {
            Served served = new Served(prints, MOST_SERVED);
            own.forEach((kind, values) -> values.forEach(value -> served.add(kind, value)));
            return served;
        });
    }

    /** An action was done for a customer: what is known of that one is read again. */
    public void changed(String tenant, String subject) {
        changes.changed(new Customer(tenant, subject));
    }

    /** A chore: begins to read everything anew where that is due. */
    public void ifDue() {
        rebuilds.ifDue();
    }

    /** When the values were read that answers are checked against; null if never. */
    public @Nullable Instant builtAt() {
        return everyone.builtAt().orElse(null);
    }

    /** Begins to read everything anew, or joins what is under way; says how that stands. */
    public GuardStatus rebuild() {
        rebuilds.start();
        return status();
    }

    public GuardStatus status() {
        Catalog now = catalog.get();
        return new GuardStatus(
                builtAt(),
                age(),
                everyone.size(),
                everyone.changes(),
                changes.waiting(),
                rebuilds.failures(),
                others.sum(),
                unsourced.sum(),
                Protected.of(now).stream().map(one -> one.resource().name()).toList(),
                List.copyOf(Protected.uncovered(now)),
                rebuilds.json());
    }

    /** How old what is known is; zero where there is nothing. */
    private Duration age() {
        Instant built = builtAt();
        return built == null ? Duration.ZERO : Duration.between(built, clock.instant());
    }

    /** A word for what is wrong, or null. */
    public @Nullable String trouble() {
        return builtAt() == null
                ? "not_built"
                : rebuilds.status() instanceof Rebuilds.Status.Failed
                        ? "build_failed"
                        : age().compareTo(every.multipliedBy(2)) > 0 ? "old" : null;
    }

    @Override
    public void close() {
        changes.close();
        rebuilds.close();
        try {
            everyone.close();
        } catch (IOException e) {
            LOG.warn("What answers are checked against was not closed: {}", e.getMessage());
        }
    }
}
