package dev.remit.gateway.config;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code desk} in {@code remit.yaml}: who is told of what waits for people.
 *
 * @param link what the address of an operation begins with in notices, or null for its path alone
 * @param hooks who is told
 */
public record DeskSettings(@Nullable String link, List<Notify> hooks) {
    /** What is told. */
    public enum Event {
        /** Something waits for people, a draft too. */
        WAITING,
        /** Nobody can tell what became of something. */
        UNKNOWN,
        /** Nobody decided in time. */
        EXPIRED;

        /** As the file names it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A webhook.
     *
     * @param url https, or http on loopback
     * @param secret a reference to what requests are signed with
     */
    public record Notify(URI url, String secret, Set<Event> on) {
        public Notify {
            on = Set.copyOf(on);
        }
    }

    /** What holds where nothing is said: nobody is told. */
    public static final DeskSettings DEFAULTS = new DeskSettings(null, List.of());

    private static final int MOST = 16;

    private static final Key<String> LINK = Key.optional(
            "link",
            Shapes.text("a URL such as https://remit.shop.example", Pattern.compile("https?://[^\\s@?#]{1,290}"), 300),
            "What people reach the gateway by: links in notices begin with it.");
    private static final Key<String> URL = Key.required(
            "url",
            Shapes.text("a URL such as https://chat.example/hook", Pattern.compile("https?://[^\\s@#]{1,490}"), 500),
            "Where notices are posted to; https, unless on loopback.");
    private static final Key<String> SECRET = Key.required(
            "secret", Shapes.reference(), "A reference to what notices are signed with (Remit-Signature).");
    private static final Key<Set<Event>> ON = Key.optional(
            "on",
            Shapes.oneOrMore(Shapes.choice(Event.values(), Event::label), 3),
            "What is told: waiting, unknown, expired; all of them unless said.");
    private static final Key<List<Located<Values>>> NOTIFY = Key.optional(
            "notify",
            Shapes.list(ObjectShape.of("a webhook", URL, SECRET, ON), 0, MOST),
            "Who is told of what waits: names, ids and times, never a customer's values.");

    /** What may stand there. */
    static final ObjectShape SHAPE = ObjectShape.of("the desk's settings", LINK, NOTIFY);

    public DeskSettings {
        hooks = List.copyOf(hooks);
    }

    static DeskSettings of(@Nullable Values values, Findings findings) {
        if (values == null) {
            return DEFAULTS;
        }
        List<Notify> all = new ArrayList<>();
        for (Located<Values> each : values.get(NOTIFY, List.of())) {
            Values hook = each.value();
            String url = hook.get(URL);
            String secret = hook.get(SECRET);
            URI address = url == null ? null : ExportSettings.safe(url, hook.at(URL), "Notices", findings);
            if (address != null && secret != null) {
                all.add(new Notify(address, secret, hook.get(ON, EnumSet.allOf(Event.class))));
            }
        }
        String link = values.get(LINK);
        return new DeskSettings(link == null ? null : link.replaceAll("/+$", ""), all);
    }
}
