package dev.remit.gateway.desk;

import java.util.List;

/** What a correction or an incident is about, by ids. */
public record Related(List<String> operations, List<String> conversations, List<String> cases) {
    public Related {
        operations = List.copyOf(operations);
        conversations = List.copyOf(conversations);
        cases = List.copyOf(cases);
    }

    /** How many things it names. */
    public int size() {
        return operations.size() + conversations.size() + cases.size();
    }
}
