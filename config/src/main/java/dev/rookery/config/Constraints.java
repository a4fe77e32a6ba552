package dev.rookery.config;

/** What else records demand of their components. */
interface Constraints extends AutoCloseable {

    /** Checks a record that was made, and notes what is wrong. */
    void check(Object made, String prefix, Values values, Mistakes mistakes);

    /** Lets go of what it has made to check with. */
    @Override
    default void close() {}

    /** Checks Jakarta's constraints where the class path knows them; where it does not, the JVM does not see their annotations either. */
    static Constraints ofClassPath() {
        return isThere("jakarta.validation.Validator")
                ? new JakartaConstraints()
                : (made, prefix, values, mistakes) -> {};
    }

    /** Whether the class path has a class. */
    static boolean isThere(String className) {
        try {
            Class.forName(className, false, Constraints.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
