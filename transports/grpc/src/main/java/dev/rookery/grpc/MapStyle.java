package dev.rookery.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;

/**
 * How a message looks as a map.
 *
 * @param keepCase whether fields have the names of the file; else lowerCamel ones
 * @param defaults whether fields that are not on the wire are there all the same
 * @param enumsAsNumbers whether enums are numbers; else names
 */
record MapStyle(boolean keepCase, boolean defaults, boolean enumsAsNumbers) {
    /** What an object mapper is given, to make an object of. */
    static final MapStyle FOR_MAPPER = new MapStyle(false, true, false);

    String name(FieldDescriptor field) {
        return keepCase ? field.getName() : field.getJsonName();
    }
}
