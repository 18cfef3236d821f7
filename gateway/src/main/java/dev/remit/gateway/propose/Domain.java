package dev.remit.gateway.propose;

import dev.remit.core.catalog.DataClass;
import java.util.List;

/** What a table is about, as far as its name tells. The first that fits. */
enum Domain {
    LEGAL(DataClass.LEGAL, true, "legal, dispute, claim, complaint, lawsuit, klage, litige, litigio, rechtsstreit"),
    HEALTH(
            DataClass.SENSITIVE,
            true,
            "health, medical, diagnosis, diagnose, prescription, treatment, lab, allergy, medication, vaccination,"
                    + " therapy, befund, rezept"),
    LOGIN(
            DataClass.SECURITY,
            true,
            "credential, login, logon, session, password, auth, authentication, mfa, otp, device, token, audit, secret,"
                    + " apikey, incident"),
    MONEY(
            DataClass.FINANCIAL,
            true,
            "payment, invoice, billing, bill, transaction, refund, payout, ledger, balance, charge, card, wallet, loan,"
                    + " credit, debit, payroll, salary, rechnung, rechnungen, zahlung, zahlungen, facture, paiement,"
                    + " factura, pago, fattura, pagamento, factuur, betaling, faktura"),
    SUPPORT(
            DataClass.SUPPORT,
            false,
            "ticket, message, conversation, chat, case, call, comment, feedback, review, note, thread, inquiry, enquiry,"
                    + " anfrage, anfragen, nachricht, nachrichten"),
    ACTIVITY(
            DataClass.ACTIVITY,
            false,
            "order, shipment, delivery, booking, reservation, cart, basket, return, fulfillment, fulfilment, tracking,"
                    + " purchase, event, usage, visit, bestellung, bestellungen, lieferung, lieferungen, commande, pedido,"
                    + " ordine, ordini, encomenda, zamowienie"),
    PERSON(
            DataClass.ACCOUNT,
            false,
            "customer, user, client, member, account, person, contact, patient, guest, subscriber, student, lead, employee,"
                    + " kunde, kunden, benutzer, mitglied, mitglieder, utilisateur, cliente, clienti, usuario, utente, klant,"
                    + " klanten, gebruiker, klient, klienci, kund, kunder, persona, personne"),
    GOODS(
            DataClass.INTERNAL,
            false,
            "product, variant, sku, item, category, catalog, article, country, currency, language, faq, page, help,"
                    + " brand, warehouse, unit, size, colour, color, tag, artikel, produkt, produkte, produit, producto,"
                    + " prodotto, prodotti, produto, kategorie, kategorien, categorie"),
    OTHER(DataClass.ACCOUNT, false, "");

    private final DataClass plainClass;
    private final boolean floor;
    private final String words;

    Domain(DataClass plainClass, boolean floor, String words) {
        this.plainClass = plainClass;
        this.floor = floor;
        this.words = ", " + words + ",";
    }

    /** The domain of a table. */
    static Domain of(Words table) {
        List<String> all = table.singular().all();
        for (Domain domain : values()) {
            if (all.stream()
                    .anyMatch(word -> domain.names(word)
                            || domain.names(Words.of(word).singular().joined()))) {
                return domain;
            }
        }
        return OTHER;
    }

    /** The class of states, times and the like in such a table. */
    DataClass plainClass() {
        return plainClass;
    }

    /** Whether nothing in such a table is handled laxer than {@link #plainClass}. */
    boolean isFloor() {
        return floor;
    }

    private boolean names(String word) {
        return words.contains(", " + word + ",");
    }
}
