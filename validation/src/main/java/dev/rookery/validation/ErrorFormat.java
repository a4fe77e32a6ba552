package dev.rookery.validation;

/** How the messages stand in the body of the error. */
public enum ErrorFormat {
    /** As a list: {@code ["email must not be blank", "lines[0].quantity must be greater than 0"]}. */
    LIST,
    /** By path, without the path in the text: {@code {"email": ["must not be blank"]}}. */
    GROUPED
}
