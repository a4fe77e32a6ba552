package dev.rookery.brokers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The process of a Kafka broker: formats its folder the first time, then serves until it is told to end, or until who started it is gone. Its
 * arguments are the configuration file, the folder of its data, the id of its cluster, and logins for SCRAM.
 */
final class KafkaNode {
    private KafkaNode() {}

    public static void main(String[] arguments) throws IOException {
        var configuration = arguments[0];
        var data = Path.of(arguments[1]);
        if (!Files.exists(data.resolve("meta.properties"))) {
            var format = new ArrayList<>(List.of("format", "--cluster-id", arguments[2], "--config", configuration));
            for (var login : List.of(arguments).subList(3, arguments.length)) {
                format.addAll(List.of("--add-scram", login));
            }
            StorageTool.execute(format.toArray(String[]::new), System.out);
        }
        Thread.ofPlatform().daemon().name("end with the parent").start(KafkaNode::endWithParent);
        Kafka.main(new String[] {configuration});
    }

    /** The pipe from the parent ends with it, however it ended. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever written to it
            }
        } catch (IOException gone) {
            System.out.println("The pipe from the parent broke: " + gone.getMessage());
        }
        Runtime.getRuntime().halt(1);
    }
}
