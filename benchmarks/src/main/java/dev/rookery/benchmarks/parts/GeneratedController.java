package dev.rookery.benchmarks.parts;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.rookery.annotation.MessagePattern;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Makes controllers with more patterns than anybody would write down. */
final class GeneratedController {
    private GeneratedController() {}

    /** A controller with one method that is bound to all of these patterns, and answers 15. */
    static Object answering(List<String> patterns) {
        var type = ClassFile.of()
                .build(
                        ClassDesc.of(GeneratedController.class.getPackageName(), "Answering"),
                        builder -> builder.withFlags(ClassFile.ACC_FINAL)
                                .withMethodBody(
                                        INIT_NAME,
                                        MTD_void,
                                        0,
                                        code -> code.aload(0)
                                                .invokespecial(CD_Object, INIT_NAME, MTD_void)
                                                .return_())
                                .withMethod(
                                        "answer",
                                        MethodTypeDesc.of(CD_int),
                                        0,
                                        method -> method.with(
                                                        RuntimeVisibleAnnotationsAttribute.of(annotation(patterns)))
                                                .withCode(
                                                        code -> code.bipush(15).ireturn())));
        try {
            var lookup = MethodHandles.lookup().defineHiddenClass(type, true);
            return lookup.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException("The controller that was generated cannot be made", error);
        }
    }

    private static Annotation annotation(List<String> patterns) {
        var values = patterns.stream().map(AnnotationValue::ofString).toArray(AnnotationValue[]::new);
        return Annotation.of(ClassDesc.of(MessagePattern.class.getName()), AnnotationElement.ofArray("value", values));
    }
}
