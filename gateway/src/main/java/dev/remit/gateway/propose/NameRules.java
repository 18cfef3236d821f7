package dev.remit.gateway.propose;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a column's name says of it, in the languages of most schemas: English, German, French, Spanish, Italian,
 * Portuguese, Dutch, Polish, Swedish, and a few words of others. All rules that match count.
 */
final class NameRules {
    /** Class, kind and meaning, then words that stand alone, and after {@code ~} such as stand within others. */
    private static final String RULES = """
            secret other|a password|password, passwd, pwd, pw, passphrase, pass phrase, passcode, pass word, passwort, kennwort, mot de passe, mdp, contrasena, clave, senha, palavra passe, wachtwoord, haslo, losenord, salasana, parola, sifre, пароль, 密码, パスワード ~password, passwort, kennwort, contrasena, wachtwoord, motdepasse
            secret other|a secret, token or code|secret, token, api key, access key, private key, auth key, encryption key, signing key, license key, ssh key, credential, credentials, bearer, jwt, cookie, session key, session id, salt, hash, digest, mnemonic, seed phrase, otp, totp, recovery code, recovery codes, backup code, backup codes, verification code, reset code, activation code, door code, gate code, entry code, alarm code, access code, unlock code, pickup code, pin, puk, security answer, geheim, geheimnis, jeton, segredo, secreto ~apikey, token, secret, privatekey, recoverycode, pwhash
            secret other|a card's security code|cvv, cvc, cvv2, cvc2, csc, card code, security code
            sensitive date|a birth date|dob, birth, born, birthday, geboren, geb, ddn ~birth, geburt, naissance, nacimiento, nascita, nascimento, geboorte, urodz, fodelse
            sensitive id|a government id|ssn, social security, nino, national insurance, national id, identity number, identity card, id card, passport, driver license, drivers license, driver licence, drivers licence, driving license, driving licence, tax id, tin, itin, tax number, steuer id, ausweis, personalausweis, fuhrerschein, nif, nie, dni, cpf, curp, rfc, bsn, pesel, cnp, nir, nhs, medicare, sozialversicherungsnummer ~passport, socialsecurity, steuernummer, steuerid, reisepass, codicefiscale, personnummer, aadhaar, ausweis, sozialversicherung, nationalid
            sensitive other|health|health, medical, disease, illness, symptom, symptoms, medication, prescription, allergies, blood type, blood group, disability, therapy, treatment, gesundheit, sante, maladie, salud, enfermedad, salute, saude, gezondheid, zdrowie, pregnancy, pregnant, hiv, icd, bmi ~health, medical, diagnos, allerg, gesundheit, krankheit, krankenkasse
            sensitive other|beliefs, origin or body|religion, faith, ethnicity, race, nationality, citizenship, political, sexual, sexual orientation, trade union, konfession, biometric, fingerprint, face id, dna, genome, minor ~religio, ethnic, nationalit, biometr, staatsangeh
            financial card|a card number|card no, card number, card num, cardno, credit card, credit card number, cc number, cc num, cc no, pan, kreditkarte, kreditkartennummer, kartennummer, numero carte, numero tarjeta, tarjeta, carta credito, cartao ~cardnumber, creditcard, kreditkarten, kartennummer
            financial iban|an IBAN|iban ~iban
            financial other|a bank account|bank account, account number, account no, acct no, acct, konto, kontonummer, routing, routing number, sort code, bic, swift, blz, bankleitzahl, rib, cuenta, conto ~bankaccount, kontonummer, bankleitzahl
            financial amount|money|amount, price, total, subtotal, balance, fee, salary, wage, income, revenue, turnover, budget, debit, discount, tax, vat, net, gross, refund, mrr, arr, ltv, credit limit, credit, loan, debt, mortgage, betrag, preis, summe, saldo, gehalt, einkommen, umsatz, montant, prix, solde, salaire, importe, precio, sueldo, importo, prezzo, stipendio, valor, preco, salario, bedrag, prijs, kwota, cena, belopp, pris ~betrag, salary, gehalt
            financial other|payment|payment, payments, paid, billing, last4, last 4, last four, card, card type, card brand, cardholder, expiry, exp month, exp year, paypal, stripe, credit score, credit rating, bonitat, zahlung, paiement, pago, pagamento, betaling, platnosc, invoice, rechnung, facture, factura ~payment, billing, zahlung, creditscore
            confidential other|the business's own figures|purchase price, cost, costs, cost price, unit cost, margin, markup, wholesale, supplier, vendor, spend, einkaufspreis, lieferant, fournisseur, proveedor, fornitore ~einkauf, supplier, margin
            legal other|a dispute|legal, dispute, claim, lawsuit, litigation, court, attorney, lawyer, chargeback, klage, rechtsstreit, gericht, anwalt, litige, avocat, abogado, litigio, ledger ~lawsuit, litig, chargeback
            security other|log-in, device or risk|login, logins, logon, signin, attempts, ip, ip address, user agent, useragent, device, mfa, 2 fa, 2fa, two factor, second factor, locked, lockout, fraud, risk, risk score, suspicious, security, permissions, session, audit ~lastlogin, failedlogin, ipaddr, useragent, fraud, twofactor
            personal email|e-mail|email, e mail, mail, courriel, correo, posta, epost, e post, почта, メール, 邮箱 ~email, courriel, correoelectronico
            personal phone|phone|phone, telephone, tel, mobile, cell, fax, msisdn, whatsapp, telefon, handy, mobil, rufnummer, portable, telefono, movil, celular, cellulare, telefone, telemovel, telefoon, komorka, puhelin, телефон, 电话, 電話 ~phone, telefon, mobilnu, handynu, telefoon, rufnummer
            personal name|a person's name|first name, last name, full name, surname, given name, family name, forename, middle name, maiden name, nickname, nick name, display name, user name, username, contact name, customer name, client name, holder, recipient, fname, lname, vorname, nachname, familienname, prenom, nom, nombre, apellido, apellidos, nome, cognome, sobrenome, apelido, voornaam, achternaam, imie, nazwisko, fornamn, efternamn, etunimi, sukunimi, soyad, имя, фамилия, 姓名, 氏名, contact, employee, staff, author, kontakt, ansprechpartner, mitarbeiter ~firstname, lastname, fullname, surname, vorname, nachname
            personal address|an address|address, addr, street, city, town, suburb, county, province, country, house no, house number, apartment, strasse, str, ort, stadt, wohnort, hausnummer, anschrift, adresse, land, rue, ville, pays, calle, direccion, ciudad, pais, via, indirizzo, citta, paese, rua, endereco, cidade, straat, woonplaats, ulica, miasto, adres, gata, адрес, 地址, 住所 ~address, strasse, anschrift, adresse, direccion, indirizzo, endereco
            personal postcode|a postcode|postcode, post code, postal code, postal, zip, zipcode, plz, code postal, codigo postal, cap, cep, kod pocztowy, postnummer ~postcode, postleitzahl, zipcode, postalcode
            personal other|something about a person|gender, sex, age, marital status, salutation, company, employer, job title, occupation, profession, photo, avatar, picture, signature, url, website, homepage, profile, linkedin, twitter, facebook, instagram, coordinates, latitude, longitude, lat, lng, lon, geo, location, vin, plate, license plate, mac, imei, imsi, beruf, alter, firma, geschlecht, anrede, sexe, genero, sesso ~latitude, longitude, gender, geschlecht
            support text|free text|note, notes, comment, comments, remark, remarks, message, body, description, details, text, content, feedback, review, reason, resolution, subject, transcript, summary, bio, about, memo, notiz, notizen, bemerkung, bemerkungen, kommentar, nachricht, beschreibung, betreff, commentaire, remarque, comentario, comentarios, nota, notas, observaciones, mensaje, descripcion, commento, messaggio, descrizione, observacao, mensagem, descricao, opmerking, bericht, omschrijving, uwagi, komentarz, wiadomosc, opis, anmarkning, meddelande ~comment, bemerkung, kommentar, notiz, freitext, freetext
            """;

    private static final List<Rule> ALL = RULES.lines().map(NameRules::rule).toList();

    /** What a name ends in that tells rows or times apart, or says how things stand: no more than that. */
    private static final String PLAIN =
            "id, ids, uuid, guid, ref, reference, number, num, no, nr, code, key, sku, status, state, stage,"
                    + " type, kind, category, plan, tier, level, priority, language, locale, lang, currency, timezone, zone,"
                    + " channel, topic, queue, active, enabled, verified, confirmed, deleted, archived, consent, subscribed,"
                    + " newsletter, version, quantity, qty, count, position, rank, size, color, colour, weight, unit, carrier,"
                    + " tracking, at, on, date, time, timestamp, created, updated, modified, year, month, day, until, since, from,"
                    + " nummer, zustand, statut, estado, stato, anzahl, menge, sprache, wahrung, langue, devise, idioma, moneda,"
                    + " lingua, valuta, datum, fecha, numero, typ, tipo, eta, title, titel, titre, titulo, available, stock";

    private static final List<String> PLAIN_WORDS = List.of(PLAIN.split(", *"));

    private static final List<String> PART_OF_CARD =
            List.of("last", "last4", "type", "brand", "expiry", "exp", "holder", "month", "year");

    /** People write them, where people write to each other. */
    private static final List<String> HEADINGS = List.of("title", "titel", "titre", "titulo", "titolo", "headline");

    private record Rule(
            DataClass dataClass, Kind kind, String meaning, List<List<String>> phrases, List<String> stems) {
        boolean matches(Words name) {
            return phrases.stream().anyMatch(name::hasPhrase) || stems.stream().anyMatch(name.joined()::contains);
        }
    }

    private NameRules() {}

    private static Rule rule(String line) {
        String[] parts = line.split("\\|", -1);
        String[] names = parts[0].split(" ", -1);
        String[] words = parts[2].split("~", -1);
        return new Rule(
                DataClass.valueOf(names[0].toUpperCase(Locale.ROOT)),
                Kind.valueOf(names[1].toUpperCase(Locale.ROOT)),
                parts[1],
                Arrays.stream(words[0].split(",", -1))
                        .map(phrase -> Words.of(phrase).all())
                        .filter(phrase -> !phrase.isEmpty())
                        .toList(),
                words.length == 1
                        ? List.of()
                        : Arrays.stream(words[1].split(",", -1))
                                .map(String::strip)
                                .toList());
    }

    /**
     * What a column's name says.
     *
     * @param domain what the table is about: where it holds things and not people, a name is a thing's, and a price is what
     *     everybody pays
     * @param addresses whether the table has a street or postcode, so that a state is one of a country
     */
    static List<Evidence> judge(String column, Domain domain, boolean addresses) {
        Words name = Words.of(column);
        boolean goods = domain == Domain.GOODS;
        List<Evidence> found = new ArrayList<>();
        for (Rule rule : ALL) {
            if (!rule.matches(name) || (goods && ofThings(rule, name))) {
                continue;
            }
            Kind kind = rule.kind();
            if (kind == Kind.CARD && PART_OF_CARD.stream().anyMatch(name::has)) {
                kind = Kind.OTHER;
            }
            DataClass dataClass = goods && rule.kind() == Kind.TEXT ? DataClass.INTERNAL : rule.dataClass();
            found.add(new Evidence(dataClass, kind, Evidence.From.NAME, "name says " + rule.meaning()));
        }
        if (!goods
                && found.isEmpty()
                && (name.last().equals("name") || name.last().equals("namen"))) {
            found.add(new Evidence(DataClass.PERSONAL, Kind.NAME, Evidence.From.NAME, "name says a name"));
        }
        if (domain == Domain.SUPPORT && HEADINGS.contains(name.last())) {
            found.add(new Evidence(DataClass.SUPPORT, Kind.TEXT, Evidence.From.NAME, "name says free text"));
        }
        if (addresses && (name.joined().equals("state") || name.joined().equals("region"))) {
            found.add(new Evidence(DataClass.PERSONAL, Kind.ADDRESS, Evidence.From.NAME, "name says an address"));
        }
        if (found.isEmpty() && (plain(name) || (goods && (name.last().equals("name") || name.has("price"))))) {
            boolean id = identifies(name);
            found.add(new Evidence(
                    domain.plainClass(),
                    id ? Kind.ID : Kind.OTHER,
                    Evidence.From.PLAIN,
                    id ? "name says an id" : "name says how things stand"));
        }
        return found;
    }

    private static boolean ofThings(Rule rule, Words name) {
        return rule.kind() == Kind.AMOUNT
                || (rule.kind() == Kind.NAME && !name.has("contact"))
                || (rule.kind() == Kind.ADDRESS && name.all().size() == 1);
    }

    /** Whether a name says no more than a state, a time, a count or an id. */
    private static boolean plain(Words name) {
        return PLAIN_WORDS.contains(name.last())
                || name.has("is")
                || name.has("has")
                || (!name.all().isEmpty() && PLAIN_WORDS.contains(name.all().getFirst()));
    }

    /** Whether a name is one of an id. */
    static boolean identifies(Words name) {
        return switch (name.last()) {
            case "id", "ids", "uuid", "guid", "no", "nr", "number", "num", "ref", "reference", "nummer", "numero" ->
                true;
            default -> false;
        };
    }
}
