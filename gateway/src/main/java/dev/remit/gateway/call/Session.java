package dev.remit.gateway.call;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A live grant as a wire sees it, for the length of one request. Not kept between requests. */
public interface Session {
    /** The grant's whole contract as tools, sorted by name; it varies by authorisation, never by earlier requests. */
    List<Tool> tools();

    /** A sentence or two for the model: what this grant is for and where to begin. */
    String instructions();

    /**
     * Performs one call. Nothing is thrown for what the caller did wrong: it is a {@link CallResult.Refused}.
     *
     * @param tool the tool's name as the caller wrote it, known or not
     * @param arguments the arguments as parsed, not yet validated
     */
    CallResult call(String tool, ObjectNode arguments, CallContext context);

    /**
     * Says how something stands that goes on after the answer to an earlier call, with its task; counts as a call.
     *
     * @param id as the caller wrote it, known or not
     */
    CallResult task(String id, CallContext context);

    /**
     * Lets go of something that waits for people; what does not wait any more stays as it is. Counts as a call.
     *
     * @param id as the caller wrote it, known or not
     */
    CallResult withdraw(String id, CallContext context);
}
