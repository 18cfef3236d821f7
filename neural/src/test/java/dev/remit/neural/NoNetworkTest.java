package dev.remit.neural;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reads customers' texts must not be able to tell anybody. */
class NoNetworkTest {
    @Test
    void onnxRuntimeHasNoMeansToReachTheNetwork() throws IOException {
        for (String place : List.of("linux-x64/libonnxruntime.so", "linux-aarch64/libonnxruntime.so")) {
            try (InputStream in = OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + place)) {
                assertThat(in).isNotNull();
                String code = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(code.contains("dlopen")).isTrue(); // what it calls is named in it
                for (String way : List.of("getaddrinfo", "gethostbyname", "sendto", "events.data.microsoft.com")) {
                    assertThat(code.contains(way)).as(place + ": " + way).isFalse();
                }
            }
        }
    }

    /** Others of that library fetch models from the network, report to its makers, or look for a graphics card. */
    @Test
    void ofTheTokenizersOnlyTheNativeMethodsAreCalled() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("ai\\.djl\\..*(?<!\\.TokenizersLibrary|\\.CharSpan)")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.sql..")
                .orShould()
                .callMethod(
                        ai.djl.huggingface.tokenizers.jni.TokenizersLibrary.class,
                        "createTokenizer",
                        String.class,
                        String.class)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.remit.neural"));
    }
}
