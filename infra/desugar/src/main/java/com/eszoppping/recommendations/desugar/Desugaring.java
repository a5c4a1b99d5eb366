package com.eszoppping.recommendations.desugar;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts plain classes in the place of lambda expressions. The JVM makes a class of each lambda when it is first reached, with code that
 * a new process runs uncompiled; to load one that is there takes a fraction of that. Lambdas of one class for the same interface
 * share one class. What is serializable or of several interfaces is left to the JVM.
 */
final class Desugaring {
    /** The first Java version whose classes let others into their nest, which is how these reach private methods. */
    private static final int FIRST_WITH_NESTS = ClassFile.JAVA_11_VERSION;

    private static final String SUFFIX = ".class";

    private final ClassFile classFile;
    private final Map<String, byte[]> made = new LinkedHashMap<>();
    private final Map<ClassDesc, List<ClassDesc>> joining = new LinkedHashMap<>();

    /** @param all class files by their path: those to be desugared, and all that these know */
    Desugaring(Map<String, byte[]> all) {
        ClassHierarchyResolver known = ClassHierarchyResolver.ofResourceParsing(type -> open(all.get(pathOf(type))));
        this.classFile = ClassFile.of(
                ClassHierarchyResolverOption.of(known.cached().orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static InputStream open(byte[] bytes) {
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    /** The same files with their class files desugared, and the classes that were made beside them. */
    Map<String, byte[]> of(Map<String, byte[]> files) {
        Map<String, byte[]> plain = new LinkedHashMap<>();
        files.forEach((path, bytes) -> plain.put(path, isClass(path) ? desugared(bytes) : bytes));
        joining.forEach((host, members) -> plain.compute(pathOf(host), (path, bytes) -> withMembers(bytes, members)));
        plain.putAll(made);
        return plain;
    }

    /** Versions for newer JVMs and descriptions of modules are left as they are. */
    private static boolean isClass(String path) {
        return path.endsWith(SUFFIX) && !path.startsWith("META-INF/") && !path.endsWith("module-info.class");
    }

    private byte[] desugared(byte[] bytes) {
        ClassModel type = classFile.parse(bytes);
        LambdaClasses lambdas = new LambdaClasses(type.thisClass().asSymbol());
        byte[] plain = classFile.transformClass(type, ClassTransform.transformingMethodBodies((code, element) -> {
            Optional<Lambda> lambda = element instanceof InvokeDynamicInstruction call
                    ? Lambda.of(call, type.thisClass().asSymbol())
                    : Optional.empty();
            if (lambda.isPresent()) {
                lambdas.make(lambda.get(), code);
            } else {
                code.with(element);
            }
        }));
        if (lambdas.isEmpty()) {
            return bytes;
        }
        ClassDesc host = type.findAttribute(Attributes.nestHost())
                .map(nest -> nest.nestHost().asSymbol())
                .orElse(type.thisClass().asSymbol());
        lambdas.build(classFile, host).forEach((name, lambdaClass) -> {
            made.put(pathOf(name), lambdaClass);
            joining.computeIfAbsent(host, first -> new ArrayList<>()).add(name);
        });
        return plain;
    }

    private byte[] withMembers(byte[] host, List<ClassDesc> more) {
        ClassModel type = classFile.parse(host);
        List<ClassDesc> members = new ArrayList<>();
        type.findAttribute(Attributes.nestMembers())
                .ifPresent(nest -> nest.nestMembers().forEach(member -> members.add(member.asSymbol())));
        members.addAll(more);
        int version = Math.max(type.majorVersion(), FIRST_WITH_NESTS);
        return classFile.transformClass(
                type,
                ClassTransform.dropping(element ->
                                element instanceof NestMembersAttribute || element instanceof ClassFileVersion)
                        .andThen(ClassTransform.endHandler(
                                end -> end.withVersion(version, 0).with(NestMembersAttribute.ofSymbols(members)))));
    }

    private static String pathOf(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1) + SUFFIX;
    }
}
