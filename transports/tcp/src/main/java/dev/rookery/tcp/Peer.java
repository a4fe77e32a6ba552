package dev.rookery.tcp;

import dev.rookery.internal.Listening;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The other end of a connection, which is remembered when the connection is gone. */
record Peer(
        Channel channel, SocketAddress address, @Nullable SSLEngine tls) {

    static Peer of(Channel channel) {
        var address = channel.remoteAddress();
        var tls = channel.pipeline().get(SslHandler.class);
        return new Peer(
                channel,
                address == null ? InetSocketAddress.createUnresolved("unknown", 0) : address,
                tls == null ? null : tls.engine());
    }

    List<X509Certificate> certificates() {
        if (tls == null) {
            return List.of();
        }
        try {
            return Stream.of(tls.getSession().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    /** The address as it stands in messages. */
    @Override
    public String toString() {
        return Listening.text(address);
    }
}
