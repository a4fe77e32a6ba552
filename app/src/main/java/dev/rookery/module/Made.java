package dev.rookery.module;

/**
 * Something that was made.
 *
 * @param provided how
 * @param instance the result
 */
record Made(Provided provided, Object instance) {
    /** As errors show it: what it is, and in which module. */
    @Override
    public String toString() {
        return provided.toString();
    }
}
