package dev.rookery.pipe;

import java.io.Serializable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers, truths and texts. */
enum ScalarParser implements ValueParser {
    INT("a whole number", int.class, Integer.class) {
        @Override
        Serializable ofNumber(Number value) {
            if (value instanceof Integer) {
                return value;
            }
            throw isWhole(value) ? tooLarge(value) : unfit(value);
        }

        @Override
        Serializable ofText(String text) {
            try {
                return Integer.valueOf(digits(text));
            } catch (NumberFormatException e) {
                throw tooLarge(text);
            }
        }

        private UnfitException tooLarge(Object value) {
            return new UnfitException(value, "a whole number from -2147483648 to 2147483647");
        }
    },

    LONG("a whole number", long.class, Long.class) {
        @Override
        Serializable ofNumber(Number value) {
            if (value instanceof Integer || value instanceof Long) {
                return value.longValue();
            }
            throw isWhole(value) ? tooLarge(value) : unfit(value);
        }

        @Override
        Serializable ofText(String text) {
            try {
                return Long.valueOf(digits(text));
            } catch (NumberFormatException e) {
                throw tooLarge(text);
            }
        }

        private UnfitException tooLarge(Object value) {
            return new UnfitException(value, "a whole number from -9223372036854775808 to 9223372036854775807");
        }
    },

    DOUBLE("a number", double.class, Double.class) {
        @Override
        Serializable ofNumber(Number value) {
            return finite(value.doubleValue(), value);
        }

        @Override
        Serializable ofText(String text) {
            if (!DECIMAL.matcher(text).matches()) {
                throw unfit(text);
            }
            return finite(Double.parseDouble(text), text);
        }

        private Double finite(double number, Object value) {
            if (!Double.isFinite(number)) {
                throw unfit(value);
            }
            return number;
        }
    },

    BOOLEAN("true or false", boolean.class, Boolean.class) {
        @Override
        Serializable ofBoolean(Boolean value) {
            return value;
        }

        @Override
        Serializable ofText(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw unfit(text);
            };
        }
    },

    TEXT("a text", String.class, String.class) {
        @Override
        Serializable ofText(String text) {
            return text;
        }
    };

    /** What {@code Double.parseDouble} takes is more: {@code 1d}, {@code 0x1p3}, {@code " 1"}. */
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String expected;
    private final Class<?> primitive;
    private final Class<?> wrapper;

    ScalarParser(String expected, Class<?> primitive, Class<?> wrapper) {
        this.expected = expected;
        this.primitive = primitive;
        this.wrapper = wrapper;
    }

    @Override
    public Serializable parse(@Nullable Object value) {
        return switch (value) {
            case String text -> ofText(text);
            case Number number -> ofNumber(number);
            case Boolean truth -> ofBoolean(truth);
            case null, default -> throw unfit(value);
        };
    }

    abstract Serializable ofText(String text);

    Serializable ofNumber(Number value) {
        throw unfit(value);
    }

    Serializable ofBoolean(Boolean value) {
        throw unfit(value);
    }

    UnfitException unfit(@Nullable Object value) {
        return new UnfitException(value, expected);
    }

    /** The text, if it is digits after at most a minus: {@code Integer.parseInt} takes a plus, and digits of any script. */
    String digits(String text) {
        var first = text.startsWith("-") ? 1 : 0;
        if (first == text.length()) {
            throw unfit(text);
        }
        for (var index = first; index < text.length(); index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9') {
                throw unfit(text);
            }
        }
        return text;
    }

    static boolean isWhole(Number value) {
        return value instanceof Integer || value instanceof Long || value instanceof java.math.BigInteger;
    }

    @Override
    public String expected() {
        return expected;
    }

    @Override
    public boolean makes(Class<?> type) {
        return type == primitive || type == wrapper;
    }
}
