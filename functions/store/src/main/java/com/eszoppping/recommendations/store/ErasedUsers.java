package com.eszoppping.recommendations.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Who asked to be forgotten, as salted hashes and not as ids, so that trainings can leave them out. Kept in {@link
 * ControlDocuments documents}: {@code erased} has the salt and a random mark of the last change, {@code erased-00} to
 * {@code erased-3f} a part of the hashes each, so that a million fit and an erasure writes little.
 */
final class ErasedUsers {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String HEAD = "erased";
    private static final int PARTS = 64;
    private static final int HASH_BYTES = 16;
    private static final int SALT_BYTES = 16;

    private final ControlDocuments documents;

    ErasedUsers(ControlDocuments documents) {
        this.documents = documents;
    }

    /** Adds a user. Who read {@link #state} before will see that it has changed. */
    void add(String userId) {
        String salt = Head.read(documents.change(HEAD, head -> head.orElseGet(Head::first))).salt;
        String hash = hash(salt, userId);
        documents.change(part(hash), part -> texts(plus(hash, part)));
        // Only now: whoever sees the mark finds the user.
        documents.change(HEAD, head -> new Head(salt, random(SALT_BYTES)).text());
    }

    /**
     * Checks that the list can be put back from copies of its documents: hashes of the salt of one list are nobody's in another.
     *
     * @param copies the names of the documents of which there are copies
     * @throws IllegalStateException if somebody was added here before the old list is back
     */
    void checkCanBeRestored(Collection<String> copies) {
        boolean isLost = copies.stream()
                .filter(name -> name.startsWith(HEAD + "-"))
                .anyMatch(part -> documents.read(part).isEmpty());
        if (isLost && state().isPresent()) {
            throw new IllegalStateException("Somebody was erased in this table before the list of those who were erased"
                    + " earlier was put back, and began a new list, in which the old one says nothing: begin with an empty"
                    + " table again, put back what control/erased*.json were before, restore, and then erase again"
                    + " whoever was erased since");
        }
    }

    /** Differs when somebody was added; empty if nobody ever was. Takes one read. */
    Optional<String> state() {
        return documents.read(HEAD);
    }

    /**
     * Everybody in a state.
     *
     * @param state as it was just read
     */
    Erased read(Optional<String> state) {
        if (state.isEmpty()) {
            return Erased.NOBODY;
        }
        Set<String> hashes = new HashSet<>();
        IntStream.range(0, PARTS)
                .mapToObj(ErasedUsers::part)
                .forEach(part -> hashes.addAll(readTexts(documents.read(part))));
        return new Erased(Head.read(state.get()).salt, hashes);
    }

    static String hash(String salt, String userId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((salt + ":erased:" + userId).getBytes(StandardCharsets.UTF_8));
            return text(hash, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one does not.", e);
        }
    }

    private static String part(String hash) {
        return part((int) Long.remainderUnsigned(StableHash.of(hash), PARTS));
    }

    private static String part(int number) {
        return String.format(Locale.ROOT, "%s-%02x", HEAD, number);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return text(random, bytes);
    }

    private static String text(byte[] bytes, int first) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, first));
    }

    private static Set<String> plus(String hash, Optional<String> part) {
        Set<String> more = new TreeSet<>(readTexts(part));
        more.add(hash);
        return more;
    }

    private static Set<String> readTexts(Optional<String> document) {
        Set<String> texts = new HashSet<>();
        try (JsonParser json = JSON.createParser(document.orElse("[]"))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    texts.add(json.getText());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("A list of erased users is not JSON.", e);
        }
        return texts;
    }

    private static String texts(Collection<String> texts) {
        return JsonText.of(json -> {
            json.writeStartArray();
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        });
    }

    /**
     * What the parts have in common.
     *
     * @param salt of all hashes, drawn with the first one
     * @param lastChange random
     */
    private record Head(String salt, String lastChange) {
        static String first() {
            return new Head(random(SALT_BYTES), "").text();
        }

        static Head read(String document) {
            String salt = "";
            String lastChange = "";
            try (JsonParser json = JSON.createParser(document)) {
                while (json.nextToken() != null) {
                    if (json.currentToken() == JsonToken.VALUE_STRING && "salt".equals(json.currentName())) {
                        salt = json.getText();
                    } else if (json.currentToken() == JsonToken.VALUE_STRING) {
                        lastChange = json.getText();
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException("The document '" + HEAD + "' is not JSON.", e);
            }
            return new Head(salt, lastChange);
        }

        String text() {
            return JsonText.of(json -> {
                json.writeStartObject();
                json.writeStringField("salt", salt);
                json.writeStringField("lastChange", lastChange);
                json.writeEndObject();
            });
        }
    }
}
