package dev.rookery.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Says which patterns a binding annotation means that does not spell them out. Named by
 * {@link dev.rookery.annotation.HandlerMapping#naming}; called at start.
 */
public interface PatternNaming {

    /**
     * The patterns of one annotated method.
     *
     * @param mapping the annotation
     * @param controller the class or contract whose handlers are looked for: the method's own, or one that inherits it
     * @param method the method that carries it, in the class or contract that declares it so
     * @return at least one pattern, as {@link dev.rookery.pattern.Pattern#of(String)} reads it
     */
    List<String> patternsOf(Annotation mapping, Class<?> controller, Method method);
}
