package dev.remit.gateway.trail;

import java.time.Instant;

/** An entry whose payload may go, and since when. */
public record PayloadDue(long sequence, Instant expires) {}
