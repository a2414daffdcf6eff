package io.granary.local.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a dataset holds.
 *
 * @param pictures SHA-256 by path
 */
record Content(String digest, Map<String, String> pictures, int boxes) {
  Content {
    pictures = Map.copyOf(pictures);
  }

  /** With more pictures, which have no boxes. */
  Content with(String newDigest, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(pictures);
    all.putAll(more);
    return new Content(newDigest, all, boxes);
  }
}
