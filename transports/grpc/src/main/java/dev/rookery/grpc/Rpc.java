package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;

/**
 * One rpc of a service.
 *
 * @param name as it is on the wire: {@code demo.v1.Heroes/FindOne}
 * @param input the type of a request
 * @param output the type of a reply
 * @param clientStreams whether the request is a stream
 * @param serverStreams whether the reply is a stream
 * @param file where it is declared
 * @param driver what the driver knows of it
 */
record Rpc(
        String name,
        Descriptor input,
        Descriptor output,
        boolean clientStreams,
        boolean serverStreams,
        FileDescriptor file,
        MethodDescriptor<byte[], byte[]> driver) {

    static Rpc of(com.google.protobuf.Descriptors.MethodDescriptor method) {
        var name = method.getService().getFullName() + "/" + method.getName();
        var driver = MethodDescriptor.newBuilder(ByteMarshaller.REQUESTS, ByteMarshaller.REPLIES)
                .setFullMethodName(name)
                .setType(type(method.isClientStreaming(), method.isServerStreaming()))
                .setSampledToLocalTracing(false)
                .build();
        return new Rpc(
                name,
                method.getInputType(),
                method.getOutputType(),
                method.isClientStreaming(),
                method.isServerStreaming(),
                method.getFile(),
                driver);
    }

    private static MethodType type(boolean clientStreams, boolean serverStreams) {
        if (clientStreams) {
            return serverStreams ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING;
        }
        return serverStreams ? MethodType.SERVER_STREAMING : MethodType.UNARY;
    }

    String service() {
        return name.substring(0, name.indexOf('/'));
    }
}
