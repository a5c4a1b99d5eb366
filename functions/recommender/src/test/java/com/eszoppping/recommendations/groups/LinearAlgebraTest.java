package com.eszoppping.recommendations.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.eszoppping.recommendations.log.EventLog;
import com.eszoppping.recommendations.model.Blocks;
import com.eszoppping.recommendations.model.ShopLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.clustering.MultiKMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

/** Our SVD and k-means against those of commons-math, on matrices where both can be held. */
class LinearAlgebraTest {
    private static final int DIMENSIONS = 5;

    @Test
    void the_taste_space_is_spanned_by_the_leading_right_singular_vectors() {
        EventLog log = ShopLogs.tastes(6, 10, 120, 15, 3);
        Interactions matrix = Interactions.of(log);
        RealMatrix dense = new Array2DRowRealMatrix(matrix.rows(), matrix.products());
        for (int user = 0; user < matrix.rows(); user++) {
            for (int entry = matrix.rowStart(user); entry < matrix.rowEnd(user); entry++) {
                dense.setEntry(user, matrix.column(entry), matrix.value(entry));
            }
        }
        SingularValueDecomposition exact = new SingularValueDecomposition(dense);

        try (Blocks blocks = new Blocks(2)) {
            TasteSpace space = TasteSpace.of(matrix, DIMENSIONS, 1, blocks);
            for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
                double cosine = 0;
                for (int product = 0; product < matrix.products(); product++) {
                    cosine +=
                            space.coordinate(product, dimension) * exact.getV().getEntry(product, dimension);
                }
                assertThat(Math.abs(cosine)).as("dimension %d", dimension).isCloseTo(1, within(1e-3));
            }
        }
    }

    @Test
    void rows_of_the_interaction_matrix_have_length_one() {
        Interactions matrix = Interactions.of(ShopLogs.tastes(3, 5, 30, 10, 1));

        for (int user = 0; user < matrix.rows(); user++) {
            double squares = 0;
            for (int entry = matrix.rowStart(user); entry < matrix.rowEnd(user); entry++) {
                squares += matrix.value(entry) * matrix.value(entry);
            }
            assertThat(squares).isCloseTo(1, within(1e-5));
        }
    }

    /** On unit vectors the squared Euclidean distance is 2 − 2·cosine, so both algorithms want nearly the same. */
    @Test
    void k_means_is_as_good_as_that_of_commons_math() {
        int groups = 6;
        float[] points = unitPoints(600, groups);

        SphericalKMeans.Groups ours;
        try (Blocks blocks = new Blocks(2)) {
            ours = SphericalKMeans.group(points, DIMENSIONS, groups, 1, blocks);
        }

        assertThat(ours.meanCosine()).isGreaterThan(meanCosineOfCommonsMath(points, groups) - 1e-3);
        assertThat(ours.sizes()).hasSize(groups).doesNotContain(0);
    }

    private static float[] unitPoints(int count, int bundles) {
        SplittableRandom random = new SplittableRandom(5);
        double[][] centres = new double[bundles][DIMENSIONS];
        for (double[] centre : centres) {
            for (int i = 0; i < DIMENSIONS; i++) {
                centre[i] = random.nextGaussian();
            }
        }
        float[] points = new float[count * DIMENSIONS];
        for (int point = 0; point < count; point++) {
            double squares = 0;
            double[] coordinates = new double[DIMENSIONS];
            for (int i = 0; i < DIMENSIONS; i++) {
                coordinates[i] = centres[point % bundles][i] + 0.4 * random.nextGaussian();
                squares += coordinates[i] * coordinates[i];
            }
            for (int i = 0; i < DIMENSIONS; i++) {
                points[point * DIMENSIONS + i] = (float) (coordinates[i] / Math.sqrt(squares));
            }
        }
        return points;
    }

    private static double meanCosineOfCommonsMath(float[] points, int groups) {
        List<DoublePoint> all = new ArrayList<>();
        for (int start = 0; start < points.length; start += DIMENSIONS) {
            double[] coordinates = new double[DIMENSIONS];
            for (int i = 0; i < DIMENSIONS; i++) {
                coordinates[i] = points[start + i];
            }
            all.add(new DoublePoint(coordinates));
        }
        List<CentroidCluster<DoublePoint>> clusters = new MultiKMeansPlusPlusClusterer<>(
                        new KMeansPlusPlusClusterer<DoublePoint>(
                                groups, 100, new EuclideanDistance(), new Well19937c(1)),
                        8)
                .cluster(all);
        double sum = 0;
        for (CentroidCluster<DoublePoint> cluster : clusters) {
            sum += lengthOfSum(cluster.getPoints());
        }
        return sum / all.size();
    }

    /** The cosines of points with the direction of their own sum add up to that sum's length. */
    private static double lengthOfSum(List<DoublePoint> points) {
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            int coordinate = i;
            double sum = points.stream()
                    .mapToDouble(point -> point.getPoint()[coordinate])
                    .sum();
            squares += sum * sum;
        }
        return Math.sqrt(squares);
    }
}
