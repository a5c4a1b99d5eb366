package com.eszoppping.recommendations.local;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder laid out like the bucket. What is read may lie in another folder than what is written, so that a store's logs
 * can be trained on without touching them; where both have an object, the written one counts.
 */
public final class FolderBucket implements Bucket {
    /** Files that are being written; such names are never listed. */
    private static final String UNFINISHED = ".unfinished-";

    private final Path logs;
    private final Path reports;

    /**
     * @param logs only read
     * @param reports read as well, and written
     */
    public FolderBucket(Path logs, Path reports) {
        this.logs = logs;
        this.reports = reports;
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        Map<String, StoredObject> objects = new TreeMap<>(Comparator.comparing(FolderBucket::utf8, Arrays::compareUnsigned));
        addAll(logs, prefix, objects);
        addAll(reports, prefix, objects);
        return List.copyOf(objects.values());
    }

    private static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static void addAll(Path folder, String prefix, Map<String, StoredObject> objects) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String key = key(folder, file);
                if (key.startsWith(prefix) && !file.getFileName().toString().startsWith(UNFINISHED) && Files.isRegularFile(file)) {
                    objects.put(key, stored(key, file));
                }
            }
        }
    }

    private static String key(Path folder, Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private static StoredObject stored(String key, Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new StoredObject(key, attributes.size(), attributes.size() + "-" + attributes.lastModifiedTime());
    }

    @Override
    public InputStream open(String key) throws IOException {
        Path written = resolve(reports, key);
        try {
            return Files.newInputStream(Files.isRegularFile(written) ? written : resolve(logs, key));
        } catch (NoSuchFileException e) {
            throw (IOException) new FileNotFoundException("There is no '" + key + "' in " + location() + ".").initCause(e);
        }
    }

    @Override
    public void write(String key, byte[] content) throws IOException {
        Path unfinished = unfinished(key);
        Files.write(unfinished, content);
        finish(unfinished, key);
    }

    @Override
    public void write(String key, Path content) throws IOException {
        Path unfinished = unfinished(key);
        Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
        finish(unfinished, key);
    }

    private Path unfinished(String key) throws IOException {
        Path folder = resolve(reports, key).getParent();
        return Files.createTempFile(Files.createDirectories(folder), UNFINISHED, "");
    }

    private void finish(Path unfinished, String key) throws IOException {
        Files.move(unfinished, resolve(reports, key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String location() {
        return logs.toString();
    }

    private static Path resolve(Path folder, String key) {
        try {
            Path file = folder.resolve(key).normalize();
            if (!key.isEmpty() && file.startsWith(folder.normalize()) && !file.equals(folder.normalize())) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("An object's key is a path inside the bucket, but this is '" + key + "'.", e);
        }
        throw new IllegalArgumentException("An object's key is a path inside the bucket, but this is '" + key + "'.");
    }
}
