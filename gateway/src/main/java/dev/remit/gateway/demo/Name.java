package dev.remit.gateway.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A name as its bearer writes it.
 *
 * @param ascii as it stands in an e-mail address
 */
record Name(String text, String ascii) {
    static final List<Name> FIRST = list(
            "Ada",
            "Bruno",
            "Carla",
            "Dario",
            "Edda",
            "Felix",
            "Greta",
            "Hugo",
            "Ines",
            "Jonas",
            "Karim",
            "Leila",
            "Mara",
            "Nils",
            "Olga",
            "Pavel",
            "Quinn",
            "Rosa",
            "Samir",
            "Tilda",
            "Ugo",
            "Vera",
            "Wanda",
            "Xenia",
            "Yara",
            "Zeno",
            "Amara",
            "Boris",
            "Chidi",
            "Delia",
            "Emre",
            "Farah",
            "Goran",
            "Hanna",
            "Ivo",
            "Juno",
            "Zoë=zoe",
            "Łukasz=lukasz",
            "Søren=soren",
            "José=jose",
            "Aoife",
            "Renée=renee",
            "Jürgen=juergen",
            "Đorđe=dorde",
            "Çağla=cagla",
            "Siân=sian",
            "Ngọc=ngoc",
            "Иван=ivan",
            "Ελένη=eleni",
            "美咲=misaki",
            "서연=seoyeon",
            "यश=yash");

    static final List<Name> LAST = list(
            "Vance",
            "Harrow",
            "Linden",
            "Okoro",
            "Petrov",
            "Quade",
            "Rask",
            "Sommer",
            "Tanaka",
            "Ueda",
            "Velasco",
            "Winter",
            "Yildiz",
            "Zeller",
            "Abbott",
            "Brandt",
            "Castell",
            "Dorn",
            "Ekman",
            "Falk",
            "Garner",
            "Holt",
            "Ibarra",
            "Jansen",
            "Kessler",
            "Lund",
            "Moreau",
            "Novak",
            "Osei",
            "Prior",
            "Roth",
            "Sand",
            "Thorne",
            "Ulrich",
            "Varga",
            "Wolff",
            "Yates",
            "Zorn",
            "O'Dell=odell",
            "van der Meer=vandermeer",
            "Müller=mueller",
            "Nuñez=nunez",
            "Bjørnsen=bjornsen",
            "Kovačić=kovacic",
            "Wiśniewska=wisniewska",
            "Öztürk=oeztuerk",
            "Saint-Clair=saintclair",
            "Nguyễn=nguyen",
            "Смирнов=smirnov",
            "Παππά=pappa",
            "山本=yamamoto",
            "김=kim");

    private static List<Name> list(String... names) {
        return Arrays.stream(names).map(Name::of).toList();
    }

    private static Name of(String written) {
        int equals = written.indexOf('=');
        return equals < 0
                ? new Name(written, written.toLowerCase(Locale.ROOT))
                : new Name(written.substring(0, equals), written.substring(equals + 1));
    }
}
