package dev.remit.gateway.stop;

import dev.remit.core.finding.Nearest;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.State;
import dev.remit.gateway.state.Stop;
import dev.remit.gateway.state.Stop.Target;
import dev.remit.gateway.state.Stop.What;
import dev.remit.gateway.state.Stops;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Throws kill switches and takes them back.
 *
 * <p>A stop withdraws rights, so it never waits: it is in force in memory before the disk is asked, and stays in force
 * where the journal does not take it. A resume gives rights back, so it waits: what is not on record as lifted stays
 * stopped. Thread-safe.
 */
public final class StopDesk {
    /** In characters. */
    public static final int LONGEST_REASON = 500;

    private static final int LONGEST_NAME = 200;
    private static final Logger LOG = LoggerFactory.getLogger(StopDesk.class);

    private final Stops stops;
    private final State state;
    private final Recorder recorder;
    private final StopFile file;
    private final @Nullable Served served;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /** Held for moments, never while the disk is asked. */
    private final ReentrantLock memory = new ReentrantLock();
    /** Those in force that are not on record, by id, with where they are kept; under {@link #memory}. */
    private final Map<String, Kept> unrecorded = new LinkedHashMap<>();
    /** Those that a resume is about to lift; under {@link #memory}. */
    private final Set<String> lifting = new HashSet<>();
    /**
     * One hand at the disk, so that records of one stop are in their order. A stop is in force before it waits for this.
     */
    private final ReentrantLock slow = new ReentrantLock();

    private StopDesk(
            State state,
            Recorder recorder,
            StopFile file,
            @Nullable Served served,
            InstantSource clock,
            Supplier<String> ids) {
        this.state = state;
        this.stops = state.stops();
        this.recorder = recorder;
        this.file = file;
        this.served = served;
        this.clock = clock;
        this.ids = ids;
    }

    /** What the configuration names. */
    public interface Served {
        Collection<String> workflows();

        /** Names of tools and actions, of every workflow. */
        Collection<String> actions();
    }

    /** Where a stop is kept. */
    public enum Kept {
        /** In the journal: it survives everything. */
        ON_RECORD,
        /** The journal did not take it. It waits in a file, survives a restart, and is put on record then. */
        IN_FILE,
        /** Nothing took it: a restart forgets it. */
        IN_MEMORY
    }

    /** What came of a command. */
    public sealed interface Outcome {
        /**
         * In force.
         *
         * @param fresh whether it was not in force before
         * @param remarks what whoever threw it should know; sentences
         */
        record Stopped(Stop stop, Kept kept, boolean fresh, List<String> remarks) implements Outcome {}

        /**
         * Lifted, and on record as such.
         *
         * @param remaining other stops in force
         */
        record Resumed(Target target, List<Stop> lifted, List<Stop> remaining) implements Outcome {}

        /** The answer is no, and nothing has changed; says why and what to do. */
        record Refused(String message) implements Outcome {}

        /** A resume that could not be put on record, so that the stop stays in force. */
        record NotLifted(String message) implements Outcome {}
    }

    /**
     * The desk of a data directory, with the stops in force that wait in its file.
     *
     * @param directory where stops are kept that the journal does not take
     * @param served null where no configuration is at hand
     * @throws IOException if the file is there and cannot be read; who stopped what cannot be told then, so nothing may
     *     be served
     */
    public static StopDesk open(
            State state,
            Recorder recorder,
            Path directory,
            @Nullable Served served,
            InstantSource clock,
            Supplier<String> ids)
            throws IOException {
        StopFile file = new StopFile(directory.resolve("stops.json"));
        StopDesk desk = new StopDesk(state, recorder, file, served, clock, ids);
        List<Stop> waiting;
        try {
            waiting = file.read();
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage()
                            + ". It holds stops that are not on record yet. Look at it, remove it, and throw them"
                            + " again with: remit stop",
                    e);
        }
        desk.restore(waiting);
        return desk;
    }

    private void restore(List<Stop> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        Set<String> known = stops.inForce().stream().map(Stop::id).collect(Collectors.toSet());
        for (Stop stop : waiting) {
            if (!known.contains(stop.id())) {
                stops.set(stop);
                unrecorded.put(stop.id(), Kept.IN_FILE);
                record(stop);
            }
        }
        writeFile();
    }

    /** Those in force, oldest first. */
    public List<Stop> inForce() {
        return stops.inForce();
    }

    /** Where a stop in force is kept. */
    public Kept kept(Stop stop) {
        memory.lock();
        try {
            return unrecorded.getOrDefault(stop.id(), Kept.ON_RECORD);
        } finally {
            memory.unlock();
        }
    }

    /**
     * Stops something: in force before this waits for anything, then on record. What is stopped already is not stopped
     * twice; where that is not on record, this tries again.
     *
     * @param reason 1 to 500 characters; kept as it is, so it names no customer
     * @param by who does it
     * @param unknownToo whether a name is taken that nothing here has, for what is yet to come
     */
    public Outcome stop(Target target, String reason, String by, boolean unknownToo) {
        String wrong = wrong(target, reason);
        if (wrong == null && !unknownToo) {
            wrong = unknown(target);
        }
        if (wrong != null) {
            return new Outcome.Refused(wrong);
        }
        Stop stop = null;
        boolean fresh = false;
        memory.lock();
        try {
            for (Stop one : stops.inForce(target)) {
                if (!lifting.contains(one.id())) {
                    stop = one;
                }
            }
            if (stop != null && !unrecorded.containsKey(stop.id())) {
                return new Outcome.Stopped(stop, Kept.ON_RECORD, false, remarks(target));
            }
            if (stop == null) {
                stop = new Stop(ids.get(), target, reason.strip(), by, clock.instant(), false);
                unrecorded.put(stop.id(), Kept.IN_MEMORY); // until it is known better
                stops.set(stop);
                fresh = true;
            }
        } finally {
            memory.unlock();
        }
        if (fresh) {
            LOG.info("Stopped: {}, by {}", target.text(), by);
        }
        slow.lock();
        try {
            return new Outcome.Stopped(stop, settled(stop), fresh, remarks(target));
        } finally {
            slow.unlock();
        }
    }

    /** Puts on record what is not, or else into the file; says where it is kept now. Under {@link #slow}. */
    private Kept settled(Stop stop) {
        Kept before = kept(stop);
        if (before == Kept.ON_RECORD) {
            return before;
        }
        if (record(stop)) {
            if (before == Kept.IN_FILE) {
                writeFile();
            }
            return Kept.ON_RECORD;
        }
        mark(stop, Kept.IN_FILE);
        if (writeFile()) {
            return Kept.IN_FILE;
        }
        mark(stop, Kept.IN_MEMORY);
        return Kept.IN_MEMORY;
    }

    /** Whether it is on record now. */
    private boolean record(Stop stop) {
        try {
            recorder.write(entry("stop", stop, stop.by(), stop.reason()), List.of(new Change.StopSet(stop)));
            mark(stop, Kept.ON_RECORD);
            return true;
        } catch (RuntimeException e) {
            // Whatever it is, it may not get in the way of a stop.
            LOG.error(
                    "A stop is in force and not on record: {}: {}",
                    stop.target().text(),
                    e.getMessage());
            return false;
        }
    }

    private void mark(Stop stop, Kept kept) {
        memory.lock();
        try {
            if (kept == Kept.ON_RECORD) {
                unrecorded.remove(stop.id());
            } else {
                unrecorded.put(stop.id(), kept);
            }
        } finally {
            memory.unlock();
        }
    }

    /** Whether the file holds what waits, and nothing else. */
    private boolean writeFile() {
        try {
            file.write(waitingInFile());
            return true;
        } catch (IOException e) {
            LOG.error("{} cannot be written; what it should hold is in force until a restart", file, e);
            return false;
        }
    }

    /** Tries again to put on record what is not; a chore. */
    public void settle() {
        List<Stop> waiting;
        memory.lock();
        try {
            if (unrecorded.isEmpty()) {
                return;
            }
            waiting = stops.inForce().stream()
                    .filter(stop -> unrecorded.containsKey(stop.id()))
                    .toList();
        } finally {
            memory.unlock();
        }
        slow.lock();
        try {
            waiting.forEach(this::settled);
        } finally {
            slow.unlock();
        }
    }

    private List<Stop> waitingInFile() {
        memory.lock();
        try {
            return stops.inForce().stream()
                    .filter(stop -> unrecorded.get(stop.id()) == Kept.IN_FILE)
                    .toList();
        } finally {
            memory.unlock();
        }
    }

    /**
     * Lifts every stop of exactly this target. Other stops that concern the same calls stay.
     *
     * @param reason 1 to 500 characters; kept as it is, so it names no customer
     * @param by who does it
     */
    public Outcome resume(Target target, String reason, String by) {
        String wrong = wrong(target, reason);
        if (wrong != null) {
            return new Outcome.Refused(wrong);
        }
        slow.lock();
        try {
            List<Stop> found = beginLifting(target);
            if (found.isEmpty()) {
                return new Outcome.Refused(
                        capital(target.text()) + " is not stopped. See what is with: remit stop list");
            }
            if (!recordLifted(found, by, reason.strip())) {
                giveUpLifting(found);
                return new Outcome.NotLifted("That " + target.text()
                        + " is resumed could not be put on record, so the stop stays in force. See"
                        + " what is wrong with the journal on /ready and in the log, then resume again.");
            }
            lifted(found);
            LOG.info("Resumed: {}, by {}", target.text(), by);
            return new Outcome.Resumed(target, found, stops.inForce());
        } finally {
            slow.unlock();
        }
    }

    private List<Stop> beginLifting(Target target) {
        memory.lock();
        try {
            List<Stop> found = stops.inForce(target);
            found.forEach(stop -> lifting.add(stop.id()));
            return found;
        } finally {
            memory.unlock();
        }
    }

    /** Whether it is on record that these hold no more. */
    private boolean recordLifted(List<Stop> found, String by, String reason) {
        List<Change> changes = new ArrayList<>();
        for (Stop stop : found) {
            if (settled(stop) != Kept.ON_RECORD) {
                return false;
            }
            changes.add(new Change.StopSet(stop.over()));
        }
        try {
            recorder.write(entry("resume", found.getFirst(), by, reason), changes);
            return true;
        } catch (RecordException e) {
            LOG.error("A resume is not on record: {}", e.getMessage());
            return false;
        }
    }

    private void giveUpLifting(List<Stop> found) {
        memory.lock();
        try {
            found.forEach(stop -> lifting.remove(stop.id()));
        } finally {
            memory.unlock();
        }
    }

    private void lifted(List<Stop> found) {
        memory.lock();
        try {
            for (Stop stop : found) {
                stops.set(stop.over());
                lifting.remove(stop.id());
            }
        } finally {
            memory.unlock();
        }
    }

    private static @Nullable String wrong(Target target, String reason) {
        if (target.name().length() > LONGEST_NAME) {
            return "A name has at most " + LONGEST_NAME + " characters.";
        }
        return reason.isBlank() || reason.strip().length() > LONGEST_REASON
                ? "Say why, in 1 to " + LONGEST_REASON + " characters; the words are kept, so they name no customer."
                : null;
    }

    /** Why a name is not known here, or null: a slip in a name must not look like safety. */
    private @Nullable String unknown(Target target) {
        if (target.what() == What.ALL) {
            return null;
        }
        Set<String> known = known(target.what());
        if (known == null) {
            return "No gateway runs on this data directory, so it cannot be told whether there is such a "
                    + target.what().label() + ". Check the name, and stop it with --force.";
        }
        if (known.contains(target.name())) {
            return null;
        }
        return "There is no " + target.text() + " here, so nothing was stopped."
                + Nearest.to(target.name(), known)
                        .map(near -> " Did you mean: " + near + "?")
                        .orElse("")
                + " To stop it before it comes, add --force.";
    }

    private @Nullable Set<String> known(What what) {
        return switch (what) {
            case AGENT ->
                state.agents().stream().map(agent -> agent.name()).collect(Collectors.toCollection(TreeSet::new));
            case TENANT ->
                state.agents().stream()
                        .flatMap(agent -> agent.tenants().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
            case VENDOR -> vendors();
            case WORKFLOW -> served == null ? null : Set.copyOf(served.workflows());
            case ACTION -> served == null ? null : Set.copyOf(served.actions());
            case ALL -> Set.of();
        };
    }

    private Set<String> vendors() {
        Set<String> vendors = new TreeSet<>();
        state.agents().forEach(agent -> {
            String vendor = agent.vendor();
            if (vendor != null && !vendor.isBlank()) {
                vendors.add(new Target(What.VENDOR, vendor).name());
            }
        });
        return vendors;
    }

    /** What a stop does not reach, and its owner may think that it does. */
    private List<String> remarks(Target target) {
        if (target.what() != What.VENDOR) {
            return List.of();
        }
        List<String> without = state.agents().stream()
                .filter(agent -> agent.live(clock.instant()))
                .filter(agent -> agent.vendor() == null || agent.vendor().isBlank())
                .map(agent -> agent.name())
                .sorted()
                .toList();
        return without.isEmpty()
                ? List.of()
                : List.of("It does not reach agents that are registered without a vendor: " + String.join(", ", without)
                        + ". Stop those by name, if they may use it.");
    }

    private Entry entry(String event, Stop stop, String by, String reason) {
        Target target = stop.target();
        Map<String, Object> facts = new TreeMap<>();
        facts.put("by", by);
        facts.put("stop", stop.id());
        facts.put("scope", target.what().label());
        facts.put("why", reason);
        if (target.what() != What.ALL) {
            facts.put(target.what().label(), target.name());
        }
        return new Entry(ids.get(), clock.instant(), event, facts, null);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
