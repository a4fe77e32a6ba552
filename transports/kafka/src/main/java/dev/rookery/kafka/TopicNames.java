package dev.rookery.kafka;

import dev.rookery.pattern.InvalidPatternException;

/** Which patterns are topics. */
final class TopicNames {
    private static final int LONGEST = 249;

    private TopicNames() {}

    static boolean isLegal(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().allMatch(TopicNames::isLegal);
    }

    private static boolean isLegal(int letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || letter == '.'
                || letter == '_'
                || letter == '-';
    }

    /** For handlers: a topic, or an expression between slashes. */
    static void checkSubscription(String address) {
        if (!RegexTopics.INSTANCE.isWildcard(address) && !isLegal(address)) {
            throw new InvalidPatternException("The pattern " + address + " is no legal topic of Kafka (expected: up to "
                    + LONGEST
                    + " letters, digits, dots, dashes and underscores, as in math.sum, or a regular expression"
                    + " between slashes, as in /users\\..*/): give it another name, or bind its handler to another"
                    + " transport");
        }
    }

    /** For callers. */
    static void checkPublishing(String address) {
        if (!isLegal(address)) {
            throw new InvalidPatternException(
                    "The pattern " + address + " is no legal topic of Kafka (expected: up to " + LONGEST
                            + " letters, digits, dots, dashes and underscores, as in math.sum): give it another name");
        }
    }
}
