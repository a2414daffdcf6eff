package io.granary.api;

/**
 * What a user may keep.
 *
 * @param datasets the most datasets
 * @param storageBytes the most bytes in all of them
 */
public record UserLimits(int datasets, long storageBytes) {}
