package dev.remit.gateway;

import dev.remit.gateway.config.References;
import dev.remit.gateway.config.Settings;
import dev.remit.gateway.desk.Desk;
import dev.remit.gateway.desk.WaitingNotices;
import dev.remit.gateway.export.Notices;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.line.EscalationDesk;
import dev.remit.gateway.line.OperationDesk;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.rest.DeskWire;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.trail.Trail;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** What a gateway that listens does for the people who decide: their endpoints, and notices of what waits. */
final class RunningDesk implements AutoCloseable {
    private final Store store;
    private final OperationDesk operations;
    private final Serving serving;
    private final InstantSource clock;
    private final Notices notices;

    private RunningDesk(Store store, OperationDesk operations, Serving serving, InstantSource clock, Notices notices) {
        this.store = store;
        this.operations = operations;
        this.serving = serving;
        this.clock = clock;
        this.notices = notices;
    }

    static RunningDesk start(
            Settings settings,
            References references,
            Store store,
            OperationDesk operations,
            EscalationDesk escalations,
            Serving serving,
            SecureRandom random,
            InstantSource clock,
            Metrics metrics) {
        Notices notices = Notices.start(
                WaitingNotices.targets(settings.desk(), store.state(), clock.instant()), references, clock, random);
        operations.watch(operation -> notices.wake());
        escalations.watch(escalation -> notices.wake());
        metrics.gauge(
                "operations_waiting",
                "Calls of actions that wait for a person to decide.",
                () -> count(store, status -> status == Status.WAITING || status == Status.DRAFT));
        metrics.gauge(
                "operations_unknown",
                "Calls of actions of which nobody can tell what became.",
                () -> count(store, status -> status == Status.UNKNOWN));
        metrics.gauges("notices_failures", "Tries that failed in a row.", "target", notices::failures);
        return new RunningDesk(store, operations, serving, clock, notices);
    }

    private static double count(Store store, Predicate<Status> fits) {
        return store.state().operations().all().stream()
                .filter(operation -> fits.test(operation.status()))
                .count();
    }

    List<Endpoint> endpoints(AccountDesk accounts, Trail trail) {
        return DeskWire.endpoints(
                new Desk(operations, store.state(), store.recorder(), serving, trail, accounts, clock));
    }

    @Override
    public void close() {
        notices.close();
    }
}
