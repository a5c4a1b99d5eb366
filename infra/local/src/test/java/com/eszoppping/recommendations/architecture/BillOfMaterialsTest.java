package com.eszoppping.recommendations.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code target/bom.json} beside each zip, in CycloneDX's format: what is in the zip, and under which licences. */
final class BillOfMaterialsTest {
    /** All let anybody ship them in a product; HdrHistogram and the like, which only commands use, are in no zip. */
    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause");

    @ParameterizedTest
    @ValueSource(strings = {"training", "api", "feedback", "admin"})
    void every_component_has_an_allowed_licence(String module) throws IOException {
        assertThat(components(module)).hasSizeGreaterThan(30).allSatisfy(component -> {
            assertThat(component.at("/licenses/0/license/id").asText()).isIn(ALLOWED);
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"training", "api", "feedback", "admin"})
    void the_packages_in_a_zip_are_those_of_the_components(String module) throws IOException {
        Set<String> listed = new TreeSet<>();
        for (JsonNode component : components(module)) {
            listed.addAll(packages(jar(component)));
        }

        assertThat(packagesOfLibraries(module)).isEqualTo(listed);
    }

    private static List<JsonNode> components(String module) throws IOException {
        Path bom = Repository.file("functions/" + module + "/target/bom.json");
        assertThat(bom)
                .as("the bill, which `mvn verify` writes before it runs this test")
                .exists();
        return new ObjectMapper()
                .readTree(bom.toFile())
                .path("components")
                .valueStream()
                .toList();
    }

    /** In the local repository of Maven, or, of a module of ours, where it was built. */
    private static Path jar(JsonNode component) {
        String name = component.path("name").asText();
        String file = name + "-" + component.path("version").asText() + ".jar";
        String group = component.path("group").asText();
        if (group.equals("com.eszoppping.recommendations")) {
            return Repository.file("functions/" + name + "/target/" + file);
        }
        String repository = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        return Path.of(
                repository,
                group.replace('.', '/'),
                name,
                component.path("version").asText(),
                file);
    }

    private static Set<String> packages(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return packages(file.stream().map(ZipEntry::getName).toList());
        }
    }

    private static Set<String> packagesOfLibraries(String module) throws IOException {
        Path zip = Repository.file("functions/" + module + "/target/" + module + ".zip");
        List<String> names = new ArrayList<>();
        try (ZipFile outer = new ZipFile(zip.toFile());
                ZipInputStream jar = new ZipInputStream(outer.getInputStream(outer.getEntry("lib/libraries.jar")))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return packages(names);
    }

    private static Set<String> packages(List<String> entries) {
        Set<String> packages = new TreeSet<>();
        entries.stream()
                .filter(name ->
                        name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("-info.class"))
                .forEach(name -> packages.add(name.substring(0, Math.max(0, name.lastIndexOf('/')))));
        return packages;
    }
}
