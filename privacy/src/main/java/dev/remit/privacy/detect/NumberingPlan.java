package dev.remit.privacy.detect;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import com.google.i18n.phonenumbers.metadata.source.MetadataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
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
    private static final Map<Integer, List<NumberingPlan>> OF_CODES = new ConcurrentHashMap<>();

    private final Form general;
    private final List<Form> types;
    private final @Nullable Pattern leading;
    private final @Nullable Pattern dialledAbroad;
    private final @Nullable Pattern dialledWithin;
    private final String code;

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
        leading = metadata.hasLeadingDigits() ? Pattern.compile(metadata.getLeadingDigits()) : null;
        dialledAbroad = pattern(metadata.getInternationalPrefix());
        dialledWithin = pattern(metadata.getNationalPrefixForParsing());
        code = Integer.toString(metadata.getCountryCode());
    }

    private static @Nullable Pattern pattern(String expression) {
        return expression.isEmpty() ? null : Pattern.compile(expression);
    }

    /** The plan of a country by its ISO 3166-1 code. */
    static @Nullable NumberingPlan of(String region) {
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
            return null;
        }
        return OF_REGIONS.computeIfAbsent(region, name -> new NumberingPlan(source().getMetadataForRegion(name)));
    }

    /** Whether digits are a number as it is dialled within this country. */
    int national(String digits) {
        boolean dialled = begins(dialledAbroad, digits) || begins(dialledWithin, digits) || digits.startsWith(code);
        return dialled ? UNKNOWN : has(digits) ? VALID : INVALID;
    }

    /** Whether digits behind a plus sign are a number of any country. */
    static int international(String digits) {
        if (digits.charAt(0) == '0') {
            return INVALID;
        }
        int code = 0;
        for (int i = 0; i < LONGEST_CALLING_CODE; i++) {
            code = 10 * code + digits.charAt(i) - '0';
            List<NumberingPlan> plans = OF_CODES.get(code);
            plans = plans == null ? OF_CODES.computeIfAbsent(code, NumberingPlan::plans) : plans;
            if (!plans.isEmpty()) {
                return amongPlans(plans, digits.substring(i + 1));
            }
        }
        return INVALID;
    }

    /** The first is the one that says what is only dialled. */
    private static int amongPlans(List<NumberingPlan> plans, String number) {
        if (number.length() < 2) {
            return INVALID;
        }
        if (begins(plans.get(0).dialledWithin, number)) {
            return UNKNOWN;
        }
        if (plans.size() == 1) {
            return plans.get(0).has(number) ? VALID : INVALID;
        }
        for (NumberingPlan plan : plans) {
            boolean has = plan.leading == null && plan.has(number);
            if (has || begins(plan.leading, number)) {
                return has || plan.has(number) ? VALID : INVALID;
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

    private static boolean begins(@Nullable Pattern pattern, String digits) {
        return pattern != null && pattern.matcher(digits).lookingAt();
    }

    private boolean has(String number) {
        if (!general.has(number)) {
            return false;
        }
        for (Form type : types) {
            if (type.has(number)) {
                return true;
            }
        }
        return false;
    }

    /** The digits of one type of numbers. */
    private static final class Form {
        private final long lengths;
        private final Pattern digits;

        Form(PhoneNumberDesc desc) {
            long all = desc.getPossibleLengthCount() == 0 ? -1 : 0;
            for (int length : desc.getPossibleLengthList()) {
                all |= length < 0 ? 0 : 1L << length;
            }
            lengths = all;
            digits = Pattern.compile(desc.getNationalNumberPattern());
        }

        boolean has(String number) {
            return (lengths & 1L << number.length()) != 0
                    && digits.matcher(number).matches();
        }
    }
}
