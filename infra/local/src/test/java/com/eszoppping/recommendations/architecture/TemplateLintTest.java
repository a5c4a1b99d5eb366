package com.eszoppping.recommendations.architecture;

import org.junit.jupiter.api.Test;

/** cfn-lint and checkov find nothing in the templates that is not accepted with its reason. */
final class TemplateLintTest {
    @Test
    void the_templates_have_neither_mistakes_nor_holes() throws Exception {
        TemplateTool.run("lint-template");
    }
}
