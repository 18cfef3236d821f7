package dev.remit.privacy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PRIVACY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.remit.privacy");

    @Test
    void theLibraryNeedsOnlyTheJdkAndJspecify() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.remit.privacy.detect..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.remit.privacy..", "java..", "javax.crypto..", "org.jspecify..")
                .check(PRIVACY);
    }

    @Test
    void theDetectorNeedsPhoneMetadataAndLinearPatternsBesides() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.remit.privacy..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "com.google.i18n.phonenumbers..",
                        "com.google.re2j..")
                .check(PRIVACY);
    }

    @Test
    void onlyTheGuardsFingerprintsAndTheWordListsTouchFiles() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.remit.privacy.guard..")
                .and()
                .doNotHaveFullyQualifiedName("dev.remit.privacy.detect.prose.Lists")
                .and()
                .haveNameNotMatching(".*\\.RecogniserPlugin\\$Wanted") // says where something lies, and reads nothing
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.sql..")
                .check(PRIVACY);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.sql..")
                .check(PRIVACY);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.remit.privacy.(*)..").should().beFreeOfCycles().check(PRIVACY);
    }
}
