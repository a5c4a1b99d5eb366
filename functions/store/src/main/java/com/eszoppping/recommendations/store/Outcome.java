package com.eszoppping.recommendations.store;

/** How a publication ended. */
public sealed interface Outcome {
    /**
     * The version went live.
     *
     * @param pointer as it stood then
     * @param manifest of the version
     */
    record Live(Pointer pointer, Manifest manifest) implements Outcome {}

    /**
     * The version is complete and held back; what was current stays, and the version can be activated until it expires.
     *
     * @param manifest of the version
     */
    record Candidate(Manifest manifest) implements Outcome {}

    /**
     * The version is complete but did not go live; what was current stays, and the version's items expire.
     *
     * @param refusal why
     */
    record Refused(Refusal refusal) implements Outcome {}
}
