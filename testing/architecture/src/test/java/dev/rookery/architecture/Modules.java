package dev.rookery.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/** Reads the poms and the compiled classes. */
final class Modules {

    static final Path ROOT = findRoot();

    /** Projects that the tests of the archetype make, and compile, are not ours. */
    private static final String GENERATED = "/test-classes/projects/";

    private static final Map<Path, JavaClasses> CLASSES = new ConcurrentHashMap<>();

    /** Read when they are first asked for: a module's constants look themselves up here. */
    private static final class All {
        static final List<Module> MODULES = readModules();
    }

    private Modules() {}

    static List<Module> all() {
        return All.MODULES;
    }

    /** The classes in a folder, read once; none when there is no such folder. */
    static JavaClasses classesIn(Path folder) {
        return CLASSES.computeIfAbsent(folder, Modules::importClasses);
    }

    /** What users can see of all that is published; compiled classes of the modules stand before what else has them. */
    static Api api() {
        return ApiOfAll.API;
    }

    private static JavaClasses importClasses(Path folder) {
        var importer = new ClassFileImporter().withImportOption(place -> !place.contains(GENERATED));
        return Files.isDirectory(folder) ? importer.importPath(folder) : importer.importClasses();
    }

    private static Path findRoot() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("bom/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "the tests run outside the repository, in " + Path.of("").toAbsolutePath());
    }

    private static List<Module> readModules() {
        return texts(pom(ROOT), "module").stream()
                .filter(folder -> !folder.equals("bom"))
                .map(Modules::readModule)
                .toList();
    }

    private static Module readModule(String folder) {
        var path = ROOT.resolve(folder);
        var pom = pom(path);
        var artifact = childTexts(pom.getDocumentElement(), "artifactId").getFirst();
        // An archetype is no library: it has no classes, and nobody depends on it.
        var isLibrary = childTexts(pom.getDocumentElement(), "packaging").isEmpty();
        var published = isLibrary && !texts(pom, "maven.deploy.skip").contains("true");
        return new Module(folder, path, artifact, published);
    }

    /** The artifacts that the BOM lists. */
    static List<String> artifactsInBom() {
        return texts(pom(ROOT.resolve("bom")), "artifactId").stream()
                .filter(artifact -> artifact.startsWith("rookery-"))
                .filter(artifact -> !artifact.equals("rookery-parent") && !artifact.equals("rookery-bom"))
                .toList();
    }

    /** What the pom in a folder asks for by name, such as {@code org.slf4j:slf4j-api}, in all scopes. */
    static Set<String> dependenciesIn(Path folder) {
        return dependenciesOf(folder.resolve("pom.xml")).stream()
                .map(Dependency::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A dependency that a POM names.
     *
     * @param name group and artifact
     * @param scope {@code compile} where nothing is said
     */
    record Dependency(String name, String scope) {}

    /** Those that stand in a file, in its order. */
    static List<Dependency> dependenciesOf(Path pom) {
        return children(read(pom).getDocumentElement(), "dependencies")
                .flatMap(dependencies -> children(dependencies, "dependency"))
                .map(dependency -> new Dependency(
                        childTexts(dependency, "groupId").getFirst() + ":"
                                + childTexts(dependency, "artifactId").getFirst(),
                        childTexts(dependency, "scope").stream().findFirst().orElse("compile")))
                .toList();
    }

    private static Document pom(Path folder) {
        return read(folder.resolve("pom.xml"));
    }

    private static Document read(Path pom) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile());
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + pom, e);
        }
    }

    private static List<String> texts(Document pom, String element) {
        var nodes = pom.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }

    private static List<String> childTexts(Node parent, String element) {
        return children(parent, element)
                .map(node -> node.getTextContent().strip())
                .toList();
    }

    private static Stream<Node> children(Node parent, String element) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeName().equals(element));
    }

    /** Read once, by the first who asks. */
    private static final class ApiOfAll {
        static final Api API = Api.of(all().stream()
                .filter(Module::published)
                .map(module -> module.path().resolve("target/classes"))
                .toList());
    }
}
