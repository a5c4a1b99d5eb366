package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.model.Blocks;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * A few dimensions in which shoppers' tastes differ most: the leading right singular vectors of the interaction matrix
 * {@code A}, found by randomized subspace iteration on {@code AᵀA} with a Rayleigh-Ritz step (Halko, Martinsson and Tropp,
 * "Finding structure with randomness", SIAM Review 53, 2011, algorithms 4.4 and 5.3). A user is the product {@code A·V} of
 * the own row, so anybody with a few products can be placed the same way.
 */
public final class TasteSpace implements Serializable {
    private static final long serialVersionUID = 1;

    /** More columns than asked for, so that the last dimensions are found well too. */
    private static final int OVERSAMPLING = 8;

    private static final int ITERATIONS = 6;

    /** Below this, a user's place is rounding noise: the own products are not in the space. */
    private static final double SMALLEST_LENGTH = 1e-9;

    private final int dimensions;
    private final double[] directions;

    private TasteSpace(int dimensions, double[] directions) {
        this.dimensions = dimensions;
        this.directions = directions;
    }

    /**
     * Finds the leading directions.
     *
     * @param matrix users by products, not empty
     * @param wanted how many dimensions; fewer are found where the matrix has fewer rows or columns
     */
    static TasteSpace of(Interactions matrix, int wanted, long seed, Blocks blocks) {
        Search search = new Search(matrix.rows(), matrix.products(), wanted, seed);
        while (search.space().isEmpty()) {
            search.take(timesGram(matrix, search.basis(), blocks));
        }
        return search.space().get();
    }

    /** The iteration, whoever multiplies by {@code AᵀA}. */
    static final class Search {
        private final int dimensions;
        private DMatrixRMaj basis;
        private int iterations;
        private Optional<TasteSpace> space = Optional.empty();

        /**
         * Begins with a random basis.
         *
         * @param rows how many users there are, above 0
         * @param products how many there are, above 0
         */
        Search(long rows, int products, int wanted, long seed) {
            int smallerSide = (int) Math.min(rows, products);
            this.dimensions = Math.min(wanted, smallerSide);
            this.basis = orthonormal(randomColumns(products, Math.min(wanted + OVERSAMPLING, smallerSide), seed));
        }

        /** What is to be multiplied next. */
        DMatrixRMaj basis() {
            return basis;
        }

        /** Takes the product of {@code AᵀA} and the basis. */
        void take(DMatrixRMaj gramTimesBasis) {
            if (iterations++ < ITERATIONS) {
                basis = orthonormal(gramTimesBasis);
            } else {
                space = Optional.of(new TasteSpace(dimensions, leading(basis, gramTimesBasis, dimensions)));
            }
        }

        /** What was found; nothing before the last iteration. */
        Optional<TasteSpace> space() {
            return space;
        }
    }

    private static DMatrixRMaj randomColumns(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }

    private static DMatrixRMaj orthonormal(DMatrixRMaj columns) {
        QRDecompositionHouseholderColumn_DDRM qr = new QRDecompositionHouseholderColumn_DDRM();
        qr.decompose(columns);
        return qr.getQ(null, true);
    }

    /** AᵀA·X, one user's row after the other, without ever holding A·X. */
    static DMatrixRMaj timesGram(Interactions matrix, DMatrixRMaj x, Blocks blocks) {
        List<double[]> parts = blocks.run(matrix.rows(), (from, to) -> {
            double[] sum = new double[x.data.length];
            double[] row = new double[x.numCols];
            for (int user = from; user < to; user++) {
                project(matrix, user, x.data, x.numCols, row);
                addOuterProduct(matrix, user, row, sum);
            }
            return sum;
        });
        DMatrixRMaj result = new DMatrixRMaj(x.numRows, x.numCols);
        for (double[] part : parts) {
            for (int i = 0; i < part.length; i++) {
                result.data[i] += part[i];
            }
        }
        return result;
    }

    private static void project(Interactions matrix, int user, double[] directions, int width, double[] row) {
        Arrays.fill(row, 0);
        for (int entry = matrix.rowStart(user); entry < matrix.rowEnd(user); entry++) {
            int offset = matrix.column(entry) * width;
            float value = matrix.value(entry);
            for (int i = 0; i < width; i++) {
                row[i] += value * directions[offset + i];
            }
        }
    }

    private static void addOuterProduct(Interactions matrix, int user, double[] row, double[] sum) {
        for (int entry = matrix.rowStart(user); entry < matrix.rowEnd(user); entry++) {
            int offset = matrix.column(entry) * row.length;
            float value = matrix.value(entry);
            for (int i = 0; i < row.length; i++) {
                sum[offset + i] += value * row[i];
            }
        }
    }

    /** Rayleigh-Ritz: turns the basis so that its columns are the eigenvectors of AᵀA, the largest first. */
    private static double[] leading(DMatrixRMaj basis, DMatrixRMaj gramTimesBasis, int dimensions) {
        DMatrixRMaj small = new DMatrixRMaj(basis.numCols, basis.numCols);
        CommonOps_DDRM.multTransA(basis, gramTimesBasis, small);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(small.numRows, true, true);
        eigen.decompose(small);
        Integer[] largestFirst = new Integer[small.numRows];
        Arrays.setAll(largestFirst, i -> i);
        Arrays.sort(
                largestFirst,
                (a, b) -> Double.compare(
                        eigen.getEigenvalue(b).getReal(), eigen.getEigenvalue(a).getReal()));
        DMatrixRMaj turn = new DMatrixRMaj(small.numRows, dimensions);
        for (int column = 0; column < dimensions; column++) {
            CommonOps_DDRM.insert(eigen.getEigenVector(largestFirst[column]), turn, 0, column);
        }
        DMatrixRMaj directions = new DMatrixRMaj(basis.numRows, dimensions);
        CommonOps_DDRM.mult(basis, turn, directions);
        return directions.data;
    }

    /** How many coordinates a place has. */
    public int dimensions() {
        return dimensions;
    }

    /** How much a product points into a direction; a user with only this product stands here. */
    double coordinate(int product, int dimension) {
        return directions[product * dimensions + dimension];
    }

    /** All users as directions of length 1 (or 0 for one who is orthogonal to the space), row after row. */
    float[] place(Interactions matrix, Blocks blocks) {
        float[] places = new float[matrix.rows() * dimensions];
        blocks.each(matrix.rows(), (from, to) -> {
            double[] row = new double[dimensions];
            for (int user = from; user < to; user++) {
                project(matrix, user, directions, dimensions, row);
                putUnit(row, places, user * dimensions);
            }
        });
        return places;
    }

    private static void putUnit(double[] row, float[] places, int offset) {
        double squares = 0;
        for (double coordinate : row) {
            squares += coordinate * coordinate;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < row.length; i++) {
            places[offset + i] = length < SMALLEST_LENGTH ? 0 : (float) (row[i] / length);
        }
    }
}
