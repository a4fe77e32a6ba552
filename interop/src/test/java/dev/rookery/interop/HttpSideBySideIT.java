package dev.rookery.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Application;
import dev.rookery.Rookery;
import dev.rookery.interop.HttpControllers.HttpModule;
import dev.rookery.web.HttpCors;
import dev.rookery.web.HttpDoor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same controllers in Nest 12, on Express, and behind {@link HttpDoor}: each request goes to both, and both answer the same or differ as the
 * documentation says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // what the cases need is there before them
final class HttpSideBySideIT {
    private static final int BODY_LIMIT = 100 * 1024; // Nest's

    private NestProcess nest;
    private Application java;

    @BeforeAll
    void start() {
        nest = NestProcess.start(NestVersion.V12, "http-service", List.of(), _ -> {});
        java = Rookery.create(HttpModule.class);
        java.connectDoor(door().build());
        java.connectDoor(door().globalPrefix("api")
                .cors(HttpCors.ANY_ORIGIN.withExposedHeaders("X-Total"))
                .build());
        java.startAllMicroservices();
    }

    private static HttpDoor.Builder door() {
        return HttpDoor.builder().host("127.0.0.1").port(0).maxBodyBytes(BODY_LIMIT);
    }

    @AfterAll
    void stop() {
        java.close();
        nest.close();
    }

    private HttpAnswer askNest(HttpCall call) {
        return HttpAnswer.of(
                call, nest.ready().get(call.prefixed() ? "prefixed" : "port").asInt());
    }

    private HttpAnswer askJava(HttpCall call) {
        var listener = java.listeners().get(call.prefixed() ? 1 : 0);
        return HttpAnswer.of(call, ((InetSocketAddress) listener.addresses().getFirst()).getPort());
    }

    static List<HttpCase> cases() {
        return HttpCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void both_answer_alike(HttpCase each) {
        var ofNest = askNest(each.call());
        var ofJava = askJava(each.call());

        if (each.difference() == null) {
            assertSame(ofJava, ofNest);
        } else if (each.nest() == null) {
            assertThat(ofJava.content()).as("words").isNotEqualTo(ofNest.content());
            assertSame(ofJava.withoutWords(), ofNest.withoutWords());
        } else {
            assertThat(ofJava.essence()).as("no difference").isNotEqualTo(ofNest.essence());
            assertThat(ofNest.brief()).as("Nest's answer").isEqualTo(each.nest());
            assertThat(ofJava.brief()).as("Java's answer").isEqualTo(Objects.requireNonNull(each.java()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_difference_is_documented_and_shown(HttpDifference difference) throws IOException {
        assertThat(Files.readString(differences())).contains("\n" + difference.line());
        assertThat(cases()).extracting(HttpCase::difference).contains(difference);
    }

    private static Path differences() {
        return Stream.of("docs", "../docs")
                .map(folder -> Path.of(folder, "differences-from-nest.md"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
    }

    private static void assertSame(HttpAnswer ofJava, HttpAnswer ofNest) {
        assertThat(ofJava.essence()).isEqualTo(ofNest.essence());
    }
}
