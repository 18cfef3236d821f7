package dev.remit.gateway.state;

import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.state.Stop.Target;
import dev.remit.gateway.state.Stop.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The stops in force. Asked at the door, right before anything is done to the world, and right before anything is
 * released, so asking takes no lock: it reads one immutable snapshot. A stop is seen by whoever asks after {@link #set}
 * returned. Thread-safe.
 */
public final class Stops {
    private final ReentrantLock writing = new ReentrantLock();
    private final Queue<Stop> over = new ConcurrentLinkedQueue<>();
    private volatile Snapshot now = Snapshot.NONE;

    /** @param targets of all of them */
    private record Snapshot(List<Stop> stops, Set<Target> targets) {
        static final Snapshot NONE = new Snapshot(List.of(), Set.of());

        static Snapshot of(List<Stop> stops) {
            return new Snapshot(
                    List.copyOf(stops), stops.stream().map(Stop::target).collect(Collectors.toUnmodifiableSet()));
        }

        Snapshot with(Stop stop) {
            List<Stop> all = new ArrayList<>(stops);
            all.removeIf(one -> one.id().equals(stop.id()));
            if (!stop.lifted()) {
                all.add(stop);
            }
            return of(all);
        }
    }

    /** Whether an agent may go on with a workflow for a tenant. */
    public boolean allowed(Agent agent, String workflow, String tenant) {
        return allowed(now.targets(), agent, workflow, tenant);
    }

    /** Whether it may, and call this tool or perform this action. Ask right before performing. */
    public boolean allowed(Agent agent, String workflow, String tenant, String action) {
        Set<Target> stopped = now.targets();
        return stopped.isEmpty()
                || (allowed(stopped, agent, workflow, tenant) && !stopped.contains(new Target(What.ACTION, action)));
    }

    /** Whether an action may be performed at all, whoever sets it in motion. */
    public boolean allowed(String action) {
        Set<Target> stopped = now.targets();
        return !stopped.contains(Target.EVERYTHING) && !stopped.contains(new Target(What.ACTION, action));
    }

    private static boolean allowed(Set<Target> stopped, Agent agent, String workflow, String tenant) {
        if (stopped.isEmpty()) {
            return true;
        }
        String vendor = agent.vendor();
        return !stopped.contains(Target.EVERYTHING)
                && !stopped.contains(new Target(What.AGENT, agent.name()))
                && !stopped.contains(new Target(What.WORKFLOW, workflow))
                && !stopped.contains(new Target(What.TENANT, tenant))
                && (vendor == null || vendor.isBlank() || !stopped.contains(new Target(What.VENDOR, vendor)));
    }

    /** Those in force, oldest first. */
    public List<Stop> inForce() {
        return now.stops().stream()
                .sorted(Comparator.comparing(Stop::since).thenComparing(Stop::id))
                .toList();
    }

    /** Those in force for exactly that target, oldest first. */
    public List<Stop> inForce(Target target) {
        return inForce().stream().filter(stop -> stop.target().equals(target)).toList();
    }

    /** Puts a stop in force; one that is lifted is in force no more. */
    public void set(Stop stop) {
        writing.lock();
        try {
            now = now.with(stop);
        } finally {
            writing.unlock();
        }
        if (stop.lifted()) {
            over.add(stop);
        }
    }

    /** Forgets what is lifted, and says what that was. */
    List<Change> sweep() {
        List<Change> forgotten = new ArrayList<>();
        for (Stop stop = over.poll(); stop != null; stop = over.poll()) {
            forgotten.add(new Change.StopSet(stop));
        }
        return forgotten;
    }
}
