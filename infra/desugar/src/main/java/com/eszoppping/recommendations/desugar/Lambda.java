package com.eszoppping.recommendations.desugar;

import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.LambdaMetafactory;
import java.util.List;
import java.util.Optional;

/**
 * A lambda expression or method reference, as {@link LambdaMetafactory} is told of it.
 *
 * @param method what the interface's only method is called
 * @param captured takes what it captured, answers the interface
 * @param erased the method's type in the interface
 * @param type the method's type where the lambda stands
 * @param body what is called in the end
 */
record Lambda(
        String method,
        MethodTypeDesc captured,
        MethodTypeDesc erased,
        MethodTypeDesc type,
        DirectMethodHandleDesc body) {
    private static final ClassDesc FACTORY = ClassDesc.of("java.lang.invoke", LambdaMetafactory.class.getSimpleName());

    /** What an instruction makes; nothing if that is no lambda, or one that only the JVM can make. */
    static Optional<Lambda> of(InvokeDynamicInstruction call, ClassDesc in) {
        DirectMethodHandleDesc maker = call.bootstrapMethod();
        if (!maker.owner().equals(FACTORY) || !maker.methodName().equals("metafactory")) {
            return Optional.empty();
        }
        List<LoadableConstantEntry> told = call.invokedynamic().bootstrap().arguments();
        Lambda lambda = new Lambda(
                call.name().stringValue(),
                call.typeSymbol(),
                ((MethodTypeEntry) told.get(0)).asSymbol(),
                ((MethodTypeEntry) told.get(2)).asSymbol(),
                ((MethodHandleEntry) told.get(1)).asSymbol());
        return lambda.callsSuper(in) ? Optional.empty() : Optional.of(lambda);
    }

    /** Which only the class itself may. */
    private boolean callsSuper(ClassDesc in) {
        return switch (body.kind()) {
            case SPECIAL, INTERFACE_SPECIAL -> !body.owner().equals(in);
            default -> false;
        };
    }

    ClassDesc implemented() {
        return captured.returnType();
    }

    boolean makesAnObject() {
        return body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR;
    }

    /** What the body takes: the object that it is called on, if there is one, and its parameters. */
    ClassDesc bodyTakes(int place) {
        return body.invocationType().parameterType(place);
    }
}
