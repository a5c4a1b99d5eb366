package com.eszoppping.recommendations.desugar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar that is not compressed.
 *
 * @param files its entries by name, in their order; folders have none
 * @param time the one that all entries have, so that each build makes the same bytes
 */
record Libraries(Map<String, byte[]> files, LocalDateTime time) {
    static Libraries read(Path jar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        LocalDateTime time = LocalDateTime.MIN;
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), entries.readAllBytes());
                    time = entry.getTimeLocal();
                }
            }
        }
        return new Libraries(files, time);
    }

    Libraries replacedBy(Map<String, byte[]> others) {
        return new Libraries(others, time);
    }

    void write(Path jar) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(jar);
                ZipOutputStream entries = new ZipOutputStream(bytes)) {
            entries.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                entries.putNextEntry(entry(file.getKey(), file.getValue()));
                entries.write(file.getValue());
            }
        }
    }

    private ZipEntry entry(String name, byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        return entry;
    }
}
