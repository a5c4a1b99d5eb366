package com.eszoppping.recommendations.desugar;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Lambdas of many kinds, and what they answer. Public, because another class loader's test asks for it. */
public final class Expressions implements Supplier<List<Object>> {
    private final String name = "field";

    @Override
    public List<Object> get() {
        List<Object> answers = new ArrayList<>();
        withoutCaptures(answers);
        withCaptures(answers, 7, 8L, 1.5, (byte) 3, 'c', true, "text");
        references(answers);
        numbers(answers);
        answers.add(new Inner("inner").greeting("Hello").get());
        answers.add(new Greeter() {}.greeting().get());
        return answers;
    }

    private static void withoutCaptures(List<Object> answers) {
        Function<String, Integer> length = text -> text.length();
        Function<String, String> twice = text -> text + text;
        Runnable nothing = () -> {};
        nothing.run();
        answers.add(length.andThen(number -> number + 1).apply("four"));
        answers.add(twice.compose((Object number) -> number.toString()).apply(12));
        answers.add(List.of(3, 1, 2).stream()
                .sorted(Comparator.<Integer>reverseOrder())
                .toList());
    }

    private void withCaptures(
            List<Object> answers,
            int whole,
            long large,
            double real,
            byte small,
            char letter,
            boolean flag,
            String text) {
        Supplier<String> all = () -> name + whole + large + real + small + letter + flag + text;
        IntFunction<String> one = number -> name + (number + whole);
        LongSupplier sum = () -> large + whole;
        answers.add(all.get());
        answers.add(one.apply(5));
        answers.add(sum.getAsLong());
    }

    private void references(List<Object> answers) {
        Supplier<List<String>> made = ArrayList::new;
        Function<Integer, List<String>> sized = ArrayList::new;
        IntFunction<String[]> array = String[]::new;
        UnaryOperator<String> bound = "a"::concat;
        BiFunction<String, String, String> unbound = String::concat;
        Supplier<String> own = this::secret;
        Supplier<String> ofSuper = super::toString;
        Function<Map<String, Integer>, Object> ofAnInterface = Map::size;
        Runnable answerIsDropped = this::secret;
        Runnable longAnswerIsDropped = Expressions::large;
        answerIsDropped.run();
        longAnswerIsDropped.run();
        answers.add(made.get());
        answers.add(sized.apply(3));
        answers.add(array.apply(2).length);
        answers.add(bound.apply("b") + unbound.apply("c", "d") + own.get());
        answers.add(ofSuper.get().startsWith(Expressions.class.getName()));
        answers.add(ofAnInterface.apply(new TreeMap<>(Map.of("one", 1))));
    }

    private static void numbers(List<Object> answers) {
        ToLongFunction<Integer> wider = Integer::intValue;
        ToDoubleFunction<Long> real = number -> number;
        IntBinaryOperator primitive = Math::max;
        IntFunction<Object> boxed = Integer::valueOf;
        Function<Integer, Integer> unboxed = Math::abs;
        Callable<Long> returned = System::nanoTime;
        answers.add(wider.applyAsLong(4));
        answers.add(real.applyAsDouble(5L));
        answers.add(primitive.applyAsInt(6, 7));
        answers.add(boxed.apply(8));
        answers.add(unboxed.apply(-9));
        answers.add(returned instanceof Supplier<?>);
    }

    private static long large() {
        return 1L << 40;
    }

    private String secret() {
        return "secret of " + name;
    }

    /** A lambda that only the JVM can make. */
    static Object serializable() {
        return (Runnable & Serializable) () -> {};
    }

    private record Inner(String name) {
        Supplier<String> greeting(String word) {
            return () -> word + ", " + name;
        }
    }

    private interface Greeter {
        private String word() {
            return "Hi";
        }

        default Supplier<String> greeting() {
            Function<String, String> greet = whom -> word() + ", " + whom;
            return () -> greet.apply("interface");
        }
    }
}
