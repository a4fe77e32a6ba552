package dev.rookery.examples.demo;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Keeps the service of the demo up until it is told to end; then it drains, and ends with 0. */
final class DemoService {
    private DemoService() {}

    /** Takes the name of a transport, and where to listen or where the broker is. */
    static void main(String[] arguments) {
        var address = URI.create(arguments[1]);
        var root = DemoTransporter.takesObjects(arguments[0]) ? DemoModule.class : TopicsModule.class;
        var service = Rookery.createMicroservice(root, DemoTransporter.of(arguments[0], address))
                .cleanExitOnSignal()
                .listen();
        if (!DemoTransporter.takesObjects(arguments[0])) {
            makeTopicForReplies(service);
        }
        System.out.println("ready on " + reached(service, address));
    }

    /** A client of Nest gives up where the topic is missing in which it awaits replies; clients of Rookery make it. */
    private static void makeTopicForReplies(Microservice service) {
        service.unwrap(Admin.class)
                .createTopics(List.of(new NewTopic("math.sum.reply", Optional.empty(), Optional.empty())))
                .all()
                .toCompletionStage()
                .exceptionallyCompose(error ->
                        error instanceof TopicExistsException || error.getCause() instanceof TopicExistsException
                                ? CompletableFuture.completedStage(null)
                                : CompletableFuture.failedStage(error))
                .toCompletableFuture()
                .join();
    }

    /** The port may have been a free one. */
    private static String reached(Microservice service, URI address) {
        var port = service.addresses().stream()
                .map(InetSocketAddress.class::cast)
                .map(InetSocketAddress::getPort)
                .findFirst();
        return address.getScheme() + "://" + address.getHost() + ":" + port.orElse(address.getPort());
    }
}
