package dev.rookery.interop;

import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.server.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Java and unmodified Nest peers of a version call each other over one transport, each direction at a place of its own. */
@ParameterizedClass
@EnumSource(NestVersion.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // what a version of Nest needs is there before its tests
abstract class Interop<P extends Place> implements NestCallsJava, JavaCallsNest {
    private final Supplier<P> places;
    private final Object[] controllers;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final JavaController controller = new JavaController();

    @Parameter
    private NestVersion version;

    private P ofJava;
    private P ofNest;
    private NestClient nest;
    private ClientProxy java;

    /**
     * Describes the peers.
     *
     * @param places makes a place
     * @param controllers further ones of the Java service
     */
    Interop(Supplier<P> places, Object... controllers) {
        this.places = places;
        this.controllers = controllers;
    }

    @BeforeParameterizedClassInvocation
    void startPeers() {
        ofJava = opened(places.get());
        ofNest = opened(places.get());
        opened(ofJava.serve(
                ServerOptions.defaults(),
                Stream.concat(Stream.of(controller), Stream.of(controllers)).toArray()));
        nest = opened(ofJava.nestClient(version));
        opened(ofNest.nestService(version));
        java = opened(ofNest.client(ClientOptions.defaults()));
    }

    /** Closes something after the last test. */
    final <C extends AutoCloseable> C opened(C closeable) {
        opened.add(closeable);
        return closeable;
    }

    @AfterParameterizedClassInvocation
    void closeAll() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        opened.clear();
    }

    @Override
    public final NestVersion version() {
        return version;
    }

    @Override
    public final P newPlace() {
        return places.get();
    }

    @Override
    public final JavaController controller() {
        return controller;
    }

    @Override
    public final NestClient nest() {
        return nest;
    }

    @Override
    public final ClientProxy java() {
        return java;
    }

    /** Where Nest calls Java. */
    final P ofJava() {
        return ofJava;
    }

    /** Where Java calls Nest. */
    final P ofNest() {
        return ofNest;
    }
}
