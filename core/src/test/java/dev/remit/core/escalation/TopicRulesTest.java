package dev.remit.core.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRulesTest {
    private static List<Topic> topics(String text) {
        return TopicRules.find(text).stream().map(TopicRules.Found::topic).toList();
    }

    @ParameterizedTest
    @EnumSource(names = "BOUNDARY", mode = EnumSource.Mode.EXCLUDE)
    void eachSentenceOfATopicIsFound(Topic topic) {
        List<String> sentences =
                String.valueOf(Sentences.BY_TOPIC.get(topic)).lines().toList();
        assertThat(sentences).hasSizeGreaterThanOrEqualTo(15);
        List<String> missed = new ArrayList<>(sentences);
        missed.removeIf(sentence -> topics(sentence).contains(topic));
        assertThat(missed).isEmpty();
    }

    @Test
    void ofAHundredHarmlessSentencesAtMostTwoAreFound() {
        assertThat(Sentences.HARMLESS).hasSize(100).doesNotHaveDuplicates();
        List<String> found = Sentences.HARMLESS.stream()
                .filter(sentence -> !TopicRules.find(sentence).isEmpty())
                .map(sentence -> sentence + " " + TopicRules.find(sentence))
                .toList();
        assertThat(found).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I WANT TO COMPLAIN",
                "I want to compláin",
                "I want to com\u200Bplain",
                "I want to complaaaaaain",
                "I want to ｃｏｍｐｌａｉｎ",
                "I want\tto\ncom\u00ADplain",
            })
    void howItIsWrittenDoesNotMatter(String text) {
        assertThat(topics(text)).contains(Topic.COMPLAINT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I have no complaint | I have a complaint | COMPLAINT",
                "das ist keine Beschwerde | das ist eine Beschwerde | COMPLAINT",
                "ce n'est pas une réclamation | c'est une réclamation | COMPLAINT",
                "no es una queja | es una queja | COMPLAINT",
                "non è un reclamo | è un reclamo | COMPLAINT",
                "het is geen klacht | het is een klacht | COMPLAINT",
                "não é uma reclamação | é uma reclamação | COMPLAINT",
                "I am not furious | I am furious | ANGRY",
            })
    void aNegationTakesAPhraseBack(String negated, String said, Topic topic) {
        assertThat(topics(negated)).doesNotContain(topic);
        assertThat(topics(said)).contains(topic);
    }

    @Test
    void aNegationBeforeACommaDoesNot() {
        assertThat(topics("No, I have a complaint.")).contains(Topic.COMPLAINT);
    }

    @Test
    void aNegationDoesNotHideSelfHarmOrALegalThreat() {
        assertThat(topics("I do not want to kill myself")).containsExactly(Topic.SELF_HARM);
        assertThat(topics("I will not hesitate to call my lawyer")).containsExactly(Topic.LEGAL);
    }

    @Test
    void whatWeighsMostComesFirst() {
        assertThat(topics("This is ridiculous, I will complain, call my lawyer, and then kill myself"))
                .containsExactly(Topic.SELF_HARM, Topic.LEGAL, Topic.COMPLAINT, Topic.ANGRY);
    }

    @Test
    void aFindingNamesARuleAndNotTheText() {
        assertThat(TopicRules.find("Hello, Zanzibara Quillfeather here, I want to complain"))
                .singleElement()
                .satisfies(found -> assertThat(found.rule()).matches("complaint\\.en\\.[0-9]+"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4999 euros | false",
                "5000 euros | true",
                "€5.000,00 | true",
                "49.99 € | false",
                "$4,999.99 | false",
                "12k € | true",
                "order 123456 | false",
                "EUR 7 000 | true",
                "I have 99999 points | false",
            })
    void amountsAreHighFromFiveThousand(String text, boolean high) {
        assertThat(topics(text).contains(Topic.HIGH_VALUE)).isEqualTo(high);
    }

    @Test
    void onlyTheBeginningOfAVeryLongTextIsLookedAt() {
        String text = "x ".repeat(TopicRules.LONGEST / 2);
        assertThat(topics(text + "I want to complain")).isEmpty();
        assertThat(topics(text.substring(40) + "I want to complain")).contains(Topic.COMPLAINT);
    }

    @Test
    void anyTextCanBeLookedAt() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(80); j > 0; j--) {
                text.append((char) random.nextInt(0x10000));
            }
            assertThat(TopicRules.find(text.toString())).isNotNull();
        }
        for (String text :
                List.of("", " ", "\uD800", ".", "?", "5", "k€", "€", "0".repeat(10_000), "a".repeat(10_000))) {
            assertThat(TopicRules.find(text)).isEmpty();
        }
        assertThat(topics("???")).containsExactly(Topic.UNCLEAR);
    }
}
