package com.eszoppping.recommendations.groups;

import java.io.Serializable;

/** What the shoppers at each centre add up to, in some parts. */
public final class CentreSums implements Serializable {
    private static final long serialVersionUID = 1;

    private final SphericalKMeans.Sums sums;

    CentreSums(SphericalKMeans.Sums sums) {
        this.sums = sums;
    }

    /** Adds other parts to these. */
    public CentreSums add(CentreSums other) {
        sums.add(other.sums);
        return this;
    }

    SphericalKMeans.Sums sums() {
        return sums;
    }
}
