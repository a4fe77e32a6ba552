package dev.rookery.pattern;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as JavaScript writes them: {@code Number::toString} of ECMA-262, which JSON.stringify uses too. */
final class JavaScriptNumber {
    private static final int MAX_PLAIN_DIGITS = 21;
    private static final int MAX_LEADING_ZEROS = 6;

    private JavaScriptNumber() {}

    static String format(double value) {
        if (value == 0) {
            return "0"; // also for -0
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value); // NaN, Infinity, -Infinity: the same words in both languages
        }
        return value < 0 ? "-" + formatPositive(-value) : formatPositive(value);
    }

    private static String formatPositive(double value) {
        var shortest = shortest(value);
        var digits = shortest.unscaledValue().toString();
        var point = digits.length() - shortest.scale(); // the decimal point stands after so many digits
        if (point > MAX_PLAIN_DIGITS || point <= -MAX_LEADING_ZEROS) {
            return exponential(digits, point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return digits.length() <= point
                ? digits + "0".repeat(point - digits.length())
                : digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String exponential(String digits, int exponent) {
        var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }

    private static BigDecimal shortest(double value) {
        var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (shortest.precision() == 2) { // Java never looks for less than two digits: 4.9E-324 is 5e-324 elsewhere
            var oneDigit = new BigDecimal(value).round(new MathContext(1)).stripTrailingZeros();
            return oneDigit.doubleValue() == value ? oneDigit : shortest;
        }
        return shortest;
    }
}
