package dev.remit.privacy.detect;

import java.util.Arrays;

/**
 * Tells URLs that lead to a page with nothing of a person in them, such as a chapter of a manual. A host alone may be
 * somebody's own site, so it is no such page; neither is a URL with parameters, a sign of an account, a long number or
 * random letters, behind a word such as users or orders, or of a profile where people have profiles.
 */
final class PublicPages {
    private static final int LONGEST = 300;
    private static final int LONGEST_NUMBER = 5;
    private static final int SHORTEST_TOKEN = 16;

    /** Path segments whose next one is of somebody. */
    private static final long[] OWNED = hashes("in u user users profile profiles people person member members customer"
            + " customers client clients account accounts contact contacts order orders ticket tickets invoice invoices"
            + " patient patients employee employees booking bookings reset verify confirm invite share sharing shared");

    /** Labels of hosts where the first segment of a path is somebody. */
    private static final long[] PEOPLE =
            hashes("facebook fb instagram twitter x tiktok linkedin xing github gitlab t wa"
                    + " paypal venmo youtube twitch snapchat medium reddit vk keybase gravatar linktr soundcloud flickr pinterest"
                    + " threads bsky telegram whatsapp calendly patreon vimeo npmjs");

    private final Block block;

    PublicPages(Block block) {
        this.block = block;
    }

    private static long[] hashes(String words) {
        return Arrays.stream(words.split(" ")).mapToLong(Context::hash).sorted().toArray();
    }

    /** Whether a URL's part from its host on, without credentials, leads to one. */
    boolean has(int host, int end) {
        block.work += end - host;
        if (end - host > LONGEST) {
            return false;
        }
        int hostEnd = host;
        int labels = 1;
        int label = host;
        int before = host;
        while (hostEnd < end && block.t[hostEnd] != '/' && block.t[hostEnd] != ':') {
            byte b = block.t[hostEnd];
            if (!Bytes.isAlnum(b) && b != '-' && b != '.') {
                return false;
            }
            if (b == '.') {
                before = label;
                label = hostEnd + 1;
                labels++;
            }
            hostEnd++;
        }
        int path = hostEnd;
        while (path < end && block.t[path] != '/') {
            path++;
        }
        if (labels == 1) {
            return hostEnd - host == 9 && block.startsWith(host, "localhost") && isNobodys(path, end, false);
        }
        boolean named = !Bytes.isDigit(block.t[label]);
        return named && end - path > 1 && isNobodys(path, end, isIn(PEOPLE, before, label - 1));
    }

    private boolean isNobodys(int path, int end, boolean people) {
        int segment = path;
        int segments = 0;
        boolean owned = false;
        for (int i = path; i <= end; i++) {
            byte b = i == end ? (byte) '/' : block.t[i];
            if (b == '=' || b == '@' || b == '~' || (b == '%' && block.startsWith(i, "%40"))) {
                return false;
            }
            if (b == '/' || b == '#' || b == '?') {
                if (i > segment) {
                    if (owned || isToken(segment, i)) {
                        return false;
                    }
                    segments++;
                    owned = isIn(OWNED, segment, i);
                }
                segment = i + 1;
            }
        }
        return !people || segments > 1;
    }

    /** A long number, or letters and digits at random. */
    private boolean isToken(int start, int end) {
        int digits = 0;
        int turns = 0;
        int figures = 0;
        int last = 0;
        for (int i = start; i < end; i++) {
            byte b = block.t[i];
            digits = Bytes.isDigit(b) ? digits + 1 : 0;
            figures += Bytes.isDigit(b) ? 1 : 0;
            int kind = Bytes.isDigit(b) ? 1 : Bytes.isUpper(b) ? 2 : Bytes.isLower(b) ? 3 : 0;
            turns += kind != 0 && last != 0 && kind != last ? 1 : 0;
            last = kind == 0 ? last : kind;
            if (digits > LONGEST_NUMBER) {
                return true;
            }
        }
        return end - start >= SHORTEST_TOKEN && figures > 0 && turns * 4 >= end - start;
    }

    private boolean isIn(long[] words, int start, int end) {
        return start < end && Arrays.binarySearch(words, WordHash.of(block.t, start, end)) >= 0;
    }
}
