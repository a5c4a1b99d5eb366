package com.eszoppping.recommendations.commands;

import com.eszoppping.recommendations.store.VersionId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A version by its name, e.g. {@code 20261124T020000Z-3f2a91c0}. */
final class VersionName implements ITypeConverter<VersionId> {
    @Override
    public VersionId convert(String text) {
        try {
            return VersionId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
