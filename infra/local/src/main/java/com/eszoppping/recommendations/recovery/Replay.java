package com.eszoppping.recommendations.recovery;

import com.eszoppping.recommendations.bucket.Bucket;
import com.eszoppping.recommendations.lines.NumberedLines;
import com.eszoppping.recommendations.lines.RejectReason;
import com.eszoppping.recommendations.store.VersionId;
import com.eszoppping.recommendations.training.LogReader;
import com.eszoppping.recommendations.training.TrainingReport;
import com.eszoppping.recommendations.training.TrainingRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Puts lines of the log that a training rejected beside it once more, mended, so that the next training reads them. The log itself
 * stays as it is. However often and of whichever training it is done, each line counts once: what is replayed stands for its
 * original, is replaced by a newer mending of it, and goes when the original was mended where it stands. Used once.
 */
public final class Replay {
    private final Bucket bucket;
    private final Consumer<String> unused;
    private final Map<String, Long> unusable = new TreeMap<>();
    private final List<Rejected> toMend = new ArrayList<>();
    private long usableNow;
    private long leftAlone;
    private long mended;

    /**
     * @param bucket has the rejected lines and the log
     * @param unused is told, in a sentence without its text, where each line stands that can't be used, and why
     */
    public Replay(Bucket bucket, Consumer<String> unused) {
        this.bucket = bucket;
        this.unused = unused;
    }

    /**
     * What came of it.
     *
     * @param version whose training rejected the lines
     * @param rejected lines of the session log that it rejected
     * @param unlisted lines that it rejected as well, but only counted, because there were too many
     * @param ofTheCatalogue rejected lines of the catalogue, which are not replayed
     * @param fetched lines that the fix was given
     * @param usableNow lines whose original a training can use by now; none stands for them
     * @param leftAlone lines that the fix left as they are
     * @param mended lines that the fix made usable
     * @param unusable all other lines, by reason
     * @param added mended lines for which none stood before
     * @param removed lines that were replayed before and are not needed any more
     * @param files how many files were written
     */
    public record Outcome(
            String version,
            long rejected,
            long unlisted,
            long ofTheCatalogue,
            long fetched,
            long usableNow,
            long leftAlone,
            long mended,
            Map<String, Long> unusable,
            long added,
            long removed,
            long files) {}

    /** A rejected line as it stands in the log. */
    private record Rejected(MendedFile file, long number, byte[] line) {}

    /**
     * Replays what the training of a version rejected.
     *
     * @throws FixFailedException if the fix fails; nothing is written
     * @throws IOException if the bucket can't be read, and then nothing is written, or not written
     */
    public Outcome run(VersionId version, Fix fix) throws IOException {
        RejectedPlaces rejected = RejectedPlaces.of(bucket, version);
        LineCheck check = new LineCheck(LogReader.catalogue(bucket, TrainingRequest.of(Optional.empty())));
        List<MendedFile> files = files(rejected);
        for (MendedFile file : files) {
            lookAt(file, rejected.ofTheLog().getOrDefault(file.original(), Collections.emptyNavigableMap()), check);
        }
        mend(fix, check);
        List<MendedFile> changed = files.stream().filter(MendedFile::isChanged).toList();
        for (MendedFile file : changed) {
            file.write(bucket);
        }
        return new Outcome(
                version.text(),
                rejected.lines(),
                unlisted(version, rejected),
                rejected.others(),
                toMend.size(),
                usableNow,
                leftAlone,
                mended,
                unusable,
                changed.stream().mapToLong(MendedFile::added).sum(),
                changed.stream().mapToLong(MendedFile::removed).sum(),
                changed.size());
    }

    /** Its report has counted all. */
    private long unlisted(VersionId version, RejectedPlaces listed) throws IOException {
        try (InputStream in = bucket.open(TrainingReport.keyOf(version))) {
            JsonNode log = new ObjectMapper().readTree(in).path("log");
            long all = log.path("rejected").asLong() + log.path("corruptFiles").asLong();
            return Math.max(0, all - listed.lines() - listed.replayed());
        } catch (FileNotFoundException e) {
            return 0; // a training that found no event at all writes none
        }
    }

    /** Also those without rejected lines: whoever mended them where they stand made their replayed lines too many. */
    private List<MendedFile> files(RejectedPlaces rejected) throws IOException {
        List<MendedFile> files = new ArrayList<>();
        Set<String> before = MendedFile.originals(bucket);
        for (String original : before) {
            files.add(MendedFile.read(bucket, original));
        }
        rejected.ofTheLog().keySet().stream()
                .filter(original -> !before.contains(original))
                .map(MendedFile::empty)
                .forEach(files::add);
        return files;
    }

    private void lookAt(MendedFile file, NavigableMap<Long, RejectReason> rejected, LineCheck check)
            throws IOException {
        NavigableSet<Long> numbers = new TreeSet<>(file.numbers());
        numbers.addAll(rejected.keySet());
        NavigableMap<Long, byte[]> lines = fetch(file.original(), numbers);
        for (long number : numbers) {
            byte[] line = lines.get(number);
            if (line != null && check.problem(line).isEmpty()) {
                file.remove(number);
                usableNow += rejected.containsKey(number) ? 1 : 0;
            } else if (line != null && rejected.containsKey(number)) {
                toMend.add(new Rejected(file, number, line));
            } else if (rejected.containsKey(number)) {
                leaveOut(file, number, whyNotThere(rejected.get(number)));
            }
        }
    }

    private NavigableMap<Long, byte[]> fetch(String file, NavigableSet<Long> numbers) throws IOException {
        try (InputStream in = bucket.open(file)) {
            return NumberedLines.fetch(in, numbers);
        } catch (FileNotFoundException e) {
            return Collections.emptyNavigableMap(); // the store may delete its log when it is old
        }
    }

    /** What no reader hands out cannot be handed to a fix. */
    private static Unusable whyNotThere(RejectReason reason) {
        return reason == RejectReason.TOO_LONG || reason == RejectReason.CORRUPT_GZIP
                ? Unusable.of(reason)
                : Unusable.NO_SUCH_LINE;
    }

    private void mend(Fix fix, LineCheck check) throws IOException {
        if (toMend.isEmpty()) {
            return;
        }
        List<byte[]> back = fix.apply(toMend.stream().map(Rejected::line).toList());
        for (int i = 0; i < back.size(); i++) {
            Rejected rejected = toMend.get(i);
            if (isBlank(back.get(i))) {
                leftAlone++;
            } else {
                take(rejected.file(), rejected.number(), back.get(i), check);
            }
        }
    }

    private void take(MendedFile file, long number, byte[] line, LineCheck check) throws IOException {
        Optional<Unusable> problem = check.problem(line);
        if (problem.isPresent()) {
            leaveOut(file, number, problem.get());
            return;
        }
        byte[] marked = file.marked(number, line);
        Optional<Unusable> problemOfMarked = check.problem(marked); // it may be too long now
        if (problemOfMarked.isPresent()) {
            leaveOut(file, number, problemOfMarked.get());
            return;
        }
        file.put(number, marked);
        mended++;
    }

    private void leaveOut(MendedFile file, long number, Unusable why) {
        unusable.merge(why.reason(), 1L, Long::sum);
        unused.accept(file.original() + ":" + number + ": " + why.sentence());
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }
}
