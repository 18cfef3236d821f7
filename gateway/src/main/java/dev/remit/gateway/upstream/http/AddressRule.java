package dev.remit.gateway.upstream.http;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may be connected to. Public ones may; private ones where the catalog declares the upstream as in-house;
 * link-local, multicast, reserved ones, and those where clouds keep instance metadata, never (RFC 6890 and its registries).
 * IPv4 addresses inside IPv6 ones are judged as the IPv4 address where a gateway would send them there.
 */
enum AddressRule {
    PUBLIC,
    PRIVATE,
    NEVER;

    private static final class Block {
        private final byte[] prefix;
        private final int bits;
        private final AddressRule rule;

        private Block(byte[] prefix, int bits, AddressRule rule) {
            this.prefix = prefix;
            this.bits = bits;
            this.rule = rule;
        }

        static Block of(int bits, AddressRule rule, int... bytes) {
            byte[] prefix = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                prefix[i] = (byte) bytes[i];
            }
            return new Block(prefix, bits, rule);
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit)) & 0xFF;
                if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The first that matches counts. */
    private static final List<Block> V4 = List.of(
            Block.of(32, NEVER, 100, 100, 100, 200), // metadata, within shared address space
            Block.of(32, NEVER, 168, 63, 129, 16), // metadata, at a public address
            Block.of(8, NEVER, 0),
            Block.of(8, PRIVATE, 10),
            Block.of(10, PRIVATE, 100, 64),
            Block.of(8, PRIVATE, 127),
            Block.of(16, NEVER, 169, 254),
            Block.of(12, PRIVATE, 172, 16),
            Block.of(24, NEVER, 192, 0, 0),
            Block.of(24, NEVER, 192, 0, 2),
            Block.of(24, NEVER, 192, 88, 99),
            Block.of(16, PRIVATE, 192, 168),
            Block.of(15, NEVER, 198, 18),
            Block.of(24, NEVER, 198, 51, 100),
            Block.of(24, NEVER, 203, 0, 113),
            Block.of(4, NEVER, 224),
            Block.of(4, NEVER, 240));

    private static final List<Block> V6 = List.of(
            Block.of(128, PRIVATE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
            Block.of(128, NEVER, 0xFD, 0, 0x0E, 0xC2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54), // metadata
            Block.of(32, NEVER, 0xFD, 0x20, 0, 0xCE), // metadata
            Block.of(7, PRIVATE, 0xFC),
            Block.of(23, NEVER, 0x20, 0x01, 0), // Teredo and other tunnels
            Block.of(32, NEVER, 0x20, 0x01, 0x0D, 0xB8),
            Block.of(16, NEVER, 0x20, 0x02), // 6to4
            Block.of(20, NEVER, 0x3F, 0xFF, 0),
            Block.of(3, PUBLIC, 0x20));

    private static final Block MAPPED = Block.of(96, NEVER, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF);
    private static final Block NAT64 = Block.of(96, NEVER, 0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0);

    static AddressRule of(InetAddress address) {
        return of(address.getAddress());
    }

    /** @param address 4 or 16 bytes */
    static AddressRule of(byte[] address) {
        if (address.length == 4) {
            return V4.stream()
                    .filter(block -> block.contains(address))
                    .findFirst()
                    .map(block -> block.rule)
                    .orElse(PUBLIC);
        }
        if (MAPPED.contains(address)) {
            return of(last4(address));
        }
        if (NAT64.contains(address)) {
            // A translator stands in a network of its own, so no private address is meant to be reached through one.
            return of(last4(address)) == PUBLIC ? PUBLIC : NEVER;
        }
        return V6.stream()
                .filter(block -> block.contains(address))
                .findFirst()
                .map(block -> block.rule)
                .orElse(NEVER);
    }

    private static byte[] last4(byte[] address) {
        return new byte[] {address[12], address[13], address[14], address[15]};
    }
}
