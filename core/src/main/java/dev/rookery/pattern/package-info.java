/**
 * Patterns, which name what a message is for, and their routes: the texts by which clients and servers find each other,
 * written as Nest writes them.
 */
@NullMarked
package dev.rookery.pattern;

import org.jspecify.annotations.NullMarked;
