package dev.rookery.grpc;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.MessageType;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
import com.squareup.wire.schema.internal.SchemaEncoder;
import dev.rookery.error.StartException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@code .proto} files at run time. Wire's loader parses and links them; everything else works from protobuf's own descriptors, which are
 * made of what it encodes.
 */
final class ProtoFiles {
    /** As protobuf-java has them, so that a message of such a type is one of its classes. */
    private static final Map<String, FileDescriptor> WELL_KNOWN = Stream.of(
                    AnyProto.getDescriptor(),
                    DescriptorProtos.getDescriptor(),
                    DurationProto.getDescriptor(),
                    EmptyProto.getDescriptor(),
                    FieldMaskProto.getDescriptor(),
                    StructProto.getDescriptor(),
                    TimestampProto.getDescriptor(),
                    WrappersProto.getDescriptor())
            .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, Function.identity()));

    private final Schema schema;
    private final SchemaEncoder encoder;
    private final Map<String, ProtoFile> files = new HashMap<>();
    private final Map<String, FileDescriptor> built = new HashMap<>();

    private ProtoFiles(Schema schema) {
        this.schema = schema;
        this.encoder = new SchemaEncoder(schema);
        schema.getProtoFiles().forEach(file -> files.put(file.getLocation().getPath(), file));
    }

    /**
     * Reads files and what they import.
     *
     * @param paths the files
     * @param includeDirs where imports are looked for, beside the folders of the files
     * @return a descriptor for each of the files
     * @throws StartException if a file is missing or cannot be read
     */
    static List<FileDescriptor> load(List<Path> paths, List<Path> includeDirs) {
        var roots = paths.stream().map(path -> root(path, includeDirs)).toList();
        var bases = new LinkedHashSet<String>();
        includeDirs.forEach(
                folder -> bases.add(folder.toAbsolutePath().normalize().toString()));
        roots.forEach(root -> bases.add(root.getBase()));
        var loaded =
                new ProtoFiles(schema(roots, bases.stream().map(Location::get).toList()));
        return roots.stream().map(root -> loaded.descriptor(root.getPath())).toList();
    }

    private static Location root(Path path, List<Path> includeDirs) {
        var candidates = new ArrayList<Path>();
        candidates.add(path.toAbsolutePath().normalize());
        includeDirs.forEach(
                folder -> candidates.add(folder.resolve(path).toAbsolutePath().normalize()));
        var file = candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new StartException("There is no .proto file " + path + " (looked for " + candidates
                        + "): correct protoPaths, or includeDirs"));
        for (var folder : includeDirs) {
            var base = folder.toAbsolutePath().normalize();
            if (file.startsWith(base)) {
                return Location.get(
                        base.toString(), base.relativize(file).toString().replace('\\', '/'));
            }
        }
        return Location.get(String.valueOf(file.getParent()), String.valueOf(file.getFileName()));
    }

    private static Schema schema(List<Location> roots, List<Location> bases) {
        var loader = new SchemaLoader(FileSystems.getDefault());
        loader.setLoadExhaustively(true);
        try {
            loader.initRoots(roots, bases);
            return loader.loadSchema();
        } catch (RuntimeException e) { // it has no type of its own for a mistake in a file
            throw new StartException("The .proto files cannot be read: " + e.getMessage(), e);
        }
    }

    private FileDescriptor descriptor(String path) {
        var known = built.get(path);
        if (known == null) {
            known = WELL_KNOWN.containsKey(path) ? WELL_KNOWN.get(path) : build(path);
            built.put(path, known);
        }
        return known;
    }

    private FileDescriptor build(String path) {
        var file = files.get(path);
        if (file == null) {
            throw new StartException(
                    "The import " + path + " of the .proto files was not found: add its folder to includeDirs");
        }
        try {
            var proto = FileDescriptorProto.parseFrom(encoder.encode(file).toByteArray()).toBuilder();
            var prefix = proto.getPackage().isEmpty() ? "" : proto.getPackage() + ".";
            proto.getMessageTypeBuilderList().forEach(type -> addJsonNames(type, prefix));
            var dependencies =
                    proto.getDependencyList().stream().map(this::descriptor).toArray(FileDescriptor[]::new);
            return FileDescriptor.buildFrom(proto.build(), dependencies);
        } catch (InvalidProtocolBufferException | DescriptorValidationException e) {
            throw new StartException("The .proto file " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Wire leaves a {@code json_name} that a file gives out of what it encodes. */
    private void addJsonNames(DescriptorProto.Builder type, String prefix) {
        var name = prefix + type.getName();
        if (schema.getType(name) instanceof MessageType message) {
            for (var field : type.getFieldBuilderList()) {
                var declared = message.field(field.getName());
                if (declared != null && declared.getDeclaredJsonName() != null) {
                    field.setJsonName(declared.getDeclaredJsonName());
                }
            }
        }
        type.getNestedTypeBuilderList().forEach(nested -> addJsonNames(nested, name + "."));
    }
}
