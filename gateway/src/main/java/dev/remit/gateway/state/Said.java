package dev.remit.gateway.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The last messages of a conversation, for a person who takes over.
 *
 * @param id the conversation's
 * @param messages the oldest first, at most {@value #MOST}
 */
public record Said(String id, List<Message> messages) {
    static final int MOST = 5;

    public Said {
        messages = List.copyOf(messages);
    }

    /**
     * One message.
     *
     * @param role {@code customer} or {@code agent}
     * @param text without what a customer could be told by
     */
    public record Message(String role, String text, Instant at) {}

    public Said and(Message message) {
        List<Message> all = new ArrayList<>(messages);
        all.add(message);
        return new Said(id, all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
}
