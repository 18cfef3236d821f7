package dev.remit.gateway.line;

import static dev.remit.gateway.upstream.http.HostileServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.upstream.http.HostileServer;
import dev.remit.gateway.upstream.http.HostileServer.Asked;
import dev.remit.ledger.FileLayer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a gateway finds out about operations that one before it left under way: a copy of the data directory, made while a
 * service has acted and not answered, is what a crash leaves behind.
 */
class RecoveryTest extends Shops {
    private static final String PAYMENTS = """
            source: payments
            connect: { http: "http://127.0.0.1:PORT", private: true, timeout: 20s }
            owners: { "*": data@shop.example }
            actions:
              refund_order:
                description: Pays an order back.
                effect: write
                arguments: { order_no: { of: order } }
                facts: { refund: { sum: order.total, where: { order_no: args.order_no } } }
                request:
                  method: POST
                  path: "/orders/{args.order_no}/refunds"
                  body: { amount: "{facts.refund}", customer: "{subject}" }
                  idempotency: Idempotency-Key
                  probe: { path: "/customers/{subject}/orders/{args.order_no}/{operation}", done: [200], undone: [404] }
            """;
    private static final String GRANTED = SmallShop.ORDER_HELP + """
            actions:
              refund_order: { why: what arrived broken is paid back }
            """;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private HostileServer payments;
    private CompletableFuture<String> call;

    @BeforeEach
    void beginARefund() throws Exception {
        payments = HostileServer.that(this::answer);
        shop.catalog("payments", PAYMENTS.replace("PORT", String.valueOf(payments.port())));
        shop.workflow("order-help", GRANTED);
        reopen();
        String token = front.verified(helper, SmallShop.EMAIL);
        call = CompletableFuture.supplyAsync(
                () -> front.outcome(token, "refund_order", "{\"order_no\":\"ORD-777001\"}"));
        asked.await();
    }

    @AfterEach
    void end() throws IOException {
        answered.countDown();
        call.join();
        payments.close();
    }

    private void answer(Asked request, Socket socket, OutputStream out) throws IOException, InterruptedException {
        int status = 200;
        if (request.line().startsWith("POST ")) {
            asked.countDown();
            answered.await();
        } else if (!request.line().startsWith("GET /customers/CUS-4711/orders/ORD-777001/")) {
            status = 404;
        }
        out.write(json(status, "{}").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The directory as it would be found after a crash now. */
    private Path image() throws IOException {
        Path image = directory.resolve("image");
        try (Stream<Path> files = Files.walk(shop.data())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, image.resolve(shop.data().relativize(file)));
            }
        }
        return image;
    }

    private Shopfront openAfterwards(Path image) {
        return shop.open(
                image, new byte[MasterKey.LENGTH], clock, FileLayer.system(), journal -> journal, reader -> reader);
    }

    private static Operation only(Shopfront front) {
        List<Operation> all = front.store().state().operations().where(one -> true);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void whatWasDoneIsFoundOut() throws IOException {
        try (Shopfront after = openAfterwards(image())) {
            assertThat(only(after).status()).isEqualTo(Status.STARTED);
            after.operations().recover(after::context);
            assertThat(only(after).status()).isEqualTo(Status.DONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not granted any more", "switched off", "forgotten"})
    void whatWasDoneIsFoundOutWhateverTheContractSaysNow(String contract) throws IOException {
        Path image = image();
        switch (contract) {
            case "not granted any more" -> shop.workflow("order-help", SmallShop.ORDER_HELP);
            case "switched off" -> shop.workflow("order-help", GRANTED + "phase: off\n");
            default -> Files.delete(shop.folder().resolve("workflows/order-help.yaml"));
        }
        try (Shopfront after = openAfterwards(image)) {
            after.operations().recover(after::context);
            assertThat(only(after).status()).isEqualTo(Status.DONE);
        }
    }

    @Test
    void whatWasDoneIsFoundOutByAClockThatWasSetBack() throws IOException {
        Path image = image();
        clock.advance(Duration.ofHours(-1));
        try (Shopfront after = openAfterwards(image)) {
            after.operations().recover(after::context);
            assertThat(only(after).status()).isEqualTo(Status.DONE);
        }
    }

    @Test
    void whatThisGatewayDoesItselfIsNotTakenForLeftBehind() {
        clock.advance(Duration.ofMinutes(1));
        front.operations().recover(front::context);
        assertThat(only(front).status()).isEqualTo(Status.STARTED);
        answered.countDown();
        assertThat(call.join()).contains("\"done\"");
    }
}
