package com.eszoppping.recommendations.desugar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DesugaringTest {
    private static final String PACKAGE = "com/eszoppping/recommendations/desugar/";
    private static final String EXPRESSIONS = PACKAGE + "Expressions.class";

    private final Map<String, byte[]> compiled = compiled();
    private final Map<String, byte[]> plain = new Desugaring(compiled).of(compiled);

    DesugaringTest() throws IOException, URISyntaxException {}

    @Test
    void plain_classes_answer_as_lambdas_do() throws ReflectiveOperationException {
        assertThat(answers(plain)).isEqualTo(new Expressions().get()).hasSizeGreaterThan(15);
    }

    @Test
    void classes_that_are_older_than_nests_answer_as_before() throws ReflectiveOperationException {
        Map<String, byte[]> old = new TreeMap<>(compiled);
        old.computeIfPresent(PACKAGE + "OldExpressions.class", (path, bytes) -> asOfJava8(bytes));

        assertThat(answers(new Desugaring(old).of(old), OldExpressions.class)).isEqualTo(new OldExpressions().get());
    }

    @Test
    void only_what_is_serializable_is_left_to_the_jvm() {
        assertThat(methodsWithLambdas(compiled.get(EXPRESSIONS))).hasSizeGreaterThan(5);
        assertThat(methodsWithLambdas(plain.get(EXPRESSIONS))).containsExactly("serializable", "$deserializeLambda$");
    }

    @Test
    void lambdas_of_one_interface_share_a_class() {
        long suppliers = plain.keySet().stream()
                .filter(path -> path.startsWith(PACKAGE + "Expressions$$Lambdas"))
                .filter(path -> implemented(plain.get(path)).equals("java/util/function/Supplier"))
                .count();

        assertThat(suppliers).isOne();
    }

    @Test
    void what_has_no_lambda_and_what_is_no_class_stays_as_it_is() {
        Map<String, byte[]> files = Map.of("a.txt", new byte[] {1, 2}, EXPRESSIONS, plain.get(EXPRESSIONS));

        assertThat(new Desugaring(plain).of(files)).containsExactlyInAnyOrderEntriesOf(files);
    }

    /** The test's own classes. */
    private static Map<String, byte[]> compiled() throws IOException, URISyntaxException {
        Path root = Path.of(Expressions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(root.resolve(PACKAGE))) {
            for (Path path : paths.filter(file -> file.toString().contains("Expressions"))
                    .toList()) {
                files.put(root.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static byte[] asOfJava8(byte[] bytes) {
        ClassModel type = ClassFile.of().parse(bytes);
        return ClassFile.of()
                .transformClass(type, ClassTransform.endHandler(end -> end.withVersion(ClassFile.JAVA_8_VERSION, 0)));
    }

    private static List<Object> answers(Map<String, byte[]> classes) throws ReflectiveOperationException {
        return answers(classes, Expressions.class);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> answers(Map<String, byte[]> classes, Class<? extends Supplier<List<Object>>> type)
            throws ReflectiveOperationException {
        Class<?> loaded = new Loader(classes).loadClass(type.getName());
        assertThat(loaded).isNotSameAs(type);
        return ((Supplier<List<Object>>) loaded.getConstructor().newInstance()).get();
    }

    private static List<String> methodsWithLambdas(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .filter(DesugaringTest::hasLambda)
                .map(method -> method.methodName().stringValue())
                .toList();
    }

    private static boolean hasLambda(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(element -> element instanceof InvokeDynamicInstruction call
                        && call.bootstrapMethod().owner().displayName().equals("LambdaMetafactory"));
    }

    private static String implemented(byte[] bytes) {
        return ClassFile.of().parse(bytes).interfaces().getFirst().asInternalName();
    }

    /** Makes classes of these files, and asks for no others of the package elsewhere. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> files;

        Loader(Map<String, byte[]> files) {
            super(DesugaringTest.class.getClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = files.get(name.replace('.', '/') + ".class");
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? defineClass(name, bytes, 0, bytes.length) : known;
        }
    }
}
