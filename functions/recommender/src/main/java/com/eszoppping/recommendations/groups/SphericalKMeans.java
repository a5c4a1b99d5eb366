package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.model.Blocks;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Spherical k-means: points of length 1 are put to the centre with the largest cosine, and a centre is the direction of its
 * points' sum (Dhillon and Modha, "Concept decompositions for large sparse text data", Machine Learning 42, 2001). Starts
 * are drawn as in k-means++ (Arthur and Vassilvitskii, SODA 2007), where the squared distance of unit vectors is {@code 2 -
 * 2·cosine}. The best of several starts is kept; where there are many points, the starts compete on a sample of them, and only
 * the best goes on with all. A group that runs empty starts anew at the point that is farthest from its centre.
 */
final class SphericalKMeans {
    private static final int RESTARTS = 8;

    /** So many points tell a good start from a bad one. */
    private static final int MAX_POINTS_OF_RESTARTS = 20_000;

    static final int MAX_ITERATIONS = 100;

    /** Points worked on at once: their coordinates stay in the processor's first cache. */
    private static final int TILE = 128;

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
        SphericalKMeans all = new SphericalKMeans(points, dimensions, blocks);
        if (all.count <= MAX_POINTS_OF_RESTARTS) {
            return all.bestOfRestarts(groups, seed);
        }
        float[] sample = sample(points, dimensions);
        Groups best = new SphericalKMeans(sample, dimensions, blocks).bestOfRestarts(groups, seed);
        return all.iterate(best.centres());
    }

    /** Points at even distances. */
    private static float[] sample(float[] points, int dimensions) {
        float[] sample = new float[MAX_POINTS_OF_RESTARTS * dimensions];
        long count = points.length / dimensions;
        for (int i = 0; i < MAX_POINTS_OF_RESTARTS; i++) {
            int point = (int) (i * count / MAX_POINTS_OF_RESTARTS);
            System.arraycopy(points, point * dimensions, sample, i * dimensions, dimensions);
        }
        return sample;
    }

    private Groups bestOfRestarts(int groups, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Groups best = null;
        for (int restart = 0; restart < RESTARTS; restart++) {
            Groups found = iterate(start(groups, random.split()));
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
            Tile tile = new Tile();
            for (int first = from; first < to; first += TILE) {
                tile.load(first, Math.min(TILE, to - first));
                tile.measure(centres, group);
                for (int i = 0; i < tile.size; i++) {
                    nearest[first + i] = Math.max(nearest[first + i], tile.cosines[i]);
                }
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
            Tile tile = new Tile();
            for (int first = from; first < to; first += TILE) {
                tile.load(first, Math.min(TILE, to - first));
                tile.findNearest(centres, groups);
                for (int i = 0; i < tile.size; i++) {
                    assign(first + i, tile.nearest[i], tile.nearestCosines[i], groupOf, sums);
                }
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

    private void assign(int point, int group, double cosine, int[] groupOf, Sums sums) {
        groupOf[point] = group;
        sums.sizes[group]++;
        sums.cosines += cosine;
        for (int i = 0; i < dimensions; i++) {
            sums.vectors[group * dimensions + i] += points[point * dimensions + i];
        }
        if (cosine < sums.smallestCosine) {
            sums.smallestCosine = cosine;
            sums.farthestPoint = point;
        }
    }

    /**
     * A few neighbouring points, dimension after dimension, so that the innermost loops run over points: the JVM's compiler
     * makes vector instructions of them, while each cosine is still added up in the order of the dimensions.
     */
    private final class Tile {
        private final double[][] coordinates = new double[dimensions][TILE];
        private final double[] cosines = new double[TILE];
        private final int[] nearest = new int[TILE];
        private final double[] nearestCosines = new double[TILE];
        private int size;

        void load(int first, int points) {
            size = points;
            for (int i = 0; i < size; i++) {
                for (int dimension = 0; dimension < dimensions; dimension++) {
                    coordinates[dimension][i] = SphericalKMeans.this.points[(first + i) * dimensions + dimension];
                }
            }
        }

        /** The cosines with one centre. */
        void measure(double[] centres, int group) {
            Arrays.fill(cosines, 0);
            for (int dimension = 0; dimension < dimensions; dimension++) {
                addProducts(coordinates[dimension], centres[group * dimensions + dimension], cosines);
            }
        }

        private static void addProducts(double[] ones, double factor, double[] sums) {
            for (int i = 0; i < TILE; i++) {
                sums[i] += ones[i] * factor;
            }
        }

        /** The centre with the largest cosine, the first of equal ones. */
        void findNearest(double[] centres, int groups) {
            Arrays.fill(nearestCosines, Double.NEGATIVE_INFINITY);
            for (int group = 0; group < groups; group++) {
                measure(centres, group);
                for (int i = 0; i < TILE; i++) {
                    if (cosines[i] > nearestCosines[i]) {
                        nearestCosines[i] = cosines[i];
                        nearest[i] = group;
                    }
                }
            }
        }
    }

    private void putPoint(int point, double[] centres, int group) {
        for (int i = 0; i < dimensions; i++) {
            centres[group * dimensions + i] = points[point * dimensions + i];
        }
    }
}
