package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Campaigns, and the companies that they brought. */
final class Marketing {
    private static final int LEADS = 400;
    private static final List<String> CAMPAIGNS = List.of(
            "Autumn check-up|Bring your bicycle in before the rain does.",
            "Bike to work|One lease, one helmet, no traffic jam.",
            "Cargo spring|Leave the car, keep the shopping.",
            "Winter lights|Be seen on the way home.",
            "Trade-in weeks|Your old one is worth more than you think.",
            "Open workshop|Look over our shoulder on Saturdays.");
    private static final List<String> CHANNELS = List.of("newsletter", "fair", "search", "poster");
    private static final List<String> INDUSTRIES =
            List.of("logistics", "bakery", "hospital", "architecture", "school", "software");
    private static final List<String> COMPANIES =
            List.of("Brightloaf", "Northquay", "Pebble & Pine", "Tallgrass", "Umbra Works", "Sorrel House");

    private Marketing() {}

    static void write(Connection database, Dice dice) throws SQLException {
        try (Rows campaigns = Rows.into(
                        database,
                        "campaigns",
                        "campaign_no",
                        "brand",
                        "name",
                        "message",
                        "channel",
                        "published",
                        "starts_on",
                        "ends_on",
                        "spend");
                Rows leads = Rows.into(
                        database,
                        "leads",
                        "lead_no",
                        "brand",
                        "campaign_no",
                        "industry",
                        "company_size",
                        "interest",
                        "stage",
                        "created_at",
                        "company",
                        "contact_name",
                        "contact_email",
                        "contact_phone",
                        "budget",
                        "note")) {
            for (int i = 0; i < CAMPAIGNS.size() * ShopGenerator.TENANTS.size(); i++) {
                campaign(dice, i, campaigns);
            }
            for (int i = 0; i < LEADS; i++) {
                lead(dice, i, leads);
            }
        }
    }

    private static void campaign(Dice dice, int number, Rows campaigns) throws SQLException {
        String text = CAMPAIGNS.get(number / ShopGenerator.TENANTS.size());
        int bar = text.indexOf('|');
        campaigns.add(
                campaignNo(number),
                brand(number),
                text.substring(0, bar),
                text.substring(bar + 1),
                dice.pick(CHANNELS),
                number < 8,
                Dice.day(dice.within(200)),
                dice.percent(60) ? Dice.day(dice.now()).plusDays(dice.between(5, 60)) : null,
                dice.percent(90) ? Dice.money(dice.between(500, 9_000) * 100L) : null);
    }

    private static void lead(Dice dice, int number, Rows leads) throws SQLException {
        Name first = dice.pick(Name.FIRST);
        Name last = dice.pick(Name.LAST);
        String company = dice.pick(COMPANIES) + " " + dice.between(1, 60);
        String mail = first.ascii() + "@" + company.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "") + ".example";
        leads.add(
                "L-%04d".formatted(number + 1),
                brand(number),
                source(dice, number),
                dice.pick(INDUSTRIES),
                dice.percent(80) ? dice.pick(List.of("1-9", "10-49", "50-249", "250+")) : null,
                dice.pick(List.of("leasing", "fleet", "workshop", "cargo bikes")),
                dice.pick(List.of("new", "new", "contacted", "won", "lost")),
                dice.within(90),
                company,
                first.text() + " " + last.text(),
                dice.percent(90) ? mail : null,
                dice.percent(50) ? "+49 30 23125 " + dice.digits(3) : null,
                dice.percent(60) ? Dice.money(dice.between(2, 90) * 100_000L) : null,
                dice.percent(40) ? "Prefers a call in the morning, " + first.text() + " answers." : null);
    }

    private static @Nullable String source(Dice dice, int number) {
        int campaign = dice.between(0, CAMPAIGNS.size() - 1) * ShopGenerator.TENANTS.size()
                + number % ShopGenerator.TENANTS.size();
        return dice.percent(85) ? campaignNo(campaign) : null;
    }

    private static String campaignNo(int number) {
        return "K-%02d".formatted(number + 1);
    }

    private static String brand(int number) {
        return ShopGenerator.TENANTS.get(number % ShopGenerator.TENANTS.size());
    }
}
