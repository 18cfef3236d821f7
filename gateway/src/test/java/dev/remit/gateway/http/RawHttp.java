package dev.remit.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Bytes to a server and back, for what no well-behaved client sends. */
public final class RawHttp {
    /** Only there so that a server that never closes fails the test instead of hanging it. */
    private static final int GIVE_UP_MILLIS = 120_000;

    private RawHttp() {}

    /** Sends bytes and reads until the server closes the connection. */
    public static String untilClosed(int port, String request) throws IOException {
        return untilClosed(port, request.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes and reads until the server closes the connection. */
    public static String untilClosed(int port, byte[] request) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return rest(socket);
        }
    }

    /** A connection to loopback. */
    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(GIVE_UP_MILLIS);
        return socket;
    }

    /** Reads until the server closes. A reset is an end, too. */
    public static String rest(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                answer.write(buffer, 0, n);
            }
        } catch (java.net.SocketException e) {
            answer.write("<reset>".getBytes(StandardCharsets.UTF_8));
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
