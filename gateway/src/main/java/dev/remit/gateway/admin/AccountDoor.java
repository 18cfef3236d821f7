package dev.remit.gateway.admin;

import dev.remit.gateway.identity.Account;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.identity.AccountDesk.Outcome;
import dev.remit.gateway.state.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What operators may do about accounts. */
final class AccountDoor {
    private final AccountDesk accounts;
    private final State state;
    private final InstantSource clock;

    AccountDoor(AccountDesk accounts, State state, InstantSource clock) {
        this.accounts = accounts;
        this.state = state;
        this.clock = clock;
    }

    ObjectNode answer(String op, ObjectNode request) {
        return switch (op) {
            case "account.add" ->
                issued(accounts.add(
                        AdminService.required(request, "name"),
                        AdminService.required(request, "role"),
                        AdminService.seconds(request, "lifetime")));
            case "account.rotate" ->
                issued(accounts.rotate(
                        AdminService.required(request, "name"),
                        AdminService.seconds(request, "overlap"),
                        AdminService.seconds(request, "lifetime")));
            case "account.revoke" -> issued(accounts.revoke(AdminService.required(request, "name")));
            case "account.list" -> list();
            default -> AdminService.unknown();
        };
    }

    private static ObjectNode issued(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Issued(Account account, String credential) ->
                named(account).put("credential", credential);
            case Outcome.Done(Account account) -> named(account);
            case Outcome.Refused(String message) -> AdminService.error("refused", message);
        };
    }

    private static ObjectNode named(Account account) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("account", account.name())
                .put("role", account.role().label())
                .put("expires_at", account.expiresAt().toString());
    }

    private ObjectNode list() {
        Instant now = clock.instant();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("accounts");
        state.accounts().stream()
                .sorted(Comparator.comparing(Account::name))
                .forEach(account -> list.addObject()
                        .put("name", account.name())
                        .put("role", account.role().label())
                        .put("state", account.revoked() ? "revoked" : account.live(now) ? "live" : "expired")
                        .put("created_at", account.createdAt().toString())
                        .put("expires_at", account.expiresAt().toString())
                        .put(
                                "credentials",
                                account.credentials().stream()
                                        .filter(one -> one.live(now))
                                        .count()));
        return answer;
    }
}
