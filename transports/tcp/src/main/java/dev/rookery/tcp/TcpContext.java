package dev.rookery.tcp;

import dev.rookery.codec.Body;
import dev.rookery.internal.PatternText;
import dev.rookery.transport.MessageContext;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a message that came by TCP, and of the connection that it came by. Safe for use by several threads. */
public final class TcpContext implements MessageContext {
    private final @Nullable String patternJson;
    private final Body metadata;
    private final Peer peer;

    TcpContext(@Nullable String patternJson, Body metadata, Peer peer) {
        this.patternJson = patternJson;
        this.metadata = metadata;
        this.peer = peer;
    }

    /** {@inheritDoc} Empty if the packet has none. */
    @Override
    public String pattern() {
        return patternJson == null ? "" : PatternText.of(patternJson);
    }

    @Override
    public String transport() {
        return TcpTransporter.ID;
    }

    /** {@inheritDoc} Nest 12's clients can set it; it is any JSON value. */
    @Override
    public Body metadata() {
        return metadata;
    }

    /**
     * Who sent the message.
     *
     * @return the address and port of the peer
     */
    public SocketAddress remoteAddress() {
        return peer.address();
    }

    /**
     * The certificates that the peer showed, its own first; they were checked before the first message.
     *
     * @return the chain; empty without TLS, and where the peer showed none
     */
    public List<X509Certificate> peerCertificates() {
        return peer.certificates();
    }

    /**
     * The connection itself.
     *
     * @param driverType {@link Channel}, or a type of Netty's channel below it
     * @param <T> its type
     * @return Netty's channel, which may have closed meanwhile; whoever writes to it must keep to the framing
     * @throws IllegalArgumentException if the channel is of another type
     */
    public <T> T unwrap(Class<T> driverType) {
        return Drivers.pick(driverType, peer.channel());
    }

    @Override
    public String toString() {
        return "TcpContext[" + pattern() + " from " + peer.address() + "]";
    }
}
