package dev.remit.gateway.admin;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON object a line, one line a connection, over a Unix domain socket that only the gateway's own user can reach.
 */
public final class AdminSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminSocket.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The longest path that every supported system can bind, in bytes. */
    private static final int LONGEST_PATH = 100;

    /** After a failure, so that one that stays (no file handles left) does not fill the log. */
    private static final long PAUSE_NANOS = 1_000_000_000;

    private static final int LONGEST_LINE = 64 * 1024;

    private final ServerSocketChannel server;
    private final Path path;
    private final AdminService service;

    private AdminSocket(ServerSocketChannel server, Path path, AdminService service) {
        this.server = server;
        this.path = path;
        this.service = service;
    }

    /** Opens the socket of a data directory. The caller holds the directory's lock, so an old socket file is dead. */
    public static AdminSocket open(Path dataDirectory, AdminService service) throws IOException {
        Path path = path(dataDirectory);
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null && !Files.exists(parent)) {
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        requireOurs(path, dataDirectory);
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        AdminSocket socket = new AdminSocket(server, path, service);
        Thread.ofVirtual().name("remit-admin").start(socket::accept);
        return socket;
    }

    /** Where the socket of a data directory is: in it, unless that path is longer than a socket's may be. */
    static Path path(Path dataDirectory) {
        Path inside = dataDirectory.toAbsolutePath().normalize().resolve("admin.sock");
        if (inside.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            return inside;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(inside.toString().getBytes(StandardCharsets.UTF_8));
            String name = HexFormat.of().formatHex(digest, 0, 8);
            return Path.of(System.getProperty("java.io.tmpdir"))
                    .resolve("remit-" + System.getProperty("user.name") + "-" + name)
                    .resolve("admin.sock");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot do SHA-256", e);
        }
    }

    /**
     * Outside of the data directory, anybody could have made the folder before us and could put another socket there.
     *
     * @throws IOException if the folder is not the data directory's owner's alone
     */
    private static void requireOurs(Path path, Path dataDirectory) throws IOException {
        Path parent = path.getParent();
        if (parent == null || parent.equals(dataDirectory.toAbsolutePath().normalize())) {
            return;
        }
        var attributes = Files.readAttributes(parent, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()
                || !attributes.owner().equals(Files.getOwner(dataDirectory))
                || !attributes.permissions().equals(PosixFilePermissions.fromString("rwx------"))) {
            throw new IOException("The folder " + parent + " of the admin socket belongs to somebody else, or others"
                    + " may use it. Remove it, or choose a data directory with a shorter path.");
        }
    }

    /**
     * Asks the gateway that runs on a data directory.
     *
     * @return its answer; empty where none runs there
     */
    public static Optional<ObjectNode> ask(Path dataDirectory, ObjectNode request) throws IOException {
        Path path = path(dataDirectory);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        requireOurs(path, dataDirectory);
        byte[] line = (JSON.writeValueAsString(request) + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > LONGEST_LINE) {
            throw new IOException("The request has " + line.length + " bytes, and a gateway takes " + LONGEST_LINE
                    + ". Shorten what is given.");
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                channel.connect(UnixDomainSocketAddress.of(path));
            } catch (IOException e) {
                return Optional.empty(); // left behind by a gateway that was killed
            }
            OutputStream out = Channels.newOutputStream(channel);
            out.write(line);
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("the gateway closed the connection without an answer");
            }
            return Optional.of((ObjectNode) JSON.readTree(answer));
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                Thread.ofVirtual().name("remit-admin-call").start(() -> serve(channel));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.error("The admin socket could not take a connection; it goes on trying: {}", e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            ObjectNode answer = answer(line(channel));
            OutputStream out = Channels.newOutputStream(channel);
            out.write((JSON.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("A call on the admin socket failed: {}", e.getMessage());
        }
    }

    /** Everybody who asked hears something, and nothing of what was asked is in the log. */
    private ObjectNode answer(String line) {
        try {
            return JSON.readTree(line) instanceof ObjectNode request
                    ? service.answer(request)
                    : error("usage", "The request is not a JSON object.");
        } catch (JacksonException e) {
            return error("usage", "The request is not a JSON object.");
        } catch (RuntimeException e) {
            LOG.error("A call on the admin socket failed", e);
            return error("failed", "Something failed inside the gateway; see its log.");
        }
    }

    private static ObjectNode error(String code, String message) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("error").put("code", code).put("message", message);
        return answer;
    }

    private static String line(SocketChannel channel) throws IOException {
        var in = Channels.newInputStream(channel);
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() >= LONGEST_LINE) {
                throw new IOException("the request is too long");
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }
}
