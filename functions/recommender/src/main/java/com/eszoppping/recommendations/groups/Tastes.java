package com.eszoppping.recommendations.groups;

import com.eszoppping.recommendations.model.Blocks;

/**
 * Where shoppers stand by their tastes, ready to be put into groups.
 *
 * @param interactions what they looked at and bought, not empty
 * @param space the directions in which they differ
 * @param places one place after the other, in the order of the interactions' rows
 * @param users how many users the log has
 */
record Tastes(Interactions interactions, TasteSpace space, float[] places, int users) {
    static Tastes of(Interactions interactions, int users, int dimensions, long seed, Blocks blocks) {
        TasteSpace space = TasteSpace.of(interactions, dimensions, seed, blocks);
        return new Tastes(interactions, space, space.place(interactions, blocks), users);
    }

    /** Puts the shoppers into groups, as many as are wanted or as there are shoppers. */
    Shoppers shoppers(int wantedGroups, long seed, Blocks blocks) {
        int groups = Math.min(wantedGroups, interactions.rows());
        return Shoppers.of(
                space, interactions, SphericalKMeans.group(places, space.dimensions(), groups, seed, blocks), users);
    }
}
