package com.eszoppping.recommendations.groups;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Spherical k-means: points of length 1 are put to the centre with the largest cosine, and a centre is the direction of its
 * points' sum (Dhillon and Modha, "Concept decompositions for large sparse text data", Machine Learning 42, 2001). Starts
 * are drawn as in k-means++ (Arthur and Vassilvitskii, SODA 2007), where the squared distance of unit vectors is {@code 2 -
 * 2·cosine}. The best of several starts is kept; a group that runs empty starts anew at the point that is farthest from its
 * centre.
 */
final class SphericalKMeans {
    private static final int RESTARTS = 8;
    static final int MAX_ITERATIONS = 100;

    /** The share by which an iteration has to better the mean cosine; below, the groups stay. */
    private static final double SMALLEST_GAIN = 1e-6;

    private final float[] points;
    private final int dimensions;
    private final int count;
    private final Blocks blocks;

    SphericalKMeans(float[] points, int dimensions, Blocks blocks) {
        this.points = points;
        this.dimensions = dimensions;
        this.count = points.length / dimensions;
        this.blocks = blocks;
    }

    /**
     * Groups points.
     *
     * @param points unit vectors (or zero), row after row
     * @param groups how many groups, at most the number of points
     */
    static Groups group(float[] points, int dimensions, int groups, long seed, Blocks blocks) {
        SphericalKMeans kMeans = new SphericalKMeans(points, dimensions, blocks);
        SplittableRandom random = new SplittableRandom(seed);
        Groups best = null;
        for (int restart = 0; restart < RESTARTS; restart++) {
            Groups found = kMeans.iterate(kMeans.start(groups, random.split()));
            if (best == null || found.meanCosine() > best.meanCosine()) {
                best = found;
            }
        }
        return best;
    }

    /**
     * What was found.
     *
     * @param centres unit vectors, row after row
     * @param groupOf each point's group
     * @param sizes each group's number of points
     * @param meanCosine of points and their centres, the larger the better
     */
    record Groups(double[] centres, int[] groupOf, int[] sizes, double meanCosine) {
        int size() {
            return sizes.length;
        }
    }

    private double[] start(int groups, SplittableRandom random) {
        double[] centres = new double[groups * dimensions];
        double[] nearest = new double[count];
        Arrays.fill(nearest, -1);
        putPoint(random.nextInt(count), centres, 0);
        for (int group = 1; group < groups; group++) {
            takeNearer(centres, group - 1, nearest);
            putPoint(drawFar(nearest, random), centres, group);
        }
        return centres;
    }

    private void takeNearer(double[] centres, int group, double[] nearest) {
        blocks.each(count, (from, to) -> {
            for (int point = from; point < to; point++) {
                nearest[point] = Math.max(nearest[point], cosine(point, centres, group));
            }
        });
    }

    private int drawFar(double[] nearest, SplittableRandom random) {
        double sum = 0;
        for (double cosine : nearest) {
            sum += Math.max(0, 1 - cosine);
        }
        double left = random.nextDouble() * sum;
        for (int point = 0; point < count; point++) {
            left -= Math.max(0, 1 - nearest[point]);
            if (left < 0) {
                return point;
            }
        }
        // All points stand on centres already: any of them will do.
        return random.nextInt(count);
    }

    private Groups iterate(double[] start) {
        int groups = start.length / dimensions;
        double[] centres = start;
        int[] groupOf = new int[count];
        double last = Double.NEGATIVE_INFINITY;
        for (int iteration = 0; ; iteration++) {
            Sums sums = assign(centres, groups, groupOf);
            if (sums.isSettled(last) || iteration == MAX_ITERATIONS) {
                return new Groups(centres, groupOf, sums.sizes, sums.cosines / count);
            }
            last = sums.cosines;
            centres = sums.centres();
        }
    }

    /** What an assignment adds up to. */
    static final class Sums implements Serializable {
        private static final long serialVersionUID = 1;

        private final double[] vectors;
        private final int[] sizes;
        private double cosines;
        private double smallestCosine = Double.POSITIVE_INFINITY;
        private int farthestPoint = -1;

        /** The coordinates of the point that is farthest from its centre. */
        private float[] farthest = {};

        private Sums(int groups, int dimensions) {
            vectors = new double[groups * dimensions];
            sizes = new int[groups];
        }

        int[] sizes() {
            return sizes;
        }

        double cosines() {
            return cosines;
        }

        /** Whether this is hardly better than the sum of cosines before. */
        boolean isSettled(double cosinesBefore) {
            return cosines - cosinesBefore
                    < SMALLEST_GAIN * Arrays.stream(sizes).asLongStream().sum();
        }

        void add(Sums other) {
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] += other.vectors[i];
            }
            for (int group = 0; group < sizes.length; group++) {
                sizes[group] += other.sizes[group];
            }
            cosines += other.cosines;
            if (other.smallestCosine < smallestCosine) {
                smallestCosine = other.smallestCosine;
                farthest = other.farthest;
            }
        }

        /** The directions of the sums; a group that is empty starts anew at the farthest point. */
        double[] centres() {
            int dimensions = vectors.length / sizes.length;
            double[] centres = new double[vectors.length];
            for (int group = 0; group < sizes.length; group++) {
                double length = lengthOf(group, dimensions);
                for (int i = 0; i < dimensions; i++) {
                    int at = group * dimensions + i;
                    centres[at] = length == 0 ? farthest[i] : vectors[at] / length;
                }
            }
            return centres;
        }

        private double lengthOf(int group, int dimensions) {
            double squares = 0;
            for (int i = group * dimensions; i < (group + 1) * dimensions; i++) {
                squares += vectors[i] * vectors[i];
            }
            return Math.sqrt(squares);
        }
    }

    /**
     * Puts each point to its nearest centre.
     *
     * @param groupOf gets each point's group
     */
    Sums assign(double[] centres, int groups, int[] groupOf) {
        List<Sums> parts = blocks.run(count, (from, to) -> {
            Sums sums = new Sums(groups, dimensions);
            for (int point = from; point < to; point++) {
                assign(point, centres, groupOf, sums);
            }
            if (sums.farthestPoint >= 0) {
                int offset = sums.farthestPoint * dimensions;
                sums.farthest = Arrays.copyOfRange(points, offset, offset + dimensions);
            }
            return sums;
        });
        Sums total = new Sums(groups, dimensions);
        parts.forEach(total::add);
        return total;
    }

    private void assign(int point, double[] centres, int[] groupOf, Sums sums) {
        int best = 0;
        double bestCosine = Double.NEGATIVE_INFINITY;
        for (int group = 0; group < sums.sizes.length; group++) {
            double cosine = cosine(point, centres, group);
            if (cosine > bestCosine) {
                bestCosine = cosine;
                best = group;
            }
        }
        groupOf[point] = best;
        sums.sizes[best]++;
        sums.cosines += bestCosine;
        for (int i = 0; i < dimensions; i++) {
            sums.vectors[best * dimensions + i] += points[point * dimensions + i];
        }
        if (bestCosine < sums.smallestCosine) {
            sums.smallestCosine = bestCosine;
            sums.farthestPoint = point;
        }
    }

    private double cosine(int point, double[] centres, int group) {
        double sum = 0;
        for (int i = 0; i < dimensions; i++) {
            sum += points[point * dimensions + i] * centres[group * dimensions + i];
        }
        return sum;
    }

    private void putPoint(int point, double[] centres, int group) {
        for (int i = 0; i < dimensions; i++) {
            centres[group * dimensions + i] = points[point * dimensions + i];
        }
    }
}
