package dev.rookery.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerAnnotationsTest {

    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(AllRoles.class)
    @interface Roles {
        String[] value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface AllRoles {
        Roles[] value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Roles("admin")
    @interface Admin {}

    @Retention(RetentionPolicy.RUNTIME)
    @Admin
    @interface Root {}

    @Retention(RetentionPolicy.RUNTIME)
    @Circle
    @interface Circle {}

    @Roles("contract")
    interface Contract {
        @Roles("declared")
        void inherited();

        void plain();
    }

    @Roles("class")
    static class Controller implements Contract {
        @Override
        public void inherited() {}

        @Override
        public void plain() {}

        @Root
        void composed() {}

        @Admin
        @Roles("own")
        void both() {}

        @Roles("one")
        @Roles("two")
        void repeated() {}

        @Circle
        void circular() {}
    }

    private static HandlerAnnotations of(String method) throws NoSuchMethodException {
        return HandlerAnnotations.of(Controller.class, Controller.class.getDeclaredMethod(method));
    }

    private static List<String> told(List<Roles> all) {
        return all.stream().flatMap(roles -> Arrays.stream(roles.value())).toList();
    }

    @Test
    void the_nearest_is_the_methods_else_the_classes() throws Exception {
        assertThat(of("inherited").nearest(Roles.class).orElseThrow().value()).containsExactly("declared");
        assertThat(of("plain").nearest(Roles.class).orElseThrow().value()).containsExactly("class");
        assertThat(of("plain").nearest(Admin.class)).isEmpty();
    }

    @Test
    void composed_annotations_count_after_those_that_stand_there() throws Exception {
        assertThat(of("composed").nearest(Roles.class).orElseThrow().value()).containsExactly("admin");
        assertThat(of("composed").nearest(Admin.class)).isPresent();
        assertThat(told(of("both").ofMethod(Roles.class))).containsExactlyInAnyOrder("admin", "own");
        assertThat(of("circular").nearest(Roles.class).orElseThrow().value()).containsExactly("class");
    }

    @Test
    void all_are_told_from_the_most_general_on() throws Exception {
        assertThat(told(of("inherited").all(Roles.class))).containsExactly("contract", "class", "declared");
        assertThat(told(of("repeated").ofMethod(Roles.class))).containsExactly("one", "two");
        assertThat(told(of("repeated").ofController(Roles.class))).containsExactly("contract", "class");
    }

    @Test
    void they_can_be_merged() throws Exception {
        assertThat(of("repeated").merged(Roles.class, roles -> List.of(roles.value())))
                .containsExactly("contract", "class", "one", "two");
    }
}
