package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import dev.rookery.error.HandlerDefinitionException;

/** What protobuf's compiler has made classes of. */
final class GeneratedTypes {
    private GeneratedTypes() {}

    static Message defaultInstance(Class<?> type) {
        try {
            return (Message) type.getMethod("getDefaultInstance").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new HandlerDefinitionException(
                    type.getName()
                            + " is no class that protobuf has generated (expected: one, a record, a Map or a class with"
                            + " properties)",
                    e);
        }
    }

    static void requireSame(Descriptor wanted, Descriptor given) {
        if (!wanted.getFullName().equals(given.getFullName())) {
            throw new HandlerDefinitionException(
                    "The rpc has messages of the type " + wanted.getFullName() + ", and the code those of "
                            + given.getFullName() + ": use the class that was generated for the former");
        }
    }
}
