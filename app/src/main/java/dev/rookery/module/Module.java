package dev.rookery.module;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a module: a set of controllers and providers with a border. What a module provides is seen inside it, and by the modules
 * that import it if it is exported.
 *
 * <p>The class itself is made by the container, once, and may have a constructor with parameters, {@link Provides} methods,
 * {@link Imports} methods and life cycle hooks.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Module {

    /**
     * The modules whose exports are seen here. Two modules may import each other.
     *
     * @return classes with {@code @Module}; none by default
     */
    Class<?>[] imports() default {};

    /**
     * The classes that handle messages. Each is made once, or for each message, as its {@link Injectable#scope} and what it needs say.
     *
     * @return classes with {@code @Controller}; none by default
     */
    Class<?>[] controllers() default {};

    /**
     * The classes that the container makes, each once unless its {@link Injectable#scope} or what it needs says otherwise, and that others
     * in sight can have injected under their own type.
     *
     * @return concrete classes; none by default. What is no plain class comes from a {@link Provides} method.
     */
    Class<?>[] providers() default {};

    /**
     * What modules that import this one see. A class stands for everything that this module provides under that type, whatever its
     * qualifier; the class of an imported module passes on all that it exports.
     *
     * @return types of providers, or imported modules; none by default
     */
    Class<?>[] exports() default {};
}
