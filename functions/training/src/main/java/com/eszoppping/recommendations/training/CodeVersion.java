package com.eszoppping.recommendations.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which code trains: the project's version and the commit that it was built on, as the build wrote them. */
final class CodeVersion {
    private CodeVersion() {}

    static String text() {
        try (InputStream in = CodeVersion.class.getResourceAsStream("code.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("code");
        } catch (IOException e) {
            throw new UncheckedIOException("The version of the code cannot be read.", e);
        }
    }
}
