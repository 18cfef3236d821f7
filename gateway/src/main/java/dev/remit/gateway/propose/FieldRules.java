package dev.remit.gateway.propose;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.gateway.source.SurveyedTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what speaks for a column's class: the strictest of what its name, its values, its table and the key that
 * it points at say. Where nothing speaks, it is confidential.
 */
final class FieldRules {
    /** So many values are worth to be sure by. */
    private static final int MANY = 20;

    private final ValueRules values = new ValueRules();

    /**
     * What is asked.
     *
     * @param key whether the column tells the table's rows apart
     * @param pointsAt the evidence of the key that it points at; null where it points at none
     * @param tenant whether it says which tenant a row belongs to
     */
    record Question(
            SurveyedTable.Column column,
            Domain domain,
            boolean addresses,
            boolean key,
            @Nullable Evidence pointsAt,
            boolean tenant,
            boolean view,
            List<String> samples) {}

    /** What is answered: a field but for its name, and what its class rests on. */
    record Answer(
            Evidence evidence, FieldType type, Kind kind, boolean required, Confidence confidence, String reason) {}

    Answer judge(Question question) {
        SurveyedTable.Column column = question.column();
        boolean identifier = question.key() || question.pointsAt() != null;
        ValueRules.Seen seen = values.judge(question.samples(), identifier);
        FieldType type = type(column, question.samples());
        List<Evidence> names = named(question, type);
        boolean freeText = type == FieldType.TEXT
                && !identifier
                && !seen.opaque()
                && (names.stream().anyMatch(each -> each.kind() == Kind.TEXT)
                        || (seen.freeText() && !strong(seen) && names.stream().allMatch(FieldRules::saysNoKind)));
        List<Evidence> all = new ArrayList<>(ofValues(seen, question.domain(), freeText, names));
        all.addAll(names);
        if (question.key()) {
            all.add(new Evidence(question.domain().plainClass(), Kind.ID, Evidence.From.KEY, "tells the rows apart"));
        }
        if (question.pointsAt() != null) {
            all.add(question.pointsAt());
        }
        if (question.domain().isFloor() && question.pointsAt() == null) {
            all.add(new Evidence(
                    question.domain().plainClass(), Kind.OTHER, Evidence.From.TABLE, "the table is of such data"));
        }
        boolean known = !names.isEmpty() || identifier || strong(seen);
        if (freeText && !known) {
            all.add(new Evidence(DataClass.SUPPORT, Kind.TEXT, Evidence.From.VALUES, "values are sentences"));
        } else if (!known) {
            all.add(new Evidence(DataClass.CONFIDENTIAL, Kind.OTHER, Evidence.From.NOTHING, "nothing says what it is"));
        }
        if (looksLaxUnseen(all, seen, type, identifier, question.tenant())) {
            all.add(new Evidence(
                    DataClass.CONFIDENTIAL,
                    Kind.OTHER,
                    Evidence.From.TABLE,
                    "no value was seen, so it is taken for more"));
        }
        return answer(question, seen, type, freeText, all);
    }

    /** Names that a person's text would have are no wonder where people write to each other: such text is scanned. */
    private static List<Evidence> ofValues(
            ValueRules.Seen seen, Domain domain, boolean freeText, List<Evidence> names) {
        if (domain == Domain.GOODS && !freeText) {
            return seen.evidence().stream().map(FieldRules::ofGoods).toList();
        }
        if (!freeText
                || domain != Domain.SUPPORT
                || names.stream().anyMatch(each -> each.dataClass() == DataClass.PERSONAL)) {
            return seen.evidence();
        }
        return seen.evidence().stream()
                .filter(each -> each.dataClass() != DataClass.PERSONAL)
                .toList();
    }

    private static List<Evidence> named(Question question, FieldType type) {
        String name = question.column().name();
        if (question.tenant()) {
            return List.of(new Evidence(
                    DataClass.INTERNAL, Kind.OTHER, Evidence.From.KEY, "name says whose customers these are"));
        }
        List<Evidence> named = NameRules.judge(name, question.domain(), question.addresses());
        if (question.key() || question.pointsAt() != null) {
            // What an id is, is said by the key; what a name says besides counts.
            return named.stream()
                    .filter(each -> each.from() != Evidence.From.PLAIN)
                    .toList();
        }
        List<Evidence> fitting =
                named.stream().filter(each -> canBe(each.kind(), type)).toList();
        return fitting.isEmpty() && !named.isEmpty()
                ? List.of(new Evidence(
                        question.domain().plainClass(), Kind.OTHER, Evidence.From.PLAIN, "name says how things stand"))
                : fitting;
    }

    /** Whether a flag or a time can tell such a thing: that an e-mail address was confirmed is no e-mail address. */
    private static boolean canBe(Kind kind, FieldType type) {
        return switch (kind) {
            case EMAIL, PHONE, NAME, ADDRESS, POSTCODE, IBAN ->
                type != FieldType.BOOLEAN && type != FieldType.DATE && type != FieldType.TIMESTAMP;
            case TEXT -> type == FieldType.TEXT;
            default -> true;
        };
    }

    private static boolean saysNoKind(Evidence name) {
        return name.kind() == Kind.OTHER || name.kind() == Kind.TEXT || name.kind() == Kind.ID;
    }

    /** Things are called like people and places. They are not clear to everyone before somebody has looked. */
    private static Evidence ofGoods(Evidence seen) {
        boolean prose = seen.dataClass() == DataClass.PERSONAL
                && (seen.kind() == Kind.NAME || seen.kind() == Kind.ADDRESS || seen.kind() == Kind.OTHER);
        return prose ? new Evidence(DataClass.CONFIDENTIAL, Kind.OTHER, Evidence.From.VALUES, seen.reason()) : seen;
    }

    private static boolean strong(ValueRules.Seen seen) {
        return seen.evidence().stream()
                .anyMatch(each -> each.kind() != Kind.OTHER || each.dataClass() == DataClass.SECRET);
    }

    private static boolean looksLaxUnseen(
            List<Evidence> all, ValueRules.Seen seen, FieldType type, boolean identifier, boolean tenant) {
        return seen.count() == 0
                && type == FieldType.TEXT
                && !identifier
                && !tenant
                && Evidence.strictest(all).level() == 0;
    }

    private static Answer answer(
            Question question, ValueRules.Seen seen, FieldType type, boolean freeText, List<Evidence> all) {
        Evidence best = Evidence.strictest(all);
        Kind kind = best.kind() == Kind.CARD ? Kind.CARD : freeText ? Kind.TEXT : kind(best, all);
        Evidence chosen = best;
        if (!fits(kind, type)) {
            if (kind == Kind.CARD) {
                // Only text and whole numbers can be marked as card numbers; the class of secrets has the same effect.
                chosen = new Evidence(DataClass.SECRET, Kind.OTHER, best.from(), best.reason());
            }
            kind = Kind.OTHER;
        }
        boolean required = !question.column().nullable() && !question.view();
        return new Answer(chosen, type, kind, required, confidence(best, all, seen), reason(best, all, seen));
    }

    private static Kind kind(Evidence best, List<Evidence> all) {
        boolean guessed =
                best.from() == Evidence.From.VALUES && (best.kind() == Kind.NAME || best.kind() == Kind.ADDRESS);
        if (best.kind() != Kind.OTHER && best.kind() != Kind.TEXT && !guessed) {
            return best.kind();
        }
        if (guessed) {
            return all.stream()
                    .filter(each -> each.from() == Evidence.From.NAME && each.level() == best.level())
                    .map(Evidence::kind)
                    .filter(kind -> kind != Kind.OTHER && kind != Kind.TEXT)
                    .findFirst()
                    .orElse(best.kind());
        }
        return all.stream()
                .map(Evidence::kind)
                .filter(kind -> kind != Kind.OTHER && kind != Kind.TEXT && kind != Kind.CARD)
                .findFirst()
                .orElse(Kind.OTHER);
    }

    /** As the catalog's own check has it. */
    static boolean fits(Kind kind, FieldType type) {
        return switch (kind) {
            case EMAIL, IBAN, NAME, ADDRESS, TEXT -> type == FieldType.TEXT;
            case PHONE, POSTCODE, CARD, ID -> type == FieldType.TEXT || type == FieldType.INTEGER;
            case DATE -> type == FieldType.TEXT || type == FieldType.DATE || type == FieldType.TIMESTAMP;
            case AMOUNT -> type == FieldType.INTEGER || type == FieldType.DECIMAL;
            case OTHER -> true;
        };
    }

    private static Confidence confidence(Evidence best, List<Evidence> all, ValueRules.Seen seen) {
        boolean name = all.stream()
                .anyMatch(each -> each.from() != Evidence.From.VALUES
                        && each.from() != Evidence.From.NOTHING
                        && each.dataClass() == best.dataClass());
        boolean value = all.stream()
                .anyMatch(each -> each.from() == Evidence.From.VALUES && each.dataClass() == best.dataClass());
        if (best.from() == Evidence.From.KEY || (name && value && seen.count() >= MANY)) {
            return Confidence.HIGH;
        }
        return seen.count() > 0 && (name || value) ? Confidence.MEDIUM : Confidence.LOW;
    }

    private static String reason(Evidence best, List<Evidence> all, ValueRules.Seen seen) {
        Set<String> reasons = new LinkedHashSet<>();
        all.stream()
                .filter(each -> each.from() != Evidence.From.VALUES)
                .filter(each -> each.level() >= best.level()
                        || each.from() == Evidence.From.NAME
                        || each.from() == Evidence.From.KEY)
                .forEach(each -> reasons.add(each.reason()));
        all.stream().filter(each -> each.from() == Evidence.From.VALUES).forEach(each -> reasons.add(each.reason()));
        if (seen.count() == 0) {
            reasons.add("no values to look at");
        } else if (all.stream().noneMatch(each -> each.from() == Evidence.From.VALUES)) {
            reasons.add(seen.count() + (seen.count() == 1 ? " sample says" : " samples say") + " nothing more");
        }
        return reasons.stream().limit(4).collect(Collectors.joining("; "));
    }

    /** The type that a column's values are read as: what the source says, and in SQLite what the values are. */
    static FieldType type(SurveyedTable.Column column, List<String> samples) {
        Set<FieldType> can = column.types();
        FieldType best = column.type() == null ? FieldType.TEXT : column.type();
        if (can.contains(FieldType.DATE) && ValueRules.areDates(samples)) {
            return FieldType.DATE;
        }
        if (can.contains(FieldType.TIMESTAMP) && ValueRules.areTimestamps(samples)) {
            return FieldType.TIMESTAMP;
        }
        String declared = column.sourceType().toUpperCase(Locale.ROOT);
        boolean flag = declared.contains("BOOL") || isFlag(column.name());
        if (can.contains(FieldType.BOOLEAN) && flag && ValueRules.areZeroOrOne(samples)) {
            return FieldType.BOOLEAN;
        }
        boolean numbers = samples.isEmpty() || samples.stream().allMatch(FieldRules::isNumber);
        if (best == FieldType.DECIMAL && !numbers && can.contains(FieldType.TEXT)) {
            return FieldType.TEXT;
        }
        return best;
    }

    private static boolean isFlag(String name) {
        Words words = Words.of(name);
        return words.has("is")
                || words.has("has")
                || words.has("consent")
                || words.has("flag")
                || words.has("active")
                || words.has("enabled")
                || words.has("internal")
                || words.last().endsWith("ed");
    }

    private static boolean isNumber(String value) {
        return value.matches("-?[0-9]{1,18}(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    }
}
