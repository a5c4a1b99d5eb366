package com.eszoppping.recommendations.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/** Fetches lines of a file by their numbers, as {@link JsonLinesReader} gives them to those that it rejects. */
public final class NumberedLines {
    private NumberedLines() {}

    /**
     * Reads a file as far as its last line that is wanted.
     *
     * @param in plain or gzip; stays open
     * @param numbers from 1
     * @return the lines by their numbers, without those that are not there, are blank or longer than 1 MiB; where gzip data is
     *     broken the file ends
     * @throws IOException as {@code in} throws it
     */
    public static NavigableMap<Long, byte[]> fetch(InputStream in, NavigableSet<Long> numbers) throws IOException {
        NavigableMap<Long, byte[]> found = new TreeMap<>();
        LineBlock block = new LineBlock();
        long number = 0;
        try (LineBlocks blocks = new LineBlocks(in)) {
            while (!numbers.isEmpty() && number < numbers.last() && blocks.read(block)) {
                while (block.next()) {
                    number++;
                    if (numbers.contains(number)) {
                        long wanted = number;
                        block.line().ifPresent(line -> found.put(wanted, line));
                    }
                }
            }
        } catch (CorruptGzipException e) {
            return found; // no reader sees more of the file
        }
        return found;
    }
}
