package dev.remit.privacy.detect;

import java.util.Arrays;

/** Reads names of the domain name system, with dots that may be spelled. Not thread-safe. */
final class Domains {
    private static final int LONGEST_DOMAIN = 255;

    /** Packed, five bits for each letter. */
    private static final long[] TOP_LEVEL = Arrays.stream(
                    ("com org net edu gov mil int info biz name pro aero coop museum app dev"
                                    + " io ai co me tv cc eu asia cat jobs mobi tel travel xxx online site website store shop tech space"
                                    + " cloud blog live news club xyz top vip email webcam digital agency company center services solutions"
                                    + " group team world today life media network systems global health care bank page link wiki design"
                                    + " ad ae af ag al am ao ar at au aw az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cd ch"
                                    + " ci ck cl cm cn cr cu cv cy cz de dj dk dm do dz ec ee eg es et fi fj fm fo fr ga ge gf gg gh gi gl"
                                    + " gm gn gp gr gt gu gy hk hn hr ht hu id ie il im in iq ir is it je jm jo jp ke kg kh kr kw ky kz la"
                                    + " lb lc li lk lr ls lt lu lv ly ma mc mg mk ml mm mn mo mp mr ms mt mu mv mw mx my mz na nc ne"
                                    + " nf ng ni nl np nr nu nz om pa pe pf pg ph pk pn pr pt qa re ro ru rw sa sb sc sd se sg si sk sl sm"
                                    + " sn sr st su sv sy sz tc td tg th tj tk tl tm tn to tr tt tw tz ua ug uk us uy uz va vc ve vg vi vn"
                                    + " vu wf ws ye yt za zm zw pl")
                            .split(" "))
            .mapToLong(Domains::pack)
            .sorted()
            .toArray();

    private final Block block;

    /** How many dots the name has that was read last. */
    int dots;

    private int lastLabel;

    Domains(Block block) {
        this.block = block;
    }

    /** The end of labels with dots, some of which may be spelled; the same index if there are none. */
    int end(int start) {
        dots = 0;
        int i = start;
        int literal = block.at(i) == '[' ? 1 : 0;
        i += literal;
        int end = start;
        while (i - start < LONGEST_DOMAIN) {
            int label = i;
            while (i - start < LONGEST_DOMAIN && (isLabel(block.at(i)) || (literal == 1 && block.at(i) == ':'))) {
                i++;
            }
            if (i == label) {
                break;
            }
            lastLabel = label;
            end = i;
            if (block.at(i) == '.' && isLabel(block.at(i + 1))) {
                dots++;
                i++;
            } else if (isSpelledDot(i)) {
                dots++;
                i = behindSpelledDot(i);
            } else {
                break;
            }
        }
        while (end > start && (block.at(end - 1) == '-' || block.at(end - 1) == '_')) {
            end--;
        }
        return end > start && literal == 1 && block.at(end) == ']' ? end + 1 : end;
    }

    boolean isSpelledDot(int i) {
        return behindSpelledDot(i) > 0;
    }

    private int behindSpelledDot(int i) {
        int at = i + (block.at(i) == ' ' ? 1 : 0);
        byte open = block.at(at);
        if (open == '(' || open == '[' || open == '{') {
            int behind = bracketed(at, 'd', 'o', 't');
            return behind < 0 ? -1 : behind + (block.at(behind) == ' ' ? 1 : 0);
        }
        boolean word = at > i
                && (block.at(at) | 0x20) == 'd'
                && (block.at(at + 1) | 0x20) == 'o'
                && (block.at(at + 2) | 0x20) == 't'
                && block.at(at + 3) == ' ';
        return word && isLabel(block.at(at + 4)) ? at + 4 : -1;
    }

    /** The index behind a word in brackets, -1 if it is another. */
    int bracketed(int open, int first, int second, int third) {
        int i = open + 1;
        i += block.at(i) == ' ' ? 1 : 0;
        if ((block.at(i) | 0x20) != first || (block.at(i + 1) | 0x20) != second) {
            return -1;
        }
        i += 2;
        if (third != 0) {
            if ((block.at(i) | 0x20) != third) {
                return -1;
            }
            i++;
        }
        i += block.at(i) == ' ' ? 1 : 0;
        byte close = block.at(i);
        return close == ')' || close == ']' || close == '}' ? i + 1 : -1;
    }

    boolean isTopLevelShape(int end) {
        if (block.at(end - 1) == ']') {
            return true;
        }
        boolean puny = block.at(lastLabel) == 'x' && block.at(lastLabel + 1) == 'n' && block.at(lastLabel + 2) == '-';
        boolean letters = end - lastLabel >= 2;
        for (int i = lastLabel; i < end; i++) {
            letters &= Bytes.isLetter(block.at(i));
        }
        return letters || puny;
    }

    boolean isDomain(int start, int end) {
        if (dots == 0 || !Bytes.isLetter(block.at(lastLabel)) || end - lastLabel > 12) {
            return false;
        }
        // A name in mixed case behind the dot is the next sentence, without a blank.
        boolean capital = Bytes.isUpper(block.at(lastLabel)) && Bytes.isLower(block.at(lastLabel + 1));
        boolean puny = end - lastLabel > 4
                && (block.t[lastLabel] | 0x20) == 'x'
                && (block.t[lastLabel + 1] | 0x20) == 'n'
                && block.t[lastLabel + 2] == '-';
        boolean shortLabel = end - start < 5;
        boolean query = block.at(end) == '/' && hasQuery(end);
        return !capital && !shortLabel && (puny || query || isTopLevel(lastLabel, end));
    }

    private boolean isTopLevel(int start, int end) {
        long packed = 0;
        for (int i = start; i < end; i++) {
            int letter = block.t[i] | 0x20;
            if (letter < 'a' || letter > 'z') {
                return false;
            }
            packed = (packed << 5) | (letter & 0x1F);
        }
        return Arrays.binarySearch(TOP_LEVEL, packed) >= 0;
    }

    private static long pack(String letters) {
        return letters.chars().asLongStream().reduce(0, (packed, letter) -> (packed << 5) | (letter & 0x1F));
    }

    /** Whether a path with parameters follows, which no sentence has. */
    private boolean hasQuery(int slash) {
        int i = slash;
        while (i - slash < 64 && UrlFinder.inUrl(block.at(i)) && block.at(i) != '?') {
            i++;
        }
        return block.at(i) == '?' && Bytes.isAlnum(block.at(i + 1));
    }

    static boolean isLabel(byte b) {
        return Bytes.isAlnum(b) || b == '-' || b == '_';
    }
}
