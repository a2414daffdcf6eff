package io.granary.formats.annotations;

import org.jspecify.annotations.Nullable;

/**
 * What became of one annotation file.
 *
 * @param format as reports name it
 * @param problem why nothing was imported; null when the file was read
 * @param annotations how many it has
 * @param imported how many of them were good
 */
public record FileVerdict(
    String path, String format, @Nullable String problem, long annotations, long imported) {}
