package dev.remit.gateway.demo;

import java.math.BigInteger;

/** Account numbers that look right and cannot exist. */
final class Iban {
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private Iban() {}

    /** German in form, with right check digits (ISO 13616), at the bank 00000000, which is not given to anyone. */
    static String impossible(Dice dice) {
        String account = "00000000" + dice.digits(10);
        // "1314" is "DE" with A = 10, and "00" stands where the check digits will.
        int rest = new BigInteger(account + "131400").mod(NINETY_SEVEN).intValue();
        return "DE%02d%s".formatted(98 - rest, account);
    }
}
