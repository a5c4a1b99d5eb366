package com.eszoppping.recommendations.commands;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What the user reads of an error: one line, no stack trace. */
final class Sentence {
    private Sentence() {}

    static String of(Throwable error) {
        return switch (error) {
            case NoSuchFileException e -> "There is no '" + e.getFile() + "'.";
            case FileAlreadyExistsException e -> "There is a '" + e.getFile() + "' already.";
            case AccessDeniedException e -> "There is no permission for '" + e.getFile() + "'.";
            case FileSystemException e ->
                "'" + e.getFile() + "' cannot be used: "
                        + Optional.ofNullable(e.getReason()).orElse(e.getClass().getSimpleName()) + ".";
            case OutOfMemoryError e -> outOfMemory();
            default -> ofMessage(error);
        };
    }

    private static String ofMessage(Throwable error) {
        String message = Optional.ofNullable(error.getMessage()).orElse("").strip();
        if (message.isEmpty() || error instanceof NullPointerException) {
            message = "An error that nobody expected (" + error.getClass().getName() + "); --stack-trace shows where";
        }
        String line = message.replaceAll("\\s*\\R\\s*", " ");
        return line.matches("(?s).*[.!?]") ? line : line + ".";
    }

    private static String outOfMemory() {
        return "The heap is too small: give it more with RECS_HEAP, e.g. RECS_HEAP=4g.";
    }
}
