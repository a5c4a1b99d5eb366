package com.eszoppping.recommendations.store;

import com.eszoppping.recommendations.ranking.ListKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The table's keys. Nothing else knows them.
 *
 * <table>
 *   <caption>Every item of the table</caption>
 *   <tr><th>key</th><th>item</th><th>expires</th></tr>
 *   <tr><td>{@code pointer}</td><td>which version is current: {@link Pointer}</td><td>no</td></tr>
 *   <tr><td>{@code candidates}</td><td>which versions were held back: {@link Candidates}</td><td>no</td></tr>
 *   <tr><td>{@code register}</td><td>which versions may have items here: {@link Register}</td><td>no</td></tr>
 *   <tr><td>{@code document#<name>}</td><td>what people change: {@link ControlDocuments}</td><td>no</td></tr>
 *   <tr><td>{@code v#<version>}</td><td>the version's {@link Manifest}, written last: a version without it is not
 *       complete</td><td>yes</td></tr>
 *   <tr><td>{@code v#<version>#categories#<part>}</td><td>a part of the version's category tree, from 0:
 *       {@link CategoryParts}</td><td>yes</td></tr>
 *   <tr><td>{@code v#<version>#catalogue#<part>}</td><td>a part of the version's catalogue, from 0:
 *       {@link CatalogueParts}</td><td>yes</td></tr>
 *   <tr><td>{@code v#<version>#report#<part>}</td><td>a part of the report of the version's training, from 0:
 *       {@link ReportParts}</td><td>yes</td></tr>
 *   <tr><td>{@code v#<version>#users#<bucket>}</td><td>users and their groups, from 0: {@link Membership}</td>
 *       <td>yes</td></tr>
 *   <tr><td>{@code v#<version>#list#<model>#<group, or - for everybody>#<category path>}</td><td>a list of the model:
 *       {@link ListItems}</td><td>yes</td></tr>
 *   <tr><td>{@code v#<version>#product#<product id>}</td><td>what a request needs of a product:
 *       {@link ProductItems}</td><td>yes</td></tr>
 * </table>
 *
 * <p>A version, a model and a number never hold {@code #}, and the one free text stands last, so that no id can name
 * another key whatever it holds. The free text stands for itself if it fits; see {@link #name}.
 */
final class Keys {
    /** The pointer's key. */
    static final String POINTER = "pointer";

    /** The key of the versions that were held back. */
    static final String CANDIDATES = "candidates";

    /** The key of the versions that may have items. */
    static final String REGISTER = "register";

    /** Free texts up to this long stand in a key as they are; with the rest of the key it stays under 2,048 bytes. */
    private static final int MAX_NAME_BYTES = 1_024;

    /** User ids up to this long stand in a bucket as they are, so that a bucket holds dozens whatever they are. */
    private static final int MAX_MEMBER_BYTES = 64;

    private static final String DIGEST_MARK = "~";
    private static final String USERS = "#users#";

    private Keys() {}

    static String document(String name) {
        return "document#" + name;
    }

    static String manifest(VersionId version) {
        return "v#" + version.text();
    }

    static String categories(VersionId version, int part) {
        return manifest(version) + "#categories#" + part;
    }

    static String catalogue(VersionId version, int part) {
        return manifest(version) + "#catalogue#" + part;
    }

    static String report(VersionId version, int part) {
        return manifest(version) + "#report#" + part;
    }

    static String users(VersionId version, int bucket) {
        return manifest(version) + USERS + bucket;
    }

    /** Whether the key of a version's item, without the version's own, is that of users. */
    static boolean isOfUsers(String name) {
        return name.startsWith(USERS);
    }

    static String list(VersionId version, ListKey list) {
        String group = list.group().isPresent() ? Integer.toString(list.group().getAsInt()) : "-";
        return manifest(version) + "#list#" + list.model() + "#" + group + "#"
                + name(list.category().text(), MAX_NAME_BYTES);
    }

    static String product(VersionId version, String productId) {
        return manifest(version) + "#product#" + name(productId, MAX_NAME_BYTES);
    }

    /** Whether the name of a user inside a bucket is the user's id. */
    static boolean isId(String member) {
        return !member.startsWith(DIGEST_MARK);
    }

    /** The name of a user inside a bucket, at most {@value #MAX_MEMBER_BYTES} bytes. */
    static String member(String userId) {
        return name(userId, MAX_MEMBER_BYTES);
    }

    /**
     * A text's name in the table. It is the text itself, or {@code ~} and the text's SHA-256 if the text is longer than
     * the limit, holds an unpaired surrogate or starts with {@code ~}. So any id has a name, and no two have the same.
     */
    private static String name(String text, int maxBytes) {
        boolean standsForItself =
                !text.startsWith(DIGEST_MARK) && Utf8.length(text) <= maxBytes && Utf8.isWellFormed(text);
        return standsForItself ? text : DIGEST_MARK + sha256(text);
    }

    private static String sha256(String text) {
        ByteBuffer utf16 = ByteBuffer.allocate(text.length() * Character.BYTES);
        utf16.asCharBuffer().put(text);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf16.array());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one does not.", e);
        }
    }
}
