package com.eszoppping.recommendations.store;

/** A {@link ControlDocuments document} would outgrow what the table keeps in one item; nothing was changed. */
public final class DocumentTooLargeException extends RuntimeException {
    DocumentTooLargeException(String name, int bytes) {
        super("The document '" + name + "' has at most " + ItemSize.MAX_BYTES + " bytes, but this would have " + bytes
                + ".");
    }
}
