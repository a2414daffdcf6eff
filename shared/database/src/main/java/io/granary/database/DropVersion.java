package io.granary.database;

/**
 * One version of a dropped object.
 *
 * @param sequencer hexadecimal; of two versions of a key the later has the greater, once the
 *     shorter is filled up with zeros on its right (S3 user guide, event message structure)
 */
public record DropVersion(String bucket, String key, String sequencer) {}
