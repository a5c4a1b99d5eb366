package com.eszoppping.recommendations.store;

import java.io.Serializable;
import java.util.Set;

/** Whose events a training must leave out, as it was known at some moment. Immutable. */
public final class Erased implements Serializable {
    private static final long serialVersionUID = 1;

    /** Nobody. */
    static final Erased NOBODY = new Erased("", Set.of());

    private final String salt;
    private final Set<String> hashes;

    Erased(String salt, Set<String> hashes) {
        this.salt = salt;
        this.hashes = Set.copyOf(hashes);
    }

    /** Whether a user was erased. Takes about a microsecond, as it hashes the id. */
    public boolean has(String userId) {
        return !hashes.isEmpty() && hashes.contains(ErasedUsers.hash(salt, userId));
    }

    /** Whether there is nobody to leave out. */
    public boolean isEmpty() {
        return hashes.isEmpty();
    }
}
