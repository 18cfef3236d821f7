package dev.remit.gateway.upstream.http;

import static dev.remit.gateway.upstream.http.HostileServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.remit.core.catalog.Upstream;
import dev.remit.core.catalog.UpstreamUrl;
import dev.remit.core.template.Rendering;
import dev.remit.core.template.RequestTemplate;
import dev.remit.gateway.upstream.Fetched;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name in the catalog does not reach what it should not, whatever it resolves to and when. */
class AddressRuleTest {
    private static final RequestTemplate LOOK = Upstreams.request("{ method: GET, path: /x }");

    private static AddressRule rule(String literal) throws UnknownHostException {
        return AddressRule.of(InetAddress.ofLiteral(literal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "169.253.255.255",
                "192.167.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450::1",
                "64:ff9b::808:808"
            })
    void publicAddressesMayBeConnectedTo(String literal) throws UnknownHostException {
        assertThat(rule(literal)).isEqualTo(AddressRule.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "10.255.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "::1",
                "fc00::1",
                "fd12:3456::1",
                "::ffff:10.0.0.1"
            })
    void privateAddressesOnlyWhereTheCatalogSaysSo(String literal) throws UnknownHostException {
        assertThat(rule(literal)).isEqualTo(AddressRule.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "4000::1"
            })
    void someAddressesAreNeverConnectedTo(String literal) throws UnknownHostException {
        assertThat(rule(literal)).isEqualTo(AddressRule.NEVER);
    }

    @Test
    void anIpv4AddressInsideAnIpv6OneIsJudgedAsWhatItIs() {
        HexFormat hex = HexFormat.of();
        String mapped = "00000000000000000000ffff";
        assertThat(AddressRule.of(hex.parseHex(mapped + "7f000001"))).isEqualTo(AddressRule.PRIVATE);
        assertThat(AddressRule.of(hex.parseHex(mapped + "a9fea9fe"))).isEqualTo(AddressRule.NEVER);
        assertThat(AddressRule.of(hex.parseHex(mapped + "08080808"))).isEqualTo(AddressRule.PUBLIC);
    }

    private static Upstream declared(int port, boolean inHouse) {
        Upstream at = Upstreams.at("http://crm.example:" + port);
        return new Upstream(
                at.url(), at.auth(), inHouse, at.connectWithin(), at.timeout(), at.mostBytes(), at.concurrent());
    }

    private static Fetched fetch(Upstream upstream, Resolver resolver) {
        try (HttpUpstream open = HttpUpstream.open(
                "crm",
                upstream,
                reference -> "secret",
                resolver,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Upstreams.breaker(),
                System::nanoTime)) {
            return open.fetch((Rendering.Request) LOOK.render(Map.of()));
        }
    }

    private static String detail(Fetched fetched) {
        return ((Fetched.Failed) fetched).failure().detail();
    }

    @Test
    void aPrivateAddressIsReachedOnlyWhereItIsDeclared() throws IOException {
        List<InetAddress> loopback = List.of(InetAddress.getLoopbackAddress());
        try (HostileServer server = HostileServer.thatSays(json(200, "{}"))) {
            assertThat(detail(fetch(declared(server.port(), false), host -> loopback)))
                    .contains("private address", "private: true");
            assertThat(server.connections()).isZero();
            assertThat(fetch(declared(server.port(), true), host -> loopback)).isInstanceOf(Fetched.Document.class);
        }
    }

    @Test
    void aNameIsLookedUpOnceAndWhatWasJudgedIsConnectedTo() throws IOException {
        try (HostileServer server = HostileServer.thatSays(json(200, "{}"))) {
            AtomicInteger lookUps = new AtomicInteger();
            // The second answer would be another machine: a name that rebinds between check and connection.
            Resolver rebinding = host -> lookUps.incrementAndGet() == 1
                    ? List.of(InetAddress.getLoopbackAddress())
                    : List.of(InetAddress.ofLiteral("169.254.169.254"));
            assertThat(fetch(declared(server.port(), true), rebinding)).isInstanceOf(Fetched.Document.class);
            assertThat(lookUps).hasValue(1);
        }
    }

    @Test
    void oneForbiddenAddressAmongOthersIsEnoughToRefuse() throws IOException {
        try (HostileServer server = HostileServer.thatSays(json(200, "{}"))) {
            Resolver mixed =
                    host -> List.of(InetAddress.getLoopbackAddress(), InetAddress.ofLiteral("169.254.169.254"));
            assertThat(detail(fetch(declared(server.port(), true), mixed))).contains("no upstream may have");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void withoutTlsOnlyPrivateAddressesAreSpokenTo() {
        assertThat(detail(fetch(declared(80, true), host -> List.of(InetAddress.ofLiteral("8.8.8.8")))))
                .contains("without TLS");
    }

    @Test
    void noProxyIsAsked() throws IOException {
        try (HostileServer proxy = HostileServer.thatSays(json(200, "{}"));
                HostileServer server = HostileServer.thatSays(json(200, "{}"))) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", "" + proxy.port());
            System.setProperty("socksProxyHost", "127.0.0.1");
            System.setProperty("socksProxyPort", "" + proxy.port());
            try {
                Resolver resolver = host -> List.of(InetAddress.getLoopbackAddress());
                assertThat(fetch(declared(server.port(), true), resolver)).isInstanceOf(Fetched.Document.class);
            } finally {
                List.of("http.proxyHost", "http.proxyPort", "socksProxyHost", "socksProxyPort")
                        .forEach(System::clearProperty);
            }
            assertThat(proxy.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://crm.example/",
                "https://user:secret@crm.example/",
                "https://crm.example/?a=b",
                "https://crm.example/#x",
                "https:///path",
                "https://crm.example:0/",
                "https://crm.example:70000/",
                "https://crm.example/a/../b",
                "https://crm.example//a",
                "https://crm.example/%2e%2e",
                "//crm.example",
                "https://crm.example\\@evil.example/",
                "https://crm.example/\r\nHost: evil",
                "jar:https://crm.example!/",
                "https://crm_.example@evil/",
                "${env:URL}"
            })
    void anUpstreamsUrlIsSchemeHostPortAndPathAndNothingElse(String url) {
        assertThat(catchThrowable(() -> UpstreamUrl.of(url))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goodUrlsAreTaken() {
        assertThat(UpstreamUrl.of("https://CRM.example:8443/Api/V1/"))
                .isEqualTo(new UpstreamUrl(true, "crm.example", 8443, "/Api/V1"));
        assertThat(UpstreamUrl.of("https://crm.example").authority()).isEqualTo("crm.example");
        assertThat(UpstreamUrl.of("http://[::1]:81").authority()).isEqualTo("[::1]:81");
    }
}
