package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.log.EventLog;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sparse matrix of users and products, in compressed rows. An entry is {@code log(1 + n)} for {@code n} events of the
 * user with the product, and each row has length 1: raw counts would group people by how much they click, not by what they
 * like. A row belongs to a user who has events; users without any have none.
 */
final class Interactions implements Serializable {
    private static final long serialVersionUID = 1;

    private final int products;
    private final int[] users;
    private final int[] rowStarts;
    private final int[] columns;
    private final float[] values;

    private Interactions(int products, int[] users, int[] rowStarts, int[] columns, float[] values) {
        this.products = products;
        this.users = users;
        this.rowStarts = rowStarts;
        this.columns = columns;
        this.values = values;
    }

    /** Counts the log's events of known users. */
    static Interactions of(EventLog log) {
        int[] starts = new int[log.users() + 1];
        for (int event = 0; event < log.events(); event++) {
            if (log.user(event) != EventLog.ANONYMOUS) {
                starts[log.user(event) + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return compress(log, starts, productsByUser(log, starts));
    }

    /**
     * The rows of some users; the user of a row is its place.
     *
     * @param products how many the catalogue has
     */
    static Interactions of(int products, List<UserRow> rows) {
        int[] rowStarts = new int[rows.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            rowStarts[row + 1] = rowStarts[row] + rows.get(row).products().length;
        }
        int[] columns = new int[rowStarts[rows.size()]];
        float[] values = new float[columns.length];
        for (int row = 0; row < rows.size(); row++) {
            UserRow of = rows.get(row);
            System.arraycopy(of.products(), 0, columns, rowStarts[row], of.products().length);
            for (int i = 0; i < of.events().length; i++) {
                values[rowStarts[row] + i] = of.events()[i];
            }
            toUnitLength(values, rowStarts[row], rowStarts[row + 1]);
        }
        return new Interactions(products, IntStream.range(0, rows.size()).toArray(), rowStarts, columns, values);
    }

    private static int[] productsByUser(EventLog log, int[] starts) {
        int[] next = starts.clone();
        int[] byUser = new int[starts[log.users()]];
        for (int event = 0; event < log.events(); event++) {
            if (log.user(event) != EventLog.ANONYMOUS) {
                byUser[next[log.user(event)]++] = log.product(event);
            }
        }
        return byUser;
    }

    /**
     * Counts equal neighbours.
     *
     * @param starts where each user's products begin
     * @param byUser the users' products, which get sorted
     */
    private static Interactions compress(EventLog log, int[] starts, int[] byUser) {
        int[] users = IntStream.range(0, log.users())
                .filter(user -> starts[user + 1] > starts[user])
                .toArray();
        int[] rowStarts = new int[users.length + 1];
        for (int row = 0; row < users.length; row++) {
            int from = starts[users[row]];
            int to = starts[users[row] + 1];
            Arrays.sort(byUser, from, to);
            rowStarts[row + 1] = rowStarts[row] + distinct(byUser, from, to);
        }
        int[] columns = new int[rowStarts[users.length]];
        float[] values = new float[columns.length];
        for (int row = 0; row < users.length; row++) {
            int entry = rowStarts[row] - 1;
            for (int i = starts[users[row]]; i < starts[users[row] + 1]; i++) {
                boolean sameAsLast = entry >= rowStarts[row] && columns[entry] == byUser[i];
                if (!sameAsLast) {
                    columns[++entry] = byUser[i];
                }
                values[entry]++;
            }
            toUnitLength(values, rowStarts[row], rowStarts[row + 1]);
        }
        return new Interactions(log.catalogue().size(), users, rowStarts, columns, values);
    }

    /** How many different numbers there are from one place to another where they are sorted. */
    private static int distinct(int[] sorted, int from, int to) {
        int distinct = 0;
        for (int i = from; i < to; i++) {
            distinct += i == from || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    private static void toUnitLength(float[] values, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            values[i] = (float) Math.log1p(values[i]);
            squares += values[i] * values[i];
        }
        for (int i = from; i < to; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
    }

    int rows() {
        return users.length;
    }

    /** The number, in the log, of the user whom a row belongs to. */
    int user(int row) {
        return users[row];
    }

    int products() {
        return products;
    }

    int entries() {
        return columns.length;
    }

    int rowStart(int row) {
        return rowStarts[row];
    }

    int rowEnd(int row) {
        return rowStarts[row + 1];
    }

    int column(int entry) {
        return columns[entry];
    }

    float value(int entry) {
        return values[entry];
    }
}
