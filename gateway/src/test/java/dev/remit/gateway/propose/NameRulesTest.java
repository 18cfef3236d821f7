package dev.remit.gateway.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Names;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameRulesTest {
    @ParameterizedTest
    @CsvSource({
        "password_hash, SECRET, OTHER",
        "userPwd, SECRET, OTHER",
        "Kennwort, SECRET, OTHER",
        "mot_de_passe, SECRET, OTHER",
        "contraseña, SECRET, OTHER",
        "пароль, SECRET, OTHER",
        "api_key, SECRET, OTHER",
        "refreshToken, SECRET, OTHER",
        "recovery_codes, SECRET, OTHER",
        "door_code, SECRET, OTHER",
        "cvv2, SECRET, OTHER",
        "PIN, SECRET, OTHER",
        "dob, SENSITIVE, DATE",
        "birth_date, SENSITIVE, DATE",
        "Geburtsdatum, SENSITIVE, DATE",
        "date_de_naissance, SENSITIVE, DATE",
        "fecha_nacimiento, SENSITIVE, DATE",
        "data_urodzenia, SENSITIVE, DATE",
        "ssn, SENSITIVE, ID",
        "passport_no, SENSITIVE, ID",
        "steuerId, SENSITIVE, ID",
        "dni, SENSITIVE, ID",
        "codice_fiscale, SENSITIVE, ID",
        "personnummer, SENSITIVE, ID",
        "health_note, SENSITIVE, OTHER",
        "Diagnose, SENSITIVE, OTHER",
        "religion, SENSITIVE, OTHER",
        "nationality, SENSITIVE, OTHER",
        "card_no, FINANCIAL, CARD",
        "creditCardNumber, FINANCIAL, CARD",
        "Kreditkartennummer, FINANCIAL, CARD",
        "card_last4, FINANCIAL, OTHER",
        "iban, FINANCIAL, IBAN",
        "Kontonummer, FINANCIAL, OTHER",
        "monthly_price, FINANCIAL, AMOUNT",
        "Gehalt, FINANCIAL, AMOUNT",
        "salaire, FINANCIAL, AMOUNT",
        "purchase_price, CONFIDENTIAL, OTHER",
        "supplier, CONFIDENTIAL, OTHER",
        "lawsuit, LEGAL, OTHER",
        "last_login_ip, SECURITY, OTHER",
        "failed_logins, SECURITY, OTHER",
        "risk_score, SECURITY, OTHER",
        "email, PERSONAL, EMAIL",
        "E-Mail-Adresse, PERSONAL, EMAIL",
        "courriel, PERSONAL, EMAIL",
        "mobile, PERSONAL, PHONE",
        "Kundentelefonnummer, PERSONAL, PHONE",
        "téléphone, PERSONAL, PHONE",
        "telefono_movil, PERSONAL, PHONE",
        "first_name, PERSONAL, NAME",
        "LastName, PERSONAL, NAME",
        "Nachname, PERSONAL, NAME",
        "prénom, PERSONAL, NAME",
        "apellidos, PERSONAL, NAME",
        "cognome, PERSONAL, NAME",
        "nazwisko, PERSONAL, NAME",
        "姓名, PERSONAL, NAME",
        "name, PERSONAL, NAME",
        "street, PERSONAL, ADDRESS",
        "Straße, PERSONAL, ADDRESS",
        "ciudad, PERSONAL, ADDRESS",
        "address1, PERSONAL, ADDRESS",
        "zip, PERSONAL, POSTCODE",
        "PLZ, PERSONAL, POSTCODE",
        "code_postal, PERSONAL, POSTCODE",
        "gender, PERSONAL, OTHER",
        "note, SUPPORT, TEXT",
        "Bemerkung, SUPPORT, TEXT",
        "comentarios, SUPPORT, TEXT",
        "status, ACCOUNT, OTHER",
        "created_at, ACCOUNT, OTHER",
        "order_no, ACCOUNT, ID",
        "is_active, ACCOUNT, OTHER",
    })
    void aNameSaysItsClass(String name, DataClass dataClass, Kind kind) {
        List<Evidence> found = NameRules.judge(name, Domain.OTHER, false);
        assertThat(found).as(name).isNotEmpty();
        assertThat(Evidence.strictest(found).dataClass()).as(name).isEqualTo(dataClass);
        assertThat(found.stream().map(Evidence::kind)).as(name).contains(kind);
    }

    @Test
    void whatNobodyKnowsSaysNothing() {
        assertThat(NameRules.judge("xq7_flurb", Domain.OTHER, false)).isEmpty();
        assertThat(NameRules.judge("", Domain.OTHER, false)).isEmpty();
    }

    @Test
    void aThingsNameAndPriceAreNoPersonsAndNoCustomers() {
        assertThat(Evidence.strictest(NameRules.judge("name", Domain.GOODS, false))
                        .level())
                .isZero();
        assertThat(Evidence.strictest(NameRules.judge("price", Domain.GOODS, false))
                        .level())
                .isZero();
        assertThat(Evidence.strictest(NameRules.judge("contact_name", Domain.GOODS, false))
                        .dataClass())
                .isEqualTo(DataClass.PERSONAL);
    }

    @Test
    void aStateBesideAStreetIsAnAddress() {
        assertThat(Evidence.strictest(NameRules.judge("state", Domain.PERSON, true))
                        .kind())
                .isEqualTo(Kind.ADDRESS);
        assertThat(Evidence.strictest(NameRules.judge("state", Domain.ACTIVITY, false))
                        .level())
                .isZero();
    }

    @Test
    void tablesOfMoneyLogInsAndDisputesAreKnownByTheirNames() {
        assertThat(Domain.of(Words.of("invoice_lines"))).isEqualTo(Domain.MONEY);
        assertThat(Domain.of(Words.of("user_sessions"))).isEqualTo(Domain.LOGIN);
        assertThat(Domain.of(Words.of("legal_claims"))).isEqualTo(Domain.LEGAL);
        assertThat(Domain.of(Words.of("OrderItems"))).isEqualTo(Domain.ACTIVITY);
        assertThat(Domain.of(Words.of("product_reviews"))).isEqualTo(Domain.SUPPORT);
        assertThat(Domain.of(Words.of("products"))).isEqualTo(Domain.GOODS);
        assertThat(Domain.of(Words.of("Kunden"))).isEqualTo(Domain.PERSON);
        assertThat(Domain.of(Words.of("flurbs"))).isEqualTo(Domain.OTHER);
    }

    @Test
    void namesBecomeThoseThatACatalogTakes() {
        Naming naming = Naming.resources(java.util.Set.of("order"));
        assertThat(naming.resource("sales.customers")).isEqualTo("customer");
        assertThat(naming.resource("Order Items")).isEqualTo("order_item");
        assertThat(naming.resource("orders")).isEqualTo("order_2");
        assertThat(naming.resource("packages")).isEqualTo("package_row");
        assertThat(naming.resource("заказы")).isEqualTo("row");
        assertThat(naming.resource("2024_sales")).isEqualTo("row_2024_sale");
        assertThat(naming.resource("addresses")).isEqualTo("address");
        assertThat(naming.resource("categories")).isEqualTo("category");
        Naming fields = Naming.fields();
        assertThat(fields.field("address1")).isEqualTo("address1");
        assertThat(fields.field("firstName")).isEqualTo("first_name");
        assertThat(fields.field("first name")).isEqualTo("first_name_2");
        assertThat(fields.field("in")).isEqualTo("in_value");
        assertThat(Names.isColumn("a\nb")).isFalse();
        assertThat(Names.isColumn("größe in cm")).isTrue();
    }
}
