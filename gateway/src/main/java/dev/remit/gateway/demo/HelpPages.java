package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What is published for everybody: questions and answers, lessons, documentation; and drafts that are not. */
final class HelpPages {
    private static final List<Page> PAGES = List.of(
            new Page("faq", "delivery", "How long does delivery take?", "Four to nine days after you order."),
            new Page("faq", "delivery", "Do you deliver abroad?", "To four countries, all listed at the check-out."),
            new Page("faq", "returns", "How long may I return things?", "Thirty days, unused, with the label on."),
            new Page("faq", "returns", "Who pays for a return?", "We do, where the fault is ours."),
            new Page("faq", "payment", "How can I pay?", "By card, by transfer, or on invoice."),
            new Page("faq", "plans", "What is a care plan?", "A yearly check-up and help on the road."),
            new Page("faq", "stores", "When are the shops open?", "From nine to six, Monday to Saturday."),
            new Page("lesson", "brakes", "Setting up a rim brake", "Centre the pads, then take up the cable slack."),
            new Page("lesson", "tyres", "The right pressure", "Heavier riders and smoother roads need more air."),
            new Page("lesson", "fit", "Finding your frame size", "Stand over the bar and leave two fingers of room."),
            new Page("lesson", "winter", "Riding in winter", "Wash the salt off, and oil the chain every week."),
            new Page("lesson", "safety", "Seeing and being seen", "Two lights, one reflector, no dark jacket."),
            new Page("docs", "app", "Connecting the app", "Open the app, choose Add a bicycle, and scan the frame."),
            new Page("docs", "app", "When rides do not sync", "Update the app and open it on a good connection."),
            new Page("docs", "api", "Asking for stock levels", "Send the product number; you get one line per size."),
            new Page("docs", "plans", "Changing a care plan", "Plans change on the day they renew."),
            new Page("docs", "leasing", "Leasing through an employer", "The employer signs, the rider chooses."));

    private record Page(String section, String topic, String title, String body) {}

    private HelpPages() {}

    static void write(Connection database, Dice dice) throws SQLException {
        try (Rows rows = Rows.into(
                database, "help_pages", "page_no", "section", "topic", "title", "body", "published", "editor_note")) {
            int number = 1;
            for (Page page : PAGES) {
                rows.add(
                        "H-%03d".formatted(number++),
                        page.section(),
                        page.topic(),
                        page.title(),
                        page.body(),
                        true,
                        null);
                if (dice.percent(40)) {
                    rows.add(
                            "H-%03d".formatted(number++),
                            page.section(),
                            page.topic(),
                            page.title() + " (new)",
                            "This answer is being rewritten.",
                            false,
                            "prices change in spring, not public yet");
                }
            }
        }
    }
}
