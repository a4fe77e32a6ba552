package dev.rookery.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reads the poms and the compiled classes. */
final class Modules {

    static final Path ROOT = findRoot();
    static final List<Module> ALL = readModules();

    private static final Map<Path, JavaClasses> CLASSES = new ConcurrentHashMap<>();

    private Modules() {}

    /** The classes in a folder, read once; none when there is no such folder. */
    static JavaClasses classesIn(Path folder) {
        return CLASSES.computeIfAbsent(folder, Modules::importClasses);
    }

    private static JavaClasses importClasses(Path folder) {
        var importer = new ClassFileImporter();
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
        var published = !texts(pom, "maven.deploy.skip").contains("true");
        return new Module(folder, path, artifact, published);
    }

    /** The artifacts that the BOM lists. */
    static List<String> artifactsInBom() {
        return texts(pom(ROOT.resolve("bom")), "artifactId").stream()
                .filter(artifact -> artifact.startsWith("rookery-"))
                .filter(artifact -> !artifact.equals("rookery-parent") && !artifact.equals("rookery-bom"))
                .toList();
    }

    private static Document pom(Path folder) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile());
        } catch (Exception e) {
            throw new IllegalStateException("cannot read the pom in " + folder, e);
        }
    }

    private static List<String> texts(Document pom, String element) {
        var nodes = pom.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }

    private static List<String> childTexts(Element parent, String element) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeName().equals(element))
                .map(node -> node.getTextContent().strip())
                .toList();
    }
}
