package dev.remit.privacy.guard;

/** What a value looks like, once normalised: values and texts meet by shape, for a text does not tell its kinds. */
enum Shape {
    /** Digits without leading zeros. */
    DIGITS,
    /** Lower-case letters and digits, at least one of each. */
    CODE,
    /** An e-mail address in lower case. */
    EMAIL,
    /** Two words of a name, or a word and an initial, sorted. Never blocks alone. */
    NAME,
    /** Year, month and day. Never blocks alone. */
    DATE,
    /** Words; met only where a detector found a value. */
    WORDS,
    /** The number of a house and a street with a street's word. */
    STREET,
    /** The same without such a word; met only where a detector found an address, and in what was said. */
    HOUSE;

    /** Fewest chars of a form; a shorter one says nothing. */
    static final int SHORTEST = 4;

    /** Most chars of digits or of a code, as of an IBAN. */
    static final int LONGEST_CODE = 34;

    /** Its bit in a set of shapes. */
    int number() {
        return switch (this) {
            case DIGITS -> 0;
            case CODE -> 1;
            case EMAIL -> 2;
            case NAME -> 3;
            case DATE -> 4;
            case WORDS -> 5;
            case STREET -> 6;
            case HOUSE -> 7;
        };
    }

    byte tag() {
        return switch (this) {
            case DIGITS -> 'D';
            case CODE -> 'C';
            case EMAIL -> 'E';
            case NAME -> 'N';
            case DATE -> 'T';
            case WORDS -> 'W';
            case STREET -> 'S';
            case HOUSE -> 'H';
        };
    }
}
