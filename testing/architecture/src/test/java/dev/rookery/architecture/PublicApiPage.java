package dev.rookery.architecture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the page that lists all public types, with the first sentences of their Javadoc. */
final class PublicApiPage {

    private static final String HEAD = """
            # Public types

            <!-- Made from the code by testing/architecture, which fails where the two differ; docs/decisions/0007-public-api.md tells how to write it anew. -->

            All types that Rookery promises to its users, by artifact and package, each with the first sentence of its Javadoc. What is not here, a type of a package named
            `internal` above all, may change with any release. [How a change of these is decided](decisions/0007-public-api.md).""";

    private final List<String> lines = new ArrayList<>(HEAD.lines().toList());

    private PublicApiPage() {}

    static List<String> of(Collection<Module> modules) {
        var page = new PublicApiPage();
        modules.forEach(page::add);
        return page.lines;
    }

    private void add(Module module) {
        var sentences = module.firstSentences();
        lines.addAll(List.of("", "## " + module.artifact()));
        module.api().stream()
                .collect(Collectors.groupingBy(ApiType::packageName, TreeMap::new, Collectors.toList()))
                .forEach((name, types) -> addPackage(name, types, sentences));
    }

    private void addPackage(String name, List<ApiType> types, FirstSentences sentences) {
        lines.addAll(List.of("", "### `" + name + "`", "", sentences.of(name).orElse("")));
        lines.addAll(List.of("", "| type | what it is |", "| --- | --- |"));
        for (var type : types) {
            var sentence = sentences.of(type.name()).orElse("").replace("|", "\\|");
            lines.add("| `%s` | %s |".formatted(type.shortName(), sentence));
        }
    }
}
