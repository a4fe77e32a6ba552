package dev.rookery.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of all public types says what their Javadoc says. */
final class PublicApiPageTest {

    private static final KeptText PAGE = new KeptText(Module.root().resolve("docs/public-api.md"));

    @Test
    void the_page_is_made_from_the_code() {
        var current = PublicApiPage.of(Module.allPublished());
        assertThat(PAGE.linesFor(current))
                .as("docs/public-api.md, which is written by%n  %s%n", KeptText.ACCEPT)
                .containsExactlyElementsOf(current);
    }

    @Test
    void every_public_type_and_package_says_what_it_is() {
        assertThat(Module.allPublished().stream().flatMap(PublicApiPageTest::unexplained))
                .isEmpty();
    }

    private static Stream<String> unexplained(Module module) {
        var sentences = module.firstSentences();
        return module.api().stream()
                .flatMap(type -> Stream.of(type.packageName(), type.name()))
                .filter(name -> sentences.of(name).isEmpty())
                .distinct();
    }
}
