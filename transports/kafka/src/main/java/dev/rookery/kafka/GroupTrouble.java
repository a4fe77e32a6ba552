package dev.rookery.kafka;

import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.StartException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.protocol.types.SchemaException;

/** What keeps a server out of its group, told so that somebody can do something about it. */
record GroupTrouble(KafkaOptions options, Admin admin) {

    /**
     * Whether other members are why a consumer failed: the broker turns away who does not speak as they do, and the driver throws whatever comes to
     * its hand where it leads the group and cannot read them.
     */
    static boolean isOfMembers(Throwable error) {
        return error instanceof InconsistentGroupProtocolException
                || error instanceof SchemaException
                || (error instanceof RuntimeException && !(error instanceof KafkaException));
    }

    StartException atStart(Throwable why) {
        return new StartException("The server cannot join the group " + explained(why), why);
    }

    ConnectionRefusedException later(Throwable why) {
        return new ConnectionRefusedException("The server cannot stay in the group " + explained(why), why);
    }

    private String explained(Throwable why) {
        return options.serverGroup() + " of Kafka: "
                + String.valueOf(why.getMessage()).replaceAll("\\.$", "")
                + "; its members are " + new GroupMembers(admin).describe(options.serverGroup())
                + ", and each has to know the assignor RoundRobinAssigner: give the service a groupId of its own, or stop"
                + " the others";
    }
}
