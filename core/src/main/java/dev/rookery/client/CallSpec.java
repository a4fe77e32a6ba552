package dev.rookery.client;

import dev.rookery.pattern.Pattern;
import java.lang.reflect.Type;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What each subscription of a call sends, and what it waits for. */
record CallSpec(Pattern pattern, boolean hasData, @Nullable Object data, Type type, Duration timeout, boolean single) {}
