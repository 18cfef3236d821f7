package dev.remit.gateway.line;

import dev.remit.gateway.call.Task;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An operation as a task. */
final class TaskView {
    /** So that an agent that asks for as long as a person has time does not use up its calls. */
    private static final int MOST_POLLS = 20;

    private static final Duration SOONEST = Duration.ofSeconds(5);
    private static final Duration LATEST = Duration.ofMinutes(5);

    private TaskView() {}

    static Task of(Operation operation) {
        Operation.Need need = operation.need();
        Instant created = operation.createdAt();
        Instant over = need == null || need.deadline().isBefore(operation.changedAt())
                ? operation.changedAt()
                : need.deadline();
        Duration within = need == null ? Duration.ZERO : Duration.between(created, need.deadline());
        Duration poll = within.dividedBy(MOST_POLLS);
        return new Task(
                operation.id(),
                status(operation),
                message(operation),
                created,
                operation.changedAt(),
                Duration.between(created, over).plus(Operations.remembered(operation)),
                poll.compareTo(SOONEST) < 0 ? SOONEST : poll.compareTo(LATEST) > 0 ? LATEST : poll);
    }

    private static Task.Status status(Operation operation) {
        return switch (operation.status()) {
            case STARTED, UNKNOWN, WAITING, DRAFT -> Task.Status.WORKING;
            case DONE -> Task.Status.DONE;
            case UNDONE, DENIED, EXPIRED -> Task.Status.NOT_DONE;
            case DROPPED -> Task.Status.CANCELLED;
        };
    }

    private static @Nullable String message(Operation operation) {
        return switch (operation.status()) {
            case STARTED -> "It is being done.";
            case UNKNOWN -> "It is not known whether this was done; a person finds out.";
            case WAITING -> "A person has to allow it first.";
            case DRAFT -> "It is a draft, which a person sends.";
            case DROPPED -> "It was dropped before it was done.";
            case DONE, UNDONE, DENIED, EXPIRED -> null;
        };
    }
}
