package dev.rookery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a service did, in the order of its doing. */
final class Heard {
    final List<String> what = new CopyOnWriteArrayList<>();
}
