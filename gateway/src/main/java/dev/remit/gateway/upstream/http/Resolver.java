package dev.remit.gateway.upstream.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Names to addresses. What it gives is judged and then connected to; nobody asks a second time in between. */
interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The operating system's. */
    static Resolver ofSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
