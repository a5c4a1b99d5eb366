package com.eszoppping.recommendations.generator;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Which days have a file of an unusual shape. */
final class FileDirt {
    static final FileDirt NONE = new FileDirt(Map.of());

    private static final int DAYS_PER_FILE_OF_A_SHAPE = 20;

    private final Map<Integer, DayFile.Shape> byDay;

    private FileDirt(Map<Integer, DayFile.Shape> byDay) {
        this.byDay = byDay;
    }

    /** Every shape occurs, and most files keep the usual one. */
    static FileDirt draw(int days, SplittableRandom random) {
        FileDirt dirt = new FileDirt(new HashMap<>());
        int filesOfAShape = Math.max(1, days / DAYS_PER_FILE_OF_A_SHAPE);
        for (DayFile.Shape shape : DayFile.Shape.values()) {
            if (shape != DayFile.Shape.GZIP) {
                dirt.drawShape(shape, filesOfAShape, days, random);
            }
        }
        return dirt;
    }

    private void drawShape(DayFile.Shape shape, int files, int days, SplittableRandom random) {
        for (int drawn = 0; drawn < files; ) {
            if (byDay.putIfAbsent(random.nextInt(days), shape) == null) {
                drawn++;
            }
        }
    }

    DayFile.Shape shapeOf(int day) {
        return byDay.getOrDefault(day, DayFile.Shape.GZIP);
    }
}
