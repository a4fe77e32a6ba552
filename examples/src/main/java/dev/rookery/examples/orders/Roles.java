package dev.rookery.examples.orders;

import java.util.Set;

record Roles(Set<String> names) {
    boolean mayOrder(String role) {
        return names.contains(role);
    }
}
