package dev.remit.gateway.line;

import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.shape.Shaper;
import dev.remit.gateway.state.State;
import dev.remit.gateway.tool.Arguments;
import dev.remit.gateway.tool.Cursors;

/**
 * What a call walks through, wired once.
 *
 * @param claims hashes what callers claimed, so that attempts can be counted without keeping what was said
 */
public record Steps(
        State state,
        Recorder recorder,
        Shaper shaper,
        Arguments arguments,
        Cursors cursors,
        KeyedHash claims,
        Metrics metrics) {}
