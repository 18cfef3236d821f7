package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Products, their variants, and what is written about them. */
final class Goods {
    private static final List<Line> LINES = List.of(
            new Line("Tourer", "bikes", "A steady bicycle for long days.", 89_900),
            new Line("Cargo Mule", "bikes", "Carries a week's shopping and two children.", 249_900),
            new Line("Gravel Fox", "bikes", "At home where the tarmac ends.", 139_900),
            new Line("City Wren", "bikes", "Light enough for the third floor.", 64_900),
            new Line("Pannier", "bags", "Waterproof, closes with one hand.", 7_990),
            new Line("Handlebar Roll", "bags", "For a sleeping bag or a loaf of bread.", 4_950),
            new Line("Rain Shell", "clothing", "Keeps the wind out and folds into its pocket.", 11_900),
            new Line("Wool Jersey", "clothing", "Warm when wet.", 6_900),
            new Line("Helmet", "safety", "Vents in front, light at the back.", 8_900),
            new Line("Dynamo Light", "safety", "Needs no battery and no thought.", 5_490),
            new Line("Tool Roll", "workshop", "Eleven tools that are used.", 3_990),
            new Line("Floor Pump", "workshop", "With a gauge that can be read.", 4_490));
    private static final List<String> SERIES = List.of("One", "Two", "Nord", "Alto", "Mini");
    private static final List<String> SIZES = List.of("S", "M", "L");
    private static final List<String> COLOURS = List.of("moss", "slate", "rust");
    private static final List<Text> TEXTS = List.of(
            new Text("care", "Looking after your %s", "Wipe the %s dry after rain and keep it out of the sun."),
            new Text("fitting", "Fitting the %s", "Fit the %s with the tools in the box and check every screw twice."),
            new Text("fault", "When the %s fails", "Look for play first. If the %s still fails, bring it to us."));

    private record Line(String name, String category, String summary, long cents) {}

    private record Text(String topic, String title, String body) {}

    private Goods() {}

    static List<Variant> write(Connection database, Dice dice) throws SQLException {
        List<Variant> all = new ArrayList<>();
        try (Rows products = Rows.into(
                        database,
                        "products",
                        "sku",
                        "name",
                        "category",
                        "summary",
                        "price",
                        "supplier",
                        "purchase_price");
                Rows variants =
                        Rows.into(database, "variants", "variant_sku", "sku", "size", "colour", "price", "stock");
                Rows documents = Rows.into(
                        database,
                        "product_documents",
                        "document_no",
                        "sku",
                        "topic",
                        "title",
                        "body",
                        "released",
                        "reviewer_note")) {
            for (int i = 0; i < LINES.size() * SERIES.size(); i++) {
                Line line = LINES.get(i / SERIES.size());
                String name = line.name() + " " + SERIES.get(i % SERIES.size());
                String sku = "P-%03d".formatted(i + 1);
                long cents = line.cents() + dice.between(0, 20) * 500L;
                products.add(
                        sku,
                        name,
                        line.category(),
                        line.summary(),
                        Dice.money(cents),
                        "Supplier " + dice.between(1, 9),
                        Dice.money(cents * 55 / 100));
                for (String size : SIZES) {
                    Variant variant = new Variant(sku + "-" + size, sku, name, cents);
                    all.add(variant);
                    variants.add(variant.sku(), sku, size, dice.pick(COLOURS), Dice.money(cents), dice.between(0, 40));
                }
                for (Text text : TEXTS) {
                    boolean released = dice.percent(85);
                    documents.add(
                            "D-%03d-%s".formatted(i + 1, text.topic()),
                            sku,
                            text.topic(),
                            text.title().formatted(name),
                            text.body().formatted(name.toLowerCase(Locale.ROOT)),
                            released,
                            released ? null : "wording not agreed with the supplier");
                }
            }
        }
        return all;
    }
}
