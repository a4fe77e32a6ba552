/** Packets and their encoding: the envelope, the JSON codec, the hooks of serializers and deserializers. */
@NullMarked
package dev.rookery.codec;

import org.jspecify.annotations.NullMarked;
