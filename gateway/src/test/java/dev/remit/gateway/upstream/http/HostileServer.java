package dev.remit.gateway.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on loopback that answers in bytes, and remembers the bytes that it was sent. */
public final class HostileServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n");

    /** What was asked, as it came. */
    public record Asked(String head, String body) {
        /** Method and target. */
        public String line() {
            return head.substring(0, head.indexOf(" HTTP/1.1\r\n"));
        }
    }

    /** Answers one request; the connection stays open for the next one unless it is closed here. */
    public interface Script {
        void answer(Asked asked, Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Thread accepting = Thread.ofVirtual().unstarted(this::accept);
    private volatile Script script;
    private final AtomicInteger connections = new AtomicInteger();

    private HostileServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    public static HostileServer that(Script script) throws IOException {
        HostileServer hostile = new HostileServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        hostile.accepting.start();
        return hostile;
    }

    /** Answers everything with one text. */
    public static HostileServer thatSays(String answer) throws IOException {
        return that((asked, socket, out) -> {
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.close();
        });
    }

    /** A well-formed answer in JSON. */
    public static String json(int status, String body) {
        return "HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Asked> asked() {
        return asked;
    }

    public int connections() {
        return connections.get();
    }

    public void script(Script next) {
        script = next;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (!socket.isClosed()) {
                Asked one = request(socket.getInputStream());
                asked.add(one);
                script.answer(one, socket, socket.getOutputStream());
            }
        } catch (IOException closed) {
            sockets.remove(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Asked request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed");
            }
            head.append((char) c);
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        return new Asked(head.toString(), new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            accepting.join(); // only then does nobody listen any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
