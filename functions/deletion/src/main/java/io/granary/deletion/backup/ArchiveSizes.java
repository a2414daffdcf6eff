package io.granary.deletion.backup;

import java.util.function.LongFunction;

/**
 * How an archive is divided.
 *
 * @param parts the sizes of its parts, by the bytes that it will have about
 */
record ArchiveSizes(LongFunction<PartSizes> parts, LineSizes lines) {
  static ArchiveSizes usual() {
    return new ArchiveSizes(PartSizes::of, LineSizes.usual());
  }
}
