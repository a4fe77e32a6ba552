package dev.rookery.tcp;

import dev.rookery.transport.DefaultTransporter;
import dev.rookery.transport.Transporter;

/** What services and clients take that are given no transporter: TCP on {@code localhost:3000}, as in Nest. */
public final class DefaultTcp implements DefaultTransporter {

    /** Called by the service loader. */
    public DefaultTcp() {}

    @Override
    public Transporter create() {
        return TcpTransporter.builder().build();
    }
}
