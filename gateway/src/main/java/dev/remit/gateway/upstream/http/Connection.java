package dev.remit.gateway.upstream.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to one address. It is to that very address, with no proxy and no look-up on the way, and where it is TLS,
 * the certificate is for the host that the catalog names (RFC 2818). For one thread at a time, but {@link #expire} and
 * {@link #close} may come from any.
 */
final class Connection implements AutoCloseable {
    private final SocketChannel channel;
    private Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private volatile boolean expired;
    private long idleSince;

    private Connection(SocketChannel channel) {
        this.channel = channel;
        this.socket = channel.socket();
    }

    /** Not connected yet, so that a deadline can already be set on it. */
    static Connection open() throws IOException {
        return new Connection(SocketChannel.open());
    }

    void connect(InetAddress address, int port) throws IOException {
        // A channel knows no proxies, whatever the environment says.
        channel.connect(new InetSocketAddress(address, port));
        socket.setTcpNoDelay(true);
        streams();
    }

    void secure(SSLSocketFactory tls, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
        streams();
    }

    private void streams() throws IOException {
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    void idleSince(long nanos) {
        idleSince = nanos;
    }

    long idleSince() {
        return idleSince;
    }

    /**
     * Whether the other side has neither closed nor said anything while it was idle. What it then says would be taken for
     * the answer to the next request; that it closed would leave the next request unknown.
     */
    boolean quiet() {
        try {
            if (in.available() > 0) {
                return false;
            }
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Ends it because time is up. */
    void expire() {
        expired = true;
        close();
    }

    boolean expired() {
        return expired;
    }

    /** Ends it without a word: a TLS farewell could block. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            return; // It is gone either way, and nothing of ours is left to flush.
        }
    }
}
