package dev.remit.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theJournalDependsOnThePlatformOnly() {
        JavaClasses journal = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.remit.ledger");
        classes()
                .that()
                .resideInAPackage("dev.remit.ledger..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.remit.ledger..", "java..", "com.sun.net.httpserver..", "org.jspecify..")
                .check(journal);
    }
}
