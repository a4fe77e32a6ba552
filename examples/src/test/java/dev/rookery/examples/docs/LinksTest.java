package dev.rookery.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.examples.docs.Page.Link;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages link to is there. Nothing is asked over the network: of links to elsewhere the form is looked at. */
final class LinksTest {
    private static final Path DOCS = Repository.ROOT.resolve("docs");

    static List<Page> pages() {
        return Repository.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_lead_somewhere(Page page) {
        assertThat(page.links().stream().flatMap(link -> mistake(link).map(why -> link + ": " + why).stream()))
                .isEmpty();
    }

    @Test
    void each_page_of_the_docs_stands_in_their_list() {
        var list = DOCS.resolve("README.md");
        var linked = Page.of(list).links().stream()
                .map(link -> DOCS.resolve(link.target().replaceAll("#.*", "")).normalize())
                .toList();

        assertThat(Repository.named(".md").stream()
                        .filter(file -> file.startsWith(DOCS) && !file.equals(list) && !linked.contains(file))
                        .map(file -> "docs/README.md has no link to " + Repository.ROOT.relativize(file)))
                .isEmpty();
    }

    private static Optional<String> mistake(Link link) {
        if (link.target().matches("[a-z]+:.*")) {
            return isAddress(link.target()) ? Optional.empty() : Optional.of("is no address");
        }
        var parts = link.target().split("#", 2);
        var file = parts[0].isEmpty()
                ? link.from()
                : link.from().resolveSibling(parts[0]).normalize();
        if (!file.startsWith(Repository.ROOT) || !Files.exists(file)) {
            return Optional.of("there is no such file in this repository");
        }
        return parts.length == 1 || Page.of(file).anchors().contains(parts[1])
                ? Optional.empty()
                : Optional.of("no heading of " + Repository.ROOT.relativize(file) + " makes #" + parts[1]);
    }

    private static boolean isAddress(String target) {
        try {
            return new URI(target).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
