package dev.rookery.kafka;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Who is in a group, for people. */
record GroupMembers(Admin admin) {

    String describe(String group) {
        try {
            var description =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            if (description == null || description.members().isEmpty()) {
                return "none";
            }
            return description.members().stream()
                    .map(member -> member.clientId() + " at " + member.host())
                    .sorted()
                    .collect(Collectors.joining(", ", "", " (assignor: " + description.partitionAssignor() + ")"));
        } catch (ExecutionException | RuntimeException error) {
            return "unknown (" + error.getMessage() + ")";
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
