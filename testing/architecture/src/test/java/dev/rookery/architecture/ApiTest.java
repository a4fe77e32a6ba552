package dev.rookery.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.architecture.sample.Sample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read of compiled types, and what is told of a difference. */
final class ApiTest {

    private static final List<ApiType> TYPES =
            Api.of(List.of(Path.of("target/test-classes"))).typesIn(List.of(Sample.class.getPackageName()));

    @Test
    void only_what_users_can_name_is_listed() {
        assertThat(TYPES)
                .extracting(ApiType::shortName)
                .containsExactly(
                        "Sample", "Sample.Kind", "Sample.Mark", "Sample.Part", "Sample.Shape", "Sample.Visitor");
    }

    @Test
    void a_class_shows_generics_nullness_constants_and_what_a_hidden_superclass_gives_it() {
        assertThat(lines("Sample"))
                .containsExactly(
                        "dev.rookery.architecture.sample.Sample",
                        "  class Sample<T extends Number> implements Runnable, java.util.function.Consumer<T>",
                        "  static final int LIMIT = 3",
                        "  void accept(T)",
                        "  @Nullable String find(java.util.List<@Nullable T>, Object...) throws java.io.IOException",
                        "  void ofHidden(T)",
                        "  protected void ofSubclasses()",
                        "  void run()",
                        "  new()");
    }

    @Test
    void a_record_shows_its_components_and_what_else_it_has() {
        assertThat(lines("Sample.Part"))
                .containsExactly(
                        "dev.rookery.architecture.sample.Sample.Part",
                        "  record Part(int size, @Nullable String name) implements dev.rookery.architecture.sample.Sample.Shape",
                        "  static dev.rookery.architecture.sample.Sample.Part of(int)");
    }

    @Test
    void an_interface_shows_what_has_to_be_implemented() {
        assertThat(lines("Sample.Visitor"))
                .containsExactly(
                        "dev.rookery.architecture.sample.Sample.Visitor",
                        "  interface Visitor",
                        "  abstract void visit(Object)",
                        "  default void visitAll(java.util.List<Object>)");
    }

    @Test
    void a_sealed_type_shows_whom_users_may_switch_over() {
        assertThat(lines("Sample.Shape"))
                .containsExactly(
                        "dev.rookery.architecture.sample.Sample.Shape",
                        "  sealed interface Shape permits dev.rookery.architecture.sample.Sample.Part");
    }

    @Test
    void an_enum_shows_its_constants() {
        assertThat(lines("Sample.Kind"))
                .containsExactly("dev.rookery.architecture.sample.Sample.Kind", "  enum Kind", "  ROUND", "  SQUARE");
    }

    @Test
    void an_annotation_shows_where_it_stands_and_what_is_optional() {
        assertThat(lines("Sample.Mark"))
                .containsExactly(
                        "dev.rookery.architecture.sample.Sample.Mark",
                        "  @interface Mark",
                        "  @Target({TYPE})",
                        "  int optional() default 1",
                        "  String required()");
    }

    @Test
    void a_difference_names_the_type_of_each_line() {
        var before = List.of("a.Cat", "  class Cat", "  void sleep()", "a.Dog", "  class Dog", "  void sleep()");
        var after = List.of("a.Cat", "  class Cat", "  void sleep()", "a.Dog", "  class Dog", "  void bark()");

        assertThat(ApiDifference.between(before, after))
                .containsExactly("- a.Dog: void sleep()", "+ a.Dog: void bark()");
    }

    private static List<String> lines(String type) {
        return TYPES.stream()
                .filter(found -> found.shortName().equals(type))
                .flatMap(ApiType::lines)
                .toList();
    }
}
