package dev.remit.privacy.detect;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import com.google.i18n.phonenumbers.metadata.source.MetadataSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which digits are a number of one country, by the metadata of libphonenumber. Where they begin with what is only dialled,
 * it is left to the library to say what of them is the number; where they do not, which is most often, the answer is the
 * same without its parser, which takes most of the time. Immutable and thread-safe.
 */
final class NumberingPlan {
    /** It depends on what is only dialled: the library must be asked. */
    static final int UNKNOWN = -1;

    static final int VALID = 1;
    static final int INVALID = 0;

    private static final int LONGEST_CALLING_CODE = 3;
    private static final String WORLD = PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY;
    private static final Map<String, NumberingPlan> OF_REGIONS = new ConcurrentHashMap<>();
    private static final AtomicReferenceArray<List<NumberingPlan>> OF_CODES = new AtomicReferenceArray<>(1000);

    private final Form general;
    private final List<Form> types;
    private final @Nullable DigitPattern leading;
    private final @Nullable DigitPattern dialledAbroad;
    private final @Nullable DigitPattern dialledWithin;
    private final byte[] code;

    private NumberingPlan(PhoneMetadata metadata) {
        general = new Form(metadata.getGeneralDesc());
        List<PhoneNumberDesc> all = new ArrayList<>(List.of(
                metadata.getFixedLine(),
                metadata.getTollFree(),
                metadata.getPremiumRate(),
                metadata.getSharedCost(),
                metadata.getVoip(),
                metadata.getPersonalNumber(),
                metadata.getPager(),
                metadata.getUan(),
                metadata.getVoicemail()));
        if (!metadata.getSameMobileAndFixedLinePattern()) {
            all.add(1, metadata.getMobile());
        }
        types = all.stream()
                .filter(type -> !type.getNationalNumberPattern().isEmpty())
                .map(Form::new)
                .toList();
        leading = metadata.hasLeadingDigits() ? DigitPattern.of(metadata.getLeadingDigits()) : null;
        dialledAbroad = pattern(metadata.getInternationalPrefix());
        dialledWithin = pattern(metadata.getNationalPrefixForParsing());
        code = Integer.toString(metadata.getCountryCode()).getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable DigitPattern pattern(String expression) {
        return expression.isEmpty() ? null : DigitPattern.of(expression);
    }

    /** The plan of a country by its ISO 3166-1 code. */
    static @Nullable NumberingPlan of(String region) {
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
            return null;
        }
        return OF_REGIONS.computeIfAbsent(region, name -> new NumberingPlan(source().getMetadataForRegion(name)));
    }

    /** Whether the first digits of an array are a number as it is dialled within this country. */
    int national(byte[] digits, int count) {
        boolean dialled = begins(dialledAbroad, digits, 0, count)
                || begins(dialledWithin, digits, 0, count)
                || (count >= code.length && Arrays.equals(digits, 0, code.length, code, 0, code.length));
        return dialled ? UNKNOWN : has(digits, 0, count) ? VALID : INVALID;
    }

    /** Whether the first digits of an array are, behind a plus sign, a number of any country; at least three. */
    static int international(byte[] digits, int count) {
        if (digits[0] == '0') {
            return INVALID;
        }
        int code = 0;
        for (int i = 0; i < LONGEST_CALLING_CODE; i++) {
            code = 10 * code + digits[i] - '0';
            List<NumberingPlan> plans = OF_CODES.get(code);
            if (plans == null) {
                plans = plans(code);
                OF_CODES.set(code, plans);
            }
            if (!plans.isEmpty()) {
                return amongPlans(plans, digits, i + 1, count);
            }
        }
        return INVALID;
    }

    /** The first is the one that says what is only dialled. */
    private static int amongPlans(List<NumberingPlan> plans, byte[] digits, int from, int to) {
        if (to - from < 2) {
            return INVALID;
        }
        if (begins(plans.get(0).dialledWithin, digits, from, to)) {
            return UNKNOWN;
        }
        if (plans.size() == 1) {
            return plans.get(0).has(digits, from, to) ? VALID : INVALID;
        }
        for (int i = 0; i < plans.size(); i++) {
            NumberingPlan plan = plans.get(i);
            boolean has = plan.leading == null && plan.has(digits, from, to);
            if (has || begins(plan.leading, digits, from, to)) {
                return has || plan.has(digits, from, to) ? VALID : INVALID;
            }
        }
        return INVALID;
    }

    private static List<NumberingPlan> plans(int code) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        List<NumberingPlan> plans = new ArrayList<>();
        if (util.getSupportedCallingCodes().contains(code)) {
            for (String region : util.getRegionCodesForCountryCode(code)) {
                plans.add(new NumberingPlan(
                        region.equals(WORLD)
                                ? source().getMetadataForNonGeographicalRegion(code)
                                : source().getMetadataForRegion(region)));
            }
        }
        return List.copyOf(plans);
    }

    private static MetadataSource source() {
        return DefaultMetadataDependenciesProvider.getInstance().getPhoneNumberMetadataSource();
    }

    private static boolean begins(@Nullable DigitPattern pattern, byte[] digits, int from, int to) {
        return pattern != null && pattern.begins(digits, from, to);
    }

    private boolean has(byte[] digits, int from, int to) {
        if (!general.has(digits, from, to)) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).has(digits, from, to)) {
                return true;
            }
        }
        return false;
    }

    /** The digits of one type of numbers. */
    private static final class Form {
        private final long lengths;
        private final DigitPattern pattern;

        Form(PhoneNumberDesc desc) {
            long all = desc.getPossibleLengthCount() == 0 ? -1 : 0;
            for (int length : desc.getPossibleLengthList()) {
                all |= length < 0 ? 0 : 1L << length;
            }
            lengths = all;
            pattern = DigitPattern.of(desc.getNationalNumberPattern());
        }

        boolean has(byte[] digits, int from, int to) {
            return (lengths & 1L << (to - from)) != 0 && pattern.matches(digits, from, to);
        }
    }
}
