package dev.rookery.grpc;

import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.DecompressorRegistry;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What messages may be compressed by: gzip, and deflate, which is zlib's format in gRPC as in HTTP (RFC 1950). Nest's driver knows both, ours the first alone.
 */
final class Compression {
    private static final DecompressorRegistry READABLE =
            DecompressorRegistry.getDefaultInstance().with(new Deflate(), true);

    private Compression() {}

    static boolean isKnown(String name) {
        return compressors(name).lookupCompressor(name) != null;
    }

    /**
     * What goes out may be compressed by.
     *
     * @param wanted also what a user has made known to the driver
     */
    static CompressorRegistry compressors(@Nullable String wanted) {
        var known = CompressorRegistry.newEmptyInstance();
        known.register(Codec.Identity.NONE);
        known.register(new Codec.Gzip());
        known.register(new Deflate());
        var added =
                wanted == null ? null : CompressorRegistry.getDefaultInstance().lookupCompressor(wanted);
        if (added != null) {
            known.register(added);
        }
        return known;
    }

    /** What may come in, which the other side is told. */
    static DecompressorRegistry decompressors() {
        return READABLE;
    }

    private static final class Deflate implements Codec {
        @Override
        public String getMessageEncoding() {
            return "deflate";
        }

        @Override
        public OutputStream compress(OutputStream messages) {
            return new DeflaterOutputStream(messages);
        }

        @Override
        public InputStream decompress(InputStream messages) {
            return new InflaterInputStream(messages);
        }
    }
}
