package com.eszoppping.recommendations.desugar;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes that take the place of one class's lambdas: one for each interface, whose objects know by a number which lambda they
 * are, and hold what it captured as objects.
 */
final class LambdaClasses {
    private static final String NUMBER = "number";
    private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(CD_void, CD_int);

    private final ClassDesc owner;
    private final Map<Implemented, Made> classes = new LinkedHashMap<>();

    LambdaClasses(ClassDesc owner) {
        this.owner = owner;
    }

    /** A method of an interface. */
    private record Implemented(ClassDesc type, String method, MethodTypeDesc erased) {}

    private record Made(ClassDesc name, List<Lambda> lambdas) {}

    boolean isEmpty() {
        return classes.isEmpty();
    }

    /** Writes the call that makes the lambda's object of what it captures, which is on the stack. */
    void make(Lambda lambda, CodeBuilder code) {
        Made made = classes.computeIfAbsent(
                new Implemented(lambda.implemented(), lambda.method(), lambda.erased()),
                first -> new Made(nameOf(classes.size()), new ArrayList<>()));
        code.invokestatic(made.name(), maker(made.lambdas().size()), lambda.captured());
        made.lambdas().add(lambda);
    }

    private ClassDesc nameOf(int number) {
        return ClassDesc.of(owner.packageName(), owner.displayName() + "$$Lambdas" + number);
    }

    private static String maker(int number) {
        return "make" + number;
    }

    private static String field(int place) {
        return "captured" + place;
    }

    /** The class files by name, in the nest of a class whose private methods they call. */
    Map<ClassDesc, byte[]> build(ClassFile classFile, ClassDesc nestHost) {
        Map<ClassDesc, byte[]> built = new LinkedHashMap<>();
        classes.forEach((implemented, made) -> built.put(made.name(), classFile.build(made.name(), type -> {
            type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
            type.withInterfaceSymbols(implemented.type());
            type.with(NestHostAttribute.of(nestHost));
            writeFields(type, made);
            writeConstructor(type, made);
            for (int number = 0; number < made.lambdas().size(); number++) {
                writeMaker(type, made, number);
            }
            type.withMethodBody(
                    implemented.method(), implemented.erased(), ClassFile.ACC_PUBLIC, code -> writeBodies(code, made));
        })));
        return built;
    }

    private static void writeFields(ClassBuilder type, Made made) {
        int most = made.lambdas().stream()
                .mapToInt(lambda -> lambda.captured().parameterCount())
                .max()
                .orElse(0);
        type.withField(NUMBER, CD_int, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
        for (int place = 0; place < most; place++) {
            type.withField(field(place), CD_Object, ClassFile.ACC_PRIVATE);
        }
    }

    private static void writeConstructor(ClassBuilder type, Made made) {
        type.withMethodBody(
                INIT_NAME,
                CONSTRUCTOR,
                ClassFile.ACC_PRIVATE,
                code -> code.aload(0)
                        .invokespecial(CD_Object, INIT_NAME, MTD_void)
                        .aload(0)
                        .iload(1)
                        .putfield(made.name(), NUMBER, CD_int)
                        .return_());
    }

    private static void writeMaker(ClassBuilder type, Made made, int number) {
        MethodTypeDesc captured = made.lambdas().get(number).captured();
        type.withMethodBody(maker(number), captured, ClassFile.ACC_STATIC, code -> {
            code.new_(made.name()).dup().loadConstant(number).invokespecial(made.name(), INIT_NAME, CONSTRUCTOR);
            for (int place = 0; place < captured.parameterCount(); place++) {
                ClassDesc what = captured.parameterType(place);
                code.dup().loadLocal(TypeKind.from(what), code.parameterSlot(place));
                Conversion.write(code, what, CD_Object);
                code.putfield(made.name(), field(place), CD_Object);
            }
            code.areturn();
        });
    }

    private static void writeBodies(CodeBuilder code, Made made) {
        List<Label> labels = new ArrayList<>();
        List<SwitchCase> cases = new ArrayList<>();
        for (int number = 0; number < made.lambdas().size(); number++) {
            labels.add(code.newLabel());
            cases.add(SwitchCase.of(number, labels.get(number)));
        }
        if (cases.size() > 1) {
            code.aload(0).getfield(made.name(), NUMBER, CD_int).tableswitch(labels.getFirst(), cases);
        }
        for (int number = 0; number < made.lambdas().size(); number++) {
            code.labelBinding(labels.get(number));
            writeBody(code, made.name(), made.lambdas().get(number));
        }
    }

    private static void writeBody(CodeBuilder code, ClassDesc self, Lambda lambda) {
        if (lambda.makesAnObject()) {
            code.new_(lambda.body().owner()).dup();
        }
        int held = lambda.captured().parameterCount();
        for (int place = 0; place < held; place++) {
            code.aload(0).getfield(self, field(place), CD_Object);
            Conversion.write(code, CD_Object, lambda.bodyTakes(place));
        }
        for (int place = 0; place < lambda.erased().parameterCount(); place++) {
            ClassDesc erased = lambda.erased().parameterType(place);
            ClassDesc type = lambda.type().parameterType(place);
            code.loadLocal(TypeKind.from(erased), code.parameterSlot(place));
            Conversion.write(code, erased, type);
            Conversion.write(code, type, lambda.bodyTakes(held + place));
        }
        writeCall(code, lambda);
        writeReturn(code, lambda);
    }

    private static void writeCall(CodeBuilder code, Lambda lambda) {
        ClassDesc owner = lambda.body().owner();
        String name = lambda.body().methodName();
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(lambda.body().lookupDescriptor());
        switch (lambda.body().kind()) {
            case CONSTRUCTOR -> code.invokespecial(owner, INIT_NAME, type);
            case STATIC -> code.invokestatic(owner, name, type);
            case INTERFACE_STATIC -> code.invokestatic(owner, name, type, true);
            case VIRTUAL, SPECIAL -> code.invokevirtual(owner, name, type);
            case INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> code.invokeinterface(owner, name, type);
            default -> throw new IllegalStateException("A lambda calls methods, but this is " + lambda.body() + ".");
        }
    }

    private static void writeReturn(CodeBuilder code, Lambda lambda) {
        ClassDesc given = lambda.body().invocationType().returnType();
        ClassDesc wanted = lambda.erased().returnType();
        if (!wanted.equals(CD_void)) {
            Conversion.write(code, given, lambda.type().returnType());
            Conversion.write(code, lambda.type().returnType(), wanted);
        } else if (TypeKind.from(given).slotSize() == 2) {
            code.pop2();
        } else if (!given.equals(CD_void)) {
            code.pop();
        }
        code.return_(TypeKind.from(wanted));
    }
}
