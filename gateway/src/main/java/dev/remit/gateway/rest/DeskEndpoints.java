package dev.remit.gateway.rest;

import dev.remit.gateway.desk.Desk;
import dev.remit.gateway.desk.Filter;
import dev.remit.gateway.desk.Related;
import dev.remit.gateway.desk.Seat;
import dev.remit.gateway.desk.Told;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Exchange;
import dev.remit.gateway.http.Refusal;
import dev.remit.gateway.http.Reply;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What people do at the desk. What they look for stands in bodies: what stands in a URL ends up in logs. */
final class DeskEndpoints {
    static final int LONGEST_NOTE = 1_000;
    static final int LONGEST_TEXT = 8_000;
    static final int LONGEST_TITLE = 200;
    static final int LONGEST_NAME = 200;
    static final int MOST_RELATED = 50;
    private static final int DIGEST = 64;
    private static final String OPERATION = "/v1/desk/operations/{operation}";

    private final Desk desk;

    DeskEndpoints(Desk desk) {
        this.desk = desk;
    }

    List<Endpoint> all() {
        return List.of(
                new Endpoint("GET", "/v1/desk/operations", DeskDocs.waiting(), this::waiting),
                new Endpoint("POST", "/v1/desk/operations/search", DeskDocs.search(), this::search),
                new Endpoint("GET", OPERATION, DeskDocs.show(), this::show),
                new Endpoint("POST", OPERATION + "/approve", DeskDocs.approve(), this::approve),
                new Endpoint("POST", OPERATION + "/send", DeskDocs.send(), this::approve),
                new Endpoint("POST", OPERATION + "/deny", DeskDocs.deny(), this::deny),
                new Endpoint("POST", OPERATION + "/edit", DeskDocs.edit(), this::edit),
                new Endpoint("POST", OPERATION + "/drop", DeskDocs.drop(), this::drop),
                new Endpoint("POST", OPERATION + "/resolve", DeskDocs.resolve(), this::resolve),
                new Endpoint("POST", OPERATION + "/undo", DeskDocs.undo(), this::undo),
                new Endpoint("POST", "/v1/desk/conversations/{conversation}/undo", DeskDocs.undoAll(), this::undoAll),
                new Endpoint("POST", "/v1/desk/corrections", DeskDocs.correct(), this::correct),
                new Endpoint("GET", "/v1/desk/incidents", DeskDocs.incidents(), this::incidents),
                new Endpoint("POST", "/v1/desk/incidents", DeskDocs.open(), this::open),
                new Endpoint("GET", "/v1/desk/incidents/{incident}", DeskDocs.incident(), this::incident));
    }

    private Reply waiting(Exchange exchange) {
        return seated(exchange, seat -> seat.list(Filter.WAITING));
    }

    private Reply search(Exchange exchange) {
        return reading(exchange, (seat, fields) -> {
            List<String> statuses = fields.texts("status", LONGEST_NAME, 9);
            String workflow = fields.optionalText("workflow", LONGEST_NAME);
            String tenant = fields.optionalText("tenant", LONGEST_NAME);
            String conversation = fields.optionalText("conversation", LONGEST_NAME);
            Integer limit = fields.optionalCount("limit", Filter.MOST);
            String cursor = fields.optionalText("cursor", LONGEST_NAME);
            return checked(
                    fields,
                    () -> seat.list(new Filter(
                            Set.copyOf(statuses),
                            workflow,
                            tenant,
                            conversation,
                            limit == null ? Filter.PAGE : limit,
                            cursor)));
        });
    }

    private Reply show(Exchange exchange) {
        return seated(exchange, seat -> seat.show(exchange.path("operation")));
    }

    private Reply approve(Exchange exchange) {
        return reading(exchange, (seat, fields) -> {
            String digest = fields.text("digest", DIGEST);
            String note = fields.optionalText("note", LONGEST_NOTE);
            return checked(fields, () -> seat.approve(exchange.path("operation"), digest, note));
        });
    }

    private Reply deny(Exchange exchange) {
        return reading(exchange, (seat, fields) -> {
            String note = fields.text("note", LONGEST_NOTE);
            return checked(fields, () -> seat.deny(exchange.path("operation"), note));
        });
    }

    private Reply edit(Exchange exchange) {
        return reading(exchange, (seat, fields) -> {
            ObjectNode arguments = fields.object("arguments");
            return checked(fields, () -> seat.edit(exchange.path("operation"), arguments));
        });
    }

    private Reply drop(Exchange exchange) {
        return reading(exchange, (seat, fields) -> {
            String note = fields.optionalText("note", LONGEST_NOTE);
            return checked(fields, () -> seat.drop(exchange.path("operation"), note));
        });
    }

    private Reply resolve(Exchange exchange) {
        return reading(exchange, (seat, fields) -> {
            boolean done = fields.truth("done");
            String note = fields.text("note", LONGEST_NOTE);
            return checked(fields, () -> seat.resolve(exchange.path("operation"), done, note));
        });
    }

    private Reply undo(Exchange exchange) {
        return seated(exchange, seat -> seat.undo(exchange.path("operation")));
    }

    private Reply undoAll(Exchange exchange) {
        return seated(exchange, seat -> seat.undoAll(exchange.path("conversation")));
    }

    private Reply correct(Exchange exchange) {
        return reading(exchange, (seat, fields) -> {
            Related about = new Related(
                    one(fields.optionalText("operation", LONGEST_NAME)),
                    one(fields.optionalText("conversation", LONGEST_NAME)),
                    one(fields.optionalText("case", LONGEST_NAME)));
            String text = fields.text("text", LONGEST_TEXT);
            fields.require(about.size() == 1, "Name one of operation, conversation and case.");
            return checked(fields, () -> seat.correct(about, text));
        });
    }

    private static List<String> one(@Nullable String id) {
        return id == null ? List.of() : List.of(id);
    }

    private Reply incidents(Exchange exchange) {
        return seated(exchange, seat -> seat.incidents(Filter.PAGE));
    }

    private Reply open(Exchange exchange) {
        return reading(exchange, (seat, fields) -> {
            String title = fields.text("title", LONGEST_TITLE);
            String text = fields.optionalText("text", LONGEST_TEXT);
            Related about = new Related(
                    fields.ids("operations", MOST_RELATED),
                    fields.ids("conversations", MOST_RELATED),
                    fields.ids("cases", MOST_RELATED));
            fields.require(about.size() > 0, "Name operations, conversations or cases that it is about.");
            return checked(fields, () -> seat.open(title, text, about));
        });
    }

    private Reply incident(Exchange exchange) {
        return seated(exchange, seat -> seat.incident(exchange.path("incident")));
    }

    /** What is asked, once it is known that it makes sense; or what is wrong with it. */
    private sealed interface Asked {
        record Good(Supplier<Told> asking) implements Asked {}

        record Wrong(String mistakes) implements Asked {}
    }

    private static Asked checked(Fields fields, Supplier<Told> asking) {
        List<String> mistakes = fields.mistakes();
        return mistakes.isEmpty() ? new Asked.Good(asking) : new Asked.Wrong(String.join(" ", mistakes));
    }

    /** The credential first: whoever has none does not get to make the gateway read and parse a body. */
    private Reply reading(Exchange exchange, BiFunction<Seat, Fields, Asked> parse) {
        return let(exchange, seat -> switch (exchange.json()) {
            case Exchange.Input.Refused refused -> Reply.problem(refused.problem());
            case Exchange.Input.Read read ->
                switch (parse.apply(seat, new Fields(read.object()))) {
                    case Asked.Wrong(String mistakes) ->
                        Reply.problem(Refusal.INVALID_REQUEST.problem(exchange.correlationId(), mistakes));
                    case Asked.Good(var asking) -> reply(asking.get());
                };
        });
    }

    private Reply seated(Exchange exchange, Function<Seat, Told> ask) {
        return let(exchange, seat -> reply(ask.apply(seat)));
    }

    private Reply let(Exchange exchange, Function<Seat, Reply> in) {
        return switch (desk.access(exchange.bearer().token(), exchange.context(GrantEndpoints.WIRE))) {
            case Desk.Access.Refused refused -> Reply.problem(refused.problem());
            case Desk.Access.Granted granted -> in.apply(granted.seat());
        };
    }

    private static Reply reply(Told told) {
        return switch (told) {
            case Told.Answer(ObjectNode body) -> Reply.json(200, body);
            case Told.No(var problem) -> Reply.problem(problem);
        };
    }
}
