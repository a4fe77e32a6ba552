package dev.rookery.codec;

/**
 * What becomes of properties of an object that the type it is bound to does not declare. A {@code Map}, a JSON tree and a type with
 * {@code @JsonAnySetter} declare all there may be.
 */
public enum UnknownPolicy {
    /** They are left out, so that nobody sees them; what Nest calls {@code whitelist}. */
    IGNORE,
    /** They are an error that names the place and what is known there; what Nest calls {@code forbidNonWhitelisted}. */
    REFUSE
}
