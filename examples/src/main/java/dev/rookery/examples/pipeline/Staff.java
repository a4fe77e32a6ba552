package dev.rookery.examples.pipeline;

import java.util.Map;

record Staff(Map<String, String> roles) {
    String roleOf(String user) {
        return roles.getOrDefault(user, "reader");
    }
}
