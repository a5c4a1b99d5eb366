package com.eszoppping.recommendations.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies point one way, and each outside world is known to one module only. */
final class ModulesTest {
    private static final String OURS = "com.eszoppping.recommendations";
    private static final String LAMBDA = "com.amazonaws..";
    private static final String AWS_SDK = "software.amazon..";

    /** Which of our modules the classes of a module may know. The local stack may know them all. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "ranking", Set.of(),
            "bucket", Set.of(),
            "http", Set.of(),
            "experiment", Set.of(),
            "recommender", Set.of("ranking"),
            "store", Set.of("ranking"),
            "training", Set.of("ranking", "recommender", "store", "bucket", "experiment"),
            "api", Set.of("ranking", "store", "http", "experiment"),
            "feedback", Set.of("http"),
            "admin", Set.of("store", "bucket", "http", "experiment"));

    private static final Pattern MODULE = Pattern.compile("/(?:functions|infra)/(\\w+)/target/");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ModulesTest::isNoTestJar)
            .importPackages(OURS);

    private static boolean isNoTestJar(Location location) {
        return !location.contains("-tests.jar");
    }

    static Stream<String> functions() {
        return ALLOWED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_module_knows_only_those_below_it(String module) {
        classes()
                .that(areIn(module))
                .should()
                .onlyDependOnClassesThat(describe(
                        "are in " + module + " or in " + ALLOWED.get(module) + ", or not ours",
                        used -> !isOurs(used)
                                || moduleOf(used).equals(module)
                                || ALLOWED.get(module).contains(moduleOf(used))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ranking", "recommender", "experiment"})
    void the_domain_knows_neither_aws_nor_lambda(String module) {
        noClasses()
                .that(areIn(module))
                .should()
                .dependOnClassesThat(resideInAnyPackage(AWS_SDK, LAMBDA))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "bucket"})
    void what_keeps_data_does_not_know_that_it_runs_on_lambda(String module) {
        noClasses()
                .that(areIn(module))
                .should()
                .dependOnClassesThat(resideInAnyPackage(LAMBDA))
                .check(CLASSES);
    }

    @Test
    void only_the_store_knows_dynamodb_only_the_bucket_s3_and_only_feedback_firehose() {
        onlyIn("store", "software.amazon.awssdk.services.dynamodb..");
        onlyIn("bucket", "software.amazon.awssdk.services.s3..");
        onlyIn("feedback", "software.amazon.awssdk.services.firehose..");
    }

    /** The local stack starts the servers that these clients talk to, so there it is another matter. */
    private static void onlyIn(String module, String sdk) {
        noClasses()
                .that(describe(
                        "are in other functions than " + module,
                        type -> ALLOWED.containsKey(moduleOf(type))
                                && !moduleOf(type).equals(module)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(sdk))
                .check(CLASSES);
    }

    @Test
    void packages_do_not_know_each_other_in_circles() {
        slices().matching(OURS + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void a_name_says_what_a_thing_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..helper..", "..manager..", "..impl..", "..common..")
                .check(CLASSES);
    }

    @Test
    void every_class_is_in_a_module_and_every_module_is_looked_at() {
        assertThat(CLASSES.stream().map(ModulesTest::moduleOf).distinct())
                .containsExactlyInAnyOrder(
                        "ranking",
                        "bucket",
                        "http",
                        "experiment",
                        "recommender",
                        "store",
                        "training",
                        "api",
                        "feedback",
                        "admin",
                        "local");
    }

    private static DescribedPredicate<JavaClass> areIn(String module) {
        return describe("are in " + module, type -> moduleOf(type).equals(module));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith(OURS);
    }

    /** The module that a class was compiled in, by the place where it was found. */
    private static String moduleOf(JavaClass type) {
        String place = type.getBaseComponentType()
                .getSource()
                .map(source -> source.getUri().toString())
                .orElseThrow(() -> new IllegalStateException("There is no class file of " + type.getName() + "."));
        Matcher module = MODULE.matcher(place);
        if (!module.find()) {
            throw new IllegalStateException("The class file " + place + " is in no module.");
        }
        return module.group(1);
    }
}
