package com.eszoppping.recommendations.commands;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number of any size that is worth counting; its range is checked by whoever uses it. */
final class WholeNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("a whole number is written like 1000000, but this is '" + text + "'.");
        }
    }
}
