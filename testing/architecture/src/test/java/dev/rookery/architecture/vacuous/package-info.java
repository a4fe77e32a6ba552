/** What the rules for tests forbid. */
@org.jspecify.annotations.NullMarked
package dev.rookery.architecture.vacuous;
