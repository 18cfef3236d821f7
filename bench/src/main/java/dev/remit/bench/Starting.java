package dev.remit.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * From the start of the packaged process to its first answer on {@code /health}, and to the first row that it releases:
 * first without, then with an AOT cache (JEP 514), made as the launcher makes it.
 */
final class Starting {
    private static final int STARTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Starting() {}

    /** In milliseconds. */
    private record Times(double health, double row) {}

    public static void main(String[] args) throws IOException, SQLException {
        Locale.setDefault(Locale.ROOT);
        Servers servers = Servers.fromProperties();
        Path cache = servers.folder().resolve("remit.aot");
        try (Dataset dataset = Dataset.start()) {
            String token = prepare(servers, dataset, List.of("-XX:AOTCacheOutput=" + cache));
            print("without an AOT cache", measure(servers, dataset, List.of(), token));
            if (Files.exists(cache)) {
                print("with an AOT cache", measure(servers, dataset, List.of("-XX:AOTCache=" + cache), token));
            }
        }
    }

    /** Opens the grant whose first call is timed; the run trains the cache on the way. */
    private static String prepare(Servers servers, Dataset dataset, List<String> options)
            throws IOException, SQLException {
        try (Server gateway = servers.gateway(dataset, options).up();
                Grants grants = Grants.of(gateway, servers.gatewayData())) {
            String token = grants.open(0);
            grants.order(token, Dataset.orders(0).getFirst());
            return token;
        }
    }

    private static List<Times> measure(Servers servers, Dataset dataset, List<String> options, String token)
            throws IOException {
        List<Times> all = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            try (Server gateway = servers.gateway(dataset, options)) {
                String health = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
                double healthy = until(gateway.address(), health, "HTTP/1.1 200", begin);
                String orderNo = Dataset.orders(0).getFirst();
                double rowed = until(gateway.address(), Target.rest(token, orderNo), orderNo, begin);
                all.add(new Times(healthy, rowed));
            }
        }
        return all;
    }

    /** Asks again and again; returns the milliseconds since the beginning when the answer holds the text. */
    private static double until(InetSocketAddress address, String request, String wanted, long begin)
            throws IOException {
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            if (answer(address, request).contains(wanted)) {
                return (System.nanoTime() - begin) / 1e6;
            }
            LockSupport.parkNanos(2_000_000);
        }
        throw new IOException("no answer with " + wanted);
    }

    /** The beginning of the answer; empty where there is none yet. */
    private static String answer(InetSocketAddress address, String request) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(5_000);
            socket.connect(address, 200);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = new byte[4_096];
            int read = socket.getInputStream().read(bytes);
            return read < 0 ? "" : new String(bytes, 0, read, StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return "";
        } catch (IOException e) {
            return ""; // not up yet
        }
    }

    private static void print(String how, List<Times> times) {
        List<Times> byHealth =
                times.stream().sorted(Comparator.comparingDouble(Times::health)).toList();
        List<Times> byRow =
                times.stream().sorted(Comparator.comparingDouble(Times::row)).toList();
        System.out.printf(
                "Start %s, median of %d (least to most): /health after %.0f ms (%.0f to %.0f),"
                        + " first row after %.0f ms (%.0f to %.0f)%n",
                how,
                STARTS,
                byHealth.get(STARTS / 2).health(),
                byHealth.getFirst().health(),
                byHealth.getLast().health(),
                byRow.get(STARTS / 2).row(),
                byRow.getFirst().row(),
                byRow.getLast().row());
    }
}
