package com.eszoppping.recommendations.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.bucket.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Two folders seen as one bucket: the store's logs, which are only read, and a folder of our own for all that is
 * written. Where both have a key, the one that was written counts. The two may be the same folder.
 *
 * <p>A key is a file's path below its folder. Links are followed, since it was the owner who set them; a key itself
 * can't leave the folder.
 */
public final class FolderBucket implements Bucket {
    /** Where files grow until they are whole; no key leads there. */
    private static final String UNFINISHED = ".unfinished";

    private static final Comparator<StoredObject> BY_UTF8_KEY =
            Comparator.comparing(object -> object.key().getBytes(UTF_8), Arrays::compareUnsigned);

    private final Path logs;
    private final Path reports;

    /**
     * Looks at two folders; neither has to exist yet.
     *
     * @param logs the store's data, laid out like the bucket; never written to
     * @param reports where objects are written
     */
    public FolderBucket(Path logs, Path reports) {
        this.logs = logs.toAbsolutePath().normalize();
        this.reports = reports.toAbsolutePath().normalize();
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        Map<String, StoredObject> objects = new HashMap<>();
        for (Path folder : List.of(logs, reports)) {
            collect(folder, prefix, objects);
        }
        return objects.values().stream().sorted(BY_UTF8_KEY).toList();
    }

    private static void collect(Path folder, String prefix, Map<String, StoredObject> objects) throws IOException {
        String deepestFolder = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
        Path start = deepestFolder.isEmpty() ? folder : resolve(folder, deepestFolder);
        if (Files.isDirectory(start)) {
            Files.walkFileTree(
                    start,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new Collector(folder, prefix, objects));
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        Optional<Path> file = Stream.of(resolve(reports, key), resolve(logs, key))
                .filter(Files::isRegularFile)
                .findFirst();
        if (file.isEmpty()) {
            throw new FileNotFoundException("There is no file " + key + " in " + location() + ".");
        }
        return Files.newInputStream(file.get());
    }

    @Override
    public void write(String key, byte[] content) throws IOException {
        write(key, new ByteArrayInputStream(content));
    }

    @Override
    public void write(String key, Path content) throws IOException {
        try (InputStream in = Files.newInputStream(content)) {
            write(key, in);
        }
    }

    private void write(String key, InputStream content) throws IOException {
        Path target = resolve(reports, key);
        Path unfinished = reports.resolve(UNFINISHED).resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(unfinished.getParent());
            Files.copy(content, unfinished);
            Files.createDirectories(target.getParent());
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException("Could not write " + key + " to " + reports + ": " + e, e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public String location() {
        return logs.toString();
    }

    /** The file of a key, which is sure to be below the folder. */
    private static Path resolve(Path folder, String key) {
        try {
            Path file = folder.resolve(key).normalize();
            // Whatever is not written in the one plain way is refused: absolute, "..", ".", "//", "/" at the end.
            if (!key.isEmpty() && file.startsWith(folder) && keyOf(folder, file).equals(key) && !isUnfinished(key)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw notAKey(key, e);
        }
        throw notAKey(key, null);
    }

    private static IllegalArgumentException notAKey(String key, InvalidPathException cause) {
        return new IllegalArgumentException(
                "A key is a path below the bucket's folder, like reports/v1/report.json, but this is '" + key + "'.",
                cause);
    }

    private static String keyOf(Path folder, Path file) {
        return String.join(
                "/",
                StreamSupport.stream(folder.relativize(file).spliterator(), false)
                        .map(Path::toString)
                        .toList());
    }

    private static boolean isUnfinished(String key) {
        return key.equals(UNFINISHED) || key.startsWith(UNFINISHED + "/");
    }

    /** Notes the files whose keys have a prefix. */
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final String prefix;
        private final Map<String, StoredObject> objects;

        Collector(Path folder, String prefix, Map<String, StoredObject> objects) {
            this.folder = folder;
            this.prefix = prefix;
            this.objects = objects;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isUnfinished(keyOf(folder, directory)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String key = keyOf(folder, file);
            if (key.startsWith(prefix)) {
                if (attributes.isSymbolicLink()) {
                    // To pass over it would be to train on less than was meant.
                    throw new IOException("The link " + file + " leads to nothing.");
                }
                if (attributes.isRegularFile()) {
                    objects.put(key, new StoredObject(key, attributes.size(), fingerprint(attributes)));
                }
            }
            return FileVisitResult.CONTINUE;
        }

        private static String fingerprint(BasicFileAttributes attributes) {
            return attributes.size() + "-" + attributes.lastModifiedTime();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
            if (cause instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE; // what is there is listed already
            }
            throw new IOException("Could not list " + file + ": " + cause, cause);
        }
    }
}
