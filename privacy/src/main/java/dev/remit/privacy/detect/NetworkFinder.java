package dev.remit.privacy.detect;

/** Asks those who know at each sign of an e-mail address, URL, domain, machine's address or private key. */
final class NetworkFinder {
    private final Block block;
    private final MailFinder mails;
    private final UrlFinder urls;
    private final MachineFinder machines;
    private final KeyFinder keys;

    NetworkFinder(Block block) {
        this.block = block;
        Domains domains = new Domains(block);
        mails = new MailFinder(block, domains);
        urls = new UrlFinder(block, domains);
        machines = new MachineFinder(block);
        keys = new KeyFinder(block);
    }

    void begin() {
        mails.begin();
        urls.begin();
        machines.begin();
    }

    /** At one of {@code @ : . -} or an opening bracket; returns where to go on. */
    int sign(int i, Findings found) {
        switch (block.t[i]) {
            case '@' -> {
                // Typed twice, it is still an address.
                int behind = block.at(i + 1) == '@' ? i + 2 : i + 1;
                mails.email(i, behind, found);
                return behind;
            }
            case ':' -> {
                if (block.at(i + 1) == '/' && block.at(i + 2) == '/') {
                    urls.url(i, found);
                } else if (Bytes.isHex(block.at(i - 1)) || block.at(i + 1) == ':' || block.at(i - 1) == ':') {
                    machines.colons(i, found);
                }
            }
            case '.' -> {
                if (!Bytes.isHex(block.at(i - 1)) || !machines.groups(i, found)) {
                    urls.dot(i, found);
                }
            }
            case '-' -> {
                return hyphen(i, found);
            }
            default -> mails.bracket(i, found);
        }
        return i + 1;
    }

    /** A word that may be the sign of an e-mail address, spelled. */
    void word(int start, int end, long meaning, Findings found) {
        mails.spelledAt(start, end, meaning, found);
    }

    /** At a token that begins with a digit. */
    void number(int start, Findings found) {
        machines.number(start, found);
    }

    private int hyphen(int i, Findings found) {
        if (block.at(i + 1) == '-') {
            return keys.at(i, found);
        }
        if (Bytes.isHex(block.at(i - 1))
                && block.at(i + 3) == '-'
                && i >= 2
                && !Bytes.isAlnum(block.at(i - 3))
                && block.at(i - 3) != '-') {
            machines.pairs(i - 2, found);
        }
        return i + 1;
    }
}
