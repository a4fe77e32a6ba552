package dev.rookery.benchmarks.tcp;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodSignature;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** A controller with as many routes as are wanted; nobody would write it by hand. */
public final class ManyRoutes {
    private static final ClassDesc LIST = ClassDesc.of("java.util.List");
    private static final ClassDesc PATTERN =
            MessagePattern.class.describeConstable().orElseThrow();
    private static final ClassDesc CONTROLLER =
            Controller.class.describeConstable().orElseThrow();

    private ManyRoutes() {}

    /** The class of a controller that answers {@code route.00000} and so on with the sum of a list of numbers. */
    static Class<?> controller(int routes) {
        var name = ClassDesc.of(ManyRoutes.class.getPackageName(), "Generated");
        var bytes = ClassFile.of().build(name, type -> {
            type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
            type.with(RuntimeVisibleAnnotationsAttribute.of(Annotation.of(CONTROLLER)));
            constructor(type);
            for (var route = 0; route < routes; route++) {
                handler(type, route);
            }
        });
        try {
            return MethodHandles.lookup().defineClass(bytes);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void constructor(ClassBuilder type) {
        type.withMethodBody(
                ConstantDescs.INIT_NAME,
                ConstantDescs.MTD_void,
                ClassFile.ACC_PUBLIC,
                code -> code.aload(0)
                        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .return_());
    }

    private static void handler(ClassBuilder type, int route) {
        var pattern = AnnotationValue.ofArray(AnnotationValue.ofString(String.format("route.%05d", route)));
        type.withMethod(
                "handle" + route,
                MethodTypeDesc.of(ConstantDescs.CD_int, LIST),
                ClassFile.ACC_PUBLIC,
                method -> method.with(RuntimeVisibleAnnotationsAttribute.of(
                                Annotation.of(PATTERN, AnnotationElement.of("value", pattern))))
                        .with(SignatureAttribute.of(
                                MethodSignature.parseFrom("(Ljava/util/List<Ljava/lang/Integer;>;)I")))
                        .withCode(code -> code.aload(1)
                                .invokestatic(
                                        ManyRoutes.class.describeConstable().orElseThrow(),
                                        "sum",
                                        MethodTypeDesc.of(ConstantDescs.CD_int, LIST))
                                .ireturn()));
    }

    /**
     * What each of the routes does.
     *
     * @param numbers the payload
     * @return their sum
     */
    public static int sum(List<Integer> numbers) {
        var sum = 0;
        for (var number : numbers) {
            sum += number;
        }
        return sum;
    }
}
