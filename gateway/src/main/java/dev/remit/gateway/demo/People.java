package dev.remit.gateway.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers. Brands alternate, so that neighbouring ids belong to different tenants. Two in 25 have the name of an
 * earlier customer of the same brand, and half of those the postcode too; two in 50 are one person whom both brands
 * know under one address.
 */
final class People {
    /** Numbers that card networks publish for tests. */
    static final List<String> CARDS =
            List.of("4111111111111111", "4242424242424242", "5555555555554444", "5105105105105100", "378282246310005");

    private static final List<String> STREETS = List.of(
            "Lantern Lane",
            "Quarry Road",
            "Mill Street",
            "Orchard Row",
            "Harbour Walk",
            "Kiln Close",
            "Birch Avenue",
            "Tannery Yard",
            "Weir Path",
            "Chapel Hill",
            "Sägegasse",
            "Am Tümpel",
            "Rue du Puits",
            "Calle Olmo");
    private static final List<Place> PLACES = List.of(
            new Place("DE", "de", List.of("Oberlinden", "Grünwerder", "Salzhof"), "+49 30 23125 ###"),
            new Place("GB", "en", List.of("Market Fenwick", "Little Harrow", "Stonebeck"), "+44 20 7946 0###"),
            new Place("FR", "fr", List.of("Saint-Aubry", "Montclair-le-Puits"), "+33 1 99 00 1###"),
            new Place("US", "en", List.of("Pine Hollow", "Cedar Bend"), "+1 202-555-01##"));
    private static final List<String> MAIL = List.of("mail.example", "post.example", "inbox.example");
    private static final List<String> HEALTH =
            List.of("asked for an adapted handlebar after a wrist injury", "needs step-free access to the workshop");

    /** Where somebody lives; the phone numbers are those that the country reserves for fiction. */
    private record Place(String country, String language, List<String> cities, String phone) {}

    private final Dice dice;
    private final List<Customer> customers = new ArrayList<>(ShopGenerator.CUSTOMERS);

    private People(Dice dice) {
        this.dice = dice;
    }

    static List<Customer> write(Connection database, Dice dice) throws SQLException {
        People people = new People(dice);
        try (Rows rows = Rows.into(
                database,
                "customers",
                "customer_id",
                "brand",
                "first_name",
                "last_name",
                "email",
                "phone",
                "street",
                "city",
                "postcode",
                "country",
                "language",
                "tier",
                "marketing_consent",
                "created_at",
                "born",
                "tax_id",
                "health_note",
                "card_no",
                "iban")) {
            for (int i = 0; i < ShopGenerator.CUSTOMERS; i++) {
                people.add(rows, i);
            }
        }
        return people.customers;
    }

    private void add(Rows rows, int number) throws SQLException {
        int brand = number % ShopGenerator.TENANTS.size();
        Place place = dice.pick(PLACES);
        Name first = dice.pick(Name.FIRST);
        Name last = dice.pick(Name.LAST);
        String email = address(first, last, number);
        String postcode = orNull(3, dice.digits(5));
        if (number >= 100 && number % 25 < 2) {
            Customer namesake = customers.get(number - 98);
            first = namesake.first();
            last = namesake.last();
            postcode = number % 50 < 2 ? namesake.postcode() : postcode;
        }
        if (number % 50 == 11) {
            Customer neighbour = customers.get(number - 1);
            first = neighbour.first();
            last = neighbour.last();
            email = neighbour.email();
        } else if (number % 50 != 10) {
            email = orNull(4, email);
        }
        Customer customer = new Customer(
                "C-%06d".formatted(number + 1),
                ShopGenerator.TENANTS.get(brand),
                first,
                last,
                email,
                orNull(10, number(place.phone())),
                orNull(3, dice.between(1, 180) + " " + dice.pick(STREETS)),
                postcode,
                orNull(20, dice.pick(CARDS)),
                orNull(60, Iban.impossible(dice)),
                dice.within(2_000));
        customers.add(customer);
        Instant since = customer.since();
        rows.add(
                customer.id(),
                customer.brand(),
                first.text(),
                last.text(),
                email,
                customer.phone(),
                customer.street(),
                dice.pick(place.cities()),
                postcode,
                place.country(),
                place.language(),
                dice.pick(List.of("basic", "basic", "silver", "gold")),
                dice.percent(40),
                since,
                born(since),
                orNull(50, "000-" + dice.digits(2) + "-" + dice.digits(4)),
                dice.percent(3) ? dice.pick(HEALTH) : null,
                customer.cardNo(),
                customer.iban());
    }

    private String address(Name first, Name last, int number) {
        String local = dice.percent(50) ? first.ascii() + "." + last.ascii() : last.ascii();
        return local + (number + 1) + "@" + dice.pick(MAIL);
    }

    private String number(String form) {
        int digits = form.length() - form.indexOf('#');
        return form.substring(0, form.length() - digits) + dice.digits(digits);
    }

    private @Nullable LocalDate born(Instant since) {
        return dice.percent(15) ? null : Dice.day(since).minusDays(dice.between(18 * 366, 80 * 365));
    }

    private @Nullable String orNull(int percentNull, String value) {
        return dice.percent(percentNull) ? null : value;
    }
}
