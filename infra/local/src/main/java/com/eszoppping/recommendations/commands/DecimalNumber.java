package com.eszoppping.recommendations.commands;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number with or without a fraction; its range is checked by whoever uses it. */
final class DecimalNumber implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("a number is written like 1 or 0.5, but this is '" + text + "'.");
        }
    }
}
