package dev.rookery.memory;

import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;

/** Makes what {@code rookery.transport=memory} asks for: one world for the server and the clients of a configuration. */
public final class MemoryTransporterFactory implements TransporterFactory {

    /** Called by the service loader. */
    public MemoryTransporterFactory() {}

    @Override
    public String id() {
        return InMemoryTransporter.ID;
    }

    @Override
    public boolean isShared() { // the server and all clients of an application get one
        return true;
    }

    @Override
    public Transporter create(TransportSettings settings) {
        return new InMemoryTransporter();
    }
}
