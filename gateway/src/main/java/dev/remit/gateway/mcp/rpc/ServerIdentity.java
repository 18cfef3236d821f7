package dev.remit.gateway.mcp.rpc;

/**
 * How this server names itself to clients: for display, never for a decision.
 *
 * @param name the program's short name
 * @param title for people
 * @param version the program's version
 */
public record ServerIdentity(String name, String title, String version) {}
