package dev.remit.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house's rules for the one program. */
class GatewayArchitectureTest {
    private static final String BASE = "dev.remit.gateway";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.remit.gateway");
        assertThat(classes).hasSizeGreaterThan(200);
    }

    @Test
    void nothingImportsAWireButTheWiring() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE, BASE + ".mcp..", BASE + ".rest..", BASE + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + ".mcp..", BASE + ".rest..")
                .check(classes);
    }

    @Test
    void noWireSeesBehindTheDoor() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".mcp..", BASE + ".rest..", BASE + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        BASE + ".line..",
                        BASE + ".source..",
                        BASE + ".state..",
                        BASE + ".record..",
                        BASE + ".key..",
                        BASE + ".grant..",
                        BASE + ".identity..",
                        "dev.remit.ledger..")
                .check(classes);
    }

    @Test
    void nothingHereSeesTheConditionLanguagesEngine() {
        noClasses().should().dependOnClassesThat().resideInAPackage("dev.cel..").check(classes);
    }

    @Test
    void sourcesAreAskedByTheLineItsFactsAndTheVersionOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        BASE + ".source..",
                        BASE + ".line..",
                        BASE + ".facts..",
                        BASE + ".serving..",
                        BASE + ".upstream..",
                        BASE + ".guard..",
                        BASE,
                        BASE + ".propose..",
                        BASE + ".cli..",
                        BASE + ".contracttest..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + ".source..")
                .check(classes);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(classes);
    }

    @Test
    void timeAndRandomnessAreHandedIn() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".cli..", BASE + ".demo..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(classes);
    }

    /**
     * Packages, of which four still know each other and are taken as one: {@code grant} makes changes of {@code state}
     * (Conversation), {@code state} holds grants and agents, and {@code identity} writes records and state (AgentDesk).
     * No other package may join them.
     */
    private static final class Packages implements SliceAssignment {
        private static final Set<String> TANGLED = Set.of("grant", "state", "identity", "record");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            if (!one.getPackageName().startsWith(BASE + ".")) {
                return SliceIdentifier.ignore();
            }
            String name = one.getPackageName().substring(BASE.length() + 1).replaceFirst("\\..*", "");
            return SliceIdentifier.of(TANGLED.contains(name) ? "what is known" : name);
        }

        @Override
        public String getDescription() {
            return "packages of the gateway";
        }
    }
}
