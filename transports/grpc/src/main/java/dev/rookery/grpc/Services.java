package dev.rookery.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.rookery.error.StartException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The services that a transporter knows, by their names in full and below their packages. */
final class Services {
    private final Map<String, ServiceDescriptor> byFullName = new LinkedHashMap<>();
    private final Map<String, List<ServiceDescriptor>> byShortName = new LinkedHashMap<>();
    private final Map<String, Rpc> rpcs = new LinkedHashMap<>();

    private Services(Collection<FileDescriptor> files, List<String> packages) {
        for (var file : files) {
            if (packages.isEmpty() || packages.contains(file.getPackage())) {
                file.getServices().forEach(service -> add(service, file.getPackage()));
            }
        }
    }

    /** Reads the files, where there are any. Blocks. */
    static Services load(GrpcOptions options) {
        var files = new ArrayList<>(options.descriptors());
        if (!options.protoPaths().isEmpty()) {
            files.addAll(ProtoFiles.load(options.protoPaths(), options.includeDirs()));
        }
        var services = new Services(files, options.packages());
        services.requirePackages(files, options.packages());
        if (services.byFullName.isEmpty()) {
            throw new StartException(
                    "gRPC has no service to offer or to call: name .proto files with protoPaths(…), or descriptors of"
                            + " generated classes with descriptors(…)");
        }
        return services;
    }

    private void add(ServiceDescriptor service, String packageName) {
        byFullName.put(service.getFullName(), service);
        var below = packageName.isEmpty()
                ? service.getFullName()
                : service.getFullName().substring(packageName.length() + 1);
        byShortName.computeIfAbsent(below, name -> new ArrayList<>()).add(service);
        for (var method : service.getMethods()) {
            var rpc = Rpc.of(method);
            rpcs.put(rpc.name(), rpc);
        }
    }

    private void requirePackages(Collection<FileDescriptor> files, List<String> packages) {
        var known = new TreeSet<String>();
        files.forEach(file -> known.add(file.getPackage()));
        for (var wanted : packages) {
            if (byFullName.values().stream()
                    .noneMatch(service -> service.getFile().getPackage().equals(wanted))) {
                throw new StartException("The .proto files have no service in the package " + wanted
                        + " (expected: one of " + known + ")");
            }
        }
    }

    /**
     * Finds an rpc by what stands in a pattern.
     *
     * @param pattern service and rpc, as in {@code Heroes/FindOne}
     * @return the rpc
     * @throws StartException if there is none, or if more than one package has such a service; it names what there is
     */
    Rpc require(String pattern) {
        var slash = pattern.lastIndexOf('/');
        if (slash < 0) {
            throw new StartException("The pattern " + pattern
                    + " means nothing on gRPC (expected: a service and an rpc, as in Heroes/FindOne)");
        }
        var service = service(pattern.substring(0, slash), pattern);
        var name = pattern.substring(slash + 1);
        return method(service, name)
                .orElseThrow(() -> new StartException("The service " + service.getFullName() + " has no rpc " + name
                        + " (expected: one of " + names(service) + ")"));
    }

    private ServiceDescriptor service(String name, String pattern) {
        var full = byFullName.get(name);
        if (full != null) {
            return full;
        }
        var named = byShortName.getOrDefault(name, List.of());
        if (named.isEmpty()) {
            throw new StartException("There is no service " + name + " for " + pattern + " (expected: one of "
                    + byFullName.keySet() + ")");
        }
        if (named.size() > 1) {
            throw new StartException("The service " + name + " of " + pattern + " is in several packages: write one of "
                    + named.stream().map(ServiceDescriptor::getFullName).toList());
        }
        return named.getFirst();
    }

    /** An rpc may be written with a small letter, too, as generated code and Nest's clients call it. */
    private Optional<Rpc> method(ServiceDescriptor service, String name) {
        var prefix = service.getFullName() + "/";
        return Optional.ofNullable(rpcs.get(prefix + name))
                .or(() -> Optional.ofNullable(rpcs.get(prefix + otherCase(name))));
    }

    private static String otherCase(String name) {
        if (name.isEmpty()) {
            return name;
        }
        var first = name.charAt(0);
        return (Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first))
                + name.substring(1);
    }

    private static List<String> names(ServiceDescriptor service) {
        return service.getMethods().stream().map(method -> method.getName()).toList();
    }
}
