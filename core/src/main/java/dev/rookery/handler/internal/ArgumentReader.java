package dev.rookery.handler.internal;

import dev.rookery.annotation.Ctx;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.Metadata;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.ResolvedBy;
import dev.rookery.annotation.UnknownProperties;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.internal.ComposedAnnotations;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.ArgumentMetadata.Kind;
import dev.rookery.pipeline.ArgumentResolver;
import dev.rookery.pipeline.ComponentFactory;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.HandlerAnnotations;
import dev.rookery.pipeline.Pipe;
import dev.rookery.transport.MessageContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what one parameter of a handler says: by its annotations, its contract's, and its type. */
final class ArgumentReader {
    private final String handler;
    private final Parameter parameter;
    private final List<Annotation> annotations;
    private final HandlerAnnotations around;
    private final ComponentFactory components;

    ArgumentReader(
            String handler,
            Parameter parameter,
            List<Annotation> annotations,
            HandlerAnnotations around,
            ComponentFactory components) {
        this.handler = handler;
        this.parameter = parameter;
        this.annotations = annotations;
        this.around = around;
        this.components = components;
    }

    Argument read(List<Pipe<?, ?>> outerPipes) {
        rejectSeveralSources();
        var metadata =
                new ArgumentMetadata(kind(), parameter.getParameterizedType(), name(), parameter, annotations, around);
        var pipes = new ArrayList<>(outerPipes);
        for (var declared : ComposedAnnotations.find(annotations, UsePipes.class)) {
            for (var type : declared.value()) {
                pipes.add(components.get(type));
            }
        }
        var ready = new Pipes(pipes, metadata);
        return new Argument(source(ready), ready);
    }

    private void rejectSeveralSources() {
        var sources = Stream.of(Payload.class, Ctx.class, Header.class, Metadata.class, ResolvedBy.class)
                .filter(this::has)
                .map(type -> "@" + type.getSimpleName())
                .toList();
        if (sources.size() > 1) {
            throw mistake("has " + String.join(" and ", sources) + ": a value comes from one place, leave one");
        }
    }

    private <A extends Annotation> Optional<A> find(Class<A> type) {
        return ComposedAnnotations.find(annotations, type).stream().findFirst();
    }

    private boolean has(Class<? extends Annotation> type) {
        return find(type).isPresent();
    }

    /** Whether it is the payload, and all of it. */
    boolean isWholePayload() {
        return kind() == Kind.PAYLOAD && name().isEmpty();
    }

    private Kind kind() {
        if (isContext() || has(ResolvedBy.class)) {
            return Kind.CUSTOM;
        }
        return has(Header.class) || has(Metadata.class) ? Kind.HEADER : Kind.PAYLOAD;
    }

    private String name() {
        return find(Header.class)
                .map(Header::value)
                .or(() -> find(Metadata.class).map(Metadata::value))
                .orElseGet(this::payloadMember);
    }

    private String payloadMember() {
        return find(Payload.class)
                .map(Payload::value)
                .filter(name -> !name.isEmpty())
                .or(() ->
                        ComposedAnnotations.carrying(annotations, Payload.class).flatMap(ComposedAnnotations::valueOf))
                .orElse("");
    }

    private boolean isContext() {
        return MessageContext.class.isAssignableFrom(parameter.getType())
                || ExecutionContext.class.isAssignableFrom(parameter.getType());
    }

    private ArgumentSource source(Pipes pipes) {
        var resolved = find(ResolvedBy.class);
        if (resolved.isPresent()) {
            return resolver(resolved.get(), pipes.argument());
        }
        if (has(Header.class)) {
            return header(pipes);
        }
        if (isContext()) {
            return new ArgumentSource.OfContext(parameter.getType());
        }
        if (has(Ctx.class)) {
            throw mistake(
                    "is no context and has @Ctx (expected: MessageContext, a transport's own context, or ExecutionContext)");
        }
        var type = pipes.inputType(parameter.getParameterizedType());
        return has(Metadata.class)
                ? new ArgumentSource.OfMetadata(name(), type)
                : new ArgumentSource.OfPayload(
                        name(),
                        type,
                        pipes.argument()
                                .annotation(UnknownProperties.class)
                                .map(UnknownProperties::value)
                                .orElse(null));
    }

    private ArgumentSource header(Pipes pipes) {
        var type = parameter.getParameterizedType();
        if (name().isEmpty()) {
            if (parameter.getType() != Map.class && !pipes.takeAnything()) {
                throw mistake(
                        "has @Header without a name (expected: a name, or a Map<String, String> for all headers)");
            }
            return new ArgumentSource.OfHeaders();
        }
        if (type instanceof ParameterizedType generic
                && generic.getRawType() == Optional.class
                && generic.getActualTypeArguments()[0] == String.class) {
            return new ArgumentSource.OfOptionalHeader(name());
        }
        if (type != String.class && !pipes.takeAnything()) {
            throw mistake("has @Header, which gives text (expected: a String, an Optional<String>, or a pipe such as"
                    + " @ParseInt that makes something else of it)");
        }
        return new ArgumentSource.OfHeader(name());
    }

    private ArgumentSource resolver(ResolvedBy resolved, ArgumentMetadata argument) {
        var annotation = ComposedAnnotations.carrying(annotations, ResolvedBy.class)
                .orElseThrow(() -> mistake(
                        "has @ResolvedBy itself: put it on an annotation of your own, and that on the parameter"));
        return resolver(components.get(resolved.value()), annotation, argument);
    }

    @SuppressWarnings("unchecked") // a resolver is given the annotation that names it
    private static ArgumentSource resolver(
            ArgumentResolver<?> resolver, Annotation annotation, ArgumentMetadata argument) {
        return new ArgumentSource.OfResolver<>((ArgumentResolver<Annotation>) resolver, annotation, argument);
    }

    private HandlerDefinitionException mistake(String what) {
        return new HandlerDefinitionException("Parameter " + parameter.getType().getSimpleName() + " "
                + parameter.getName() + " of " + handler + " " + what);
    }
}
