package dev.remit.privacy.anonymise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProposerTest {
    @Test
    void rolesFollowValuesThenNamesThenShapes() {
        Proposer proposer = new Proposer(List.of(
                "customer_id",
                "full_name",
                "contact",
                "age",
                "born",
                "zip",
                "plan_name",
                "diagnosis",
                "note",
                "region",
                "code"));
        for (int i = 0; i < 40; i++) {
            proposer.add(List.of(
                    Integer.toString(7000 + i),
                    "Anna Berg",
                    "a" + i + "@mail.example",
                    Integer.toString(20 + i % 30),
                    "19%02d-03-0%d".formatted(50 + i, 1 + i % 9),
                    "1011" + i % 10,
                    i % 2 == 0 ? "pro" : "free",
                    i % 3 == 0 ? "flu" : "cold",
                    "The parcel did not arrive on time",
                    "EU",
                    "Q" + i + "X"));
        }
        assertThat(proposer.propose())
                .extracting(each -> each.treatment().role())
                .containsExactly(
                        "direct",
                        "direct",
                        "direct",
                        "quasi",
                        "quasi",
                        "quasi",
                        "quasi",
                        "sensitive",
                        "text",
                        "keep",
                        "direct");
        assertThat(proposer.propose().get(2).reason()).isEqualTo("many of its values look like email");
    }

    @Test
    void whatIsNotKnownIsNeverKept() {
        Proposer proposer = new Proposer(List.of("x", "y"));
        proposer.add(List.of("a", "1"));
        proposer.add(List.of("b", "2"));

        assertThat(proposer.propose())
                .extracting(each -> each.treatment().role())
                .containsOnly("quasi");
    }

    @Test
    void columnsOfOtherLanguagesAreUnderstood() {
        Proposer proposer = new Proposer(List.of("Kunden-Nr", "Nachname", "Diagnose", "PLZ", "Gehalt", "salaire"));
        for (int i = 0; i < 40; i++) {
            proposer.add(List.of(
                    Integer.toString(i / 2),
                    "Meier",
                    i % 2 == 0 ? "Grippe" : "Krebs",
                    "1011" + i % 10,
                    Integer.toString(3000 + i),
                    Integer.toString(2000 + i)));
        }
        assertThat(proposer.propose())
                .extracting(each -> each.treatment().role())
                .containsExactly("direct", "direct", "sensitive", "quasi", "sensitive", "sensitive");
    }
}
