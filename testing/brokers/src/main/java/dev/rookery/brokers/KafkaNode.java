package dev.rookery.brokers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The process of a Kafka broker: formats its folder the first time, then serves until it is told to end, or until who started it is gone. Its
 * arguments are the configuration file and the folder of its data.
 */
final class KafkaNode {
    private KafkaNode() {}

    public static void main(String[] arguments) throws IOException {
        var configuration = arguments[0];
        var data = Path.of(arguments[1]);
        if (!Files.exists(data.resolve("meta.properties"))) {
            StorageTool.execute(
                    new String[] {"format", "--cluster-id", cluster(arguments), "--config", configuration}, System.out);
        }
        Thread.ofPlatform().daemon().name("end with the parent").start(KafkaNode::endWithParent);
        Kafka.main(new String[] {configuration});
    }

    private static String cluster(String... arguments) {
        return arguments.length > 2 ? arguments[2] : UUID.randomUUID().toString();
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
