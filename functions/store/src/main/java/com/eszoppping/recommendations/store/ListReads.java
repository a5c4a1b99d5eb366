package com.eszoppping.recommendations.store;

/**
 * How many of the lists that visitors share were read, each time that one was asked for.
 *
 * @param fromMemory those that were there already, or known not to exist
 * @param fromTable the others
 */
public record ListReads(long fromMemory, long fromTable) {}
