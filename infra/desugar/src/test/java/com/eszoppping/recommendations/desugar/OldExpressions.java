package com.eszoppping.recommendations.desugar;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lambdas as an old compiler's class has them: their bodies are private methods, and no class else is in the nest. */
public final class OldExpressions implements Supplier<List<Object>> {
    private final String name = "old";

    @Override
    public List<Object> get() {
        Function<String, String> greet = word -> word + ", " + name;
        Function<Integer, Integer> plusOne = number -> number + 1;
        return List.of(greet.apply("Hello"), plusOne.apply(1));
    }
}
