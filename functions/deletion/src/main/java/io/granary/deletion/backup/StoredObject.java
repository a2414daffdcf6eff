package io.granary.deletion.backup;

/**
 * An object that an archive is to have.
 *
 * @param after what the work goes on after when it has it
 * @param path its place in the archive
 * @param key where its bytes are
 * @param sha256 what they must be, in hex
 */
record StoredObject(Position after, String path, String key, long size, String sha256) {}
