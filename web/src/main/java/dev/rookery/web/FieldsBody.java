package dev.rookery.web;

import dev.rookery.codec.Body;
import dev.rookery.codec.PacketCodec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and texts, as a form or a query has them. The components of a record are made of the texts with their names.
 *
 * @param fields names, each with its values in order
 * @param codec makes what texts do not make by themselves
 */
record FieldsBody(Map<String, List<String>> fields, PacketCodec codec) implements Body {

    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public @Nullable Object bind(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return map(generic.getActualTypeArguments()[1]);
        }
        if (type == Map.class || type == Object.class) {
            return map(Object.class);
        }
        if (type instanceof Class<?> raw && raw.isRecord()) {
            return codec.dataOf(components(raw)).bind(type);
        }
        return codec.dataOf(map(Object.class)).bind(type);
    }

    private Map<String, @Nullable Object> map(Type element) {
        var texts = new Texts(codec);
        var values = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach((name, all) -> values.put(name, texts.convert(all, element)));
        return values;
    }

    private Map<String, @Nullable Object> components(Class<?> type) {
        var texts = new Texts(codec);
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var component : type.getRecordComponents()) {
            var all = fields.getOrDefault(component.getName(), List.of());
            values.put(component.getName(), texts.convert(all, component.getGenericType()));
        }
        return values;
    }

    @Override
    public Body property(String name) {
        var values = fields.get(name);
        return values == null ? Body.absent() : new TextBody(values, codec);
    }
}
