package io.granary.ingest;

import org.jspecify.annotations.Nullable;

/**
 * A file to be kept.
 *
 * @param path its path in the dataset
 * @param place what its key is made of: the path, or another text where two files may have one
 * @param size its size in bytes as the source declares it
 * @param sha256 what it must be; null when that is known
 */
record Incoming(String path, String place, long size, @Nullable String sha256) {}
