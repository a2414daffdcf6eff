package io.granary.simulator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a drop must come to, worked out from what was put into it. */
sealed interface Expected {
  /** A dataset with exactly this content. */
  record Ready(Content content) implements Expected {}

  /** A dataset in error; nothing of it is to be seen. */
  record Failed(String code) implements Expected {}

  /** No dataset, and a result that says why. */
  record Refused(String code) implements Expected {}

  /** Nothing at all. */
  record Ignored() implements Expected {}

  /** One of the contents that its key had, or an error because it changed while it was read. */
  record Either(Set<Content> contents) implements Expected {}

  /** A dataset with exactly this content, which has come in several ingests. */
  record Grown(Content content) implements Expected {}

  /**
   * What a dataset holds.
   *
   * @param samples SHA-256 by path
   * @param files paths of what is no sample
   * @param boxes how often each is on which sample: path, class and box
   * @param classes annotations by class
   * @param issues counts by code
   * @param bytes of samples and files
   */
  record Content(
      Map<String, String> samples,
      Set<String> files,
      Set<String> boxes,
      Map<String, Long> classes,
      Map<String, Long> issues,
      long bytes) {
    static Content empty() {
      return new Content(
          new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), 0);
    }

    long labeled() {
      return boxes.stream().map(box -> box.substring(0, box.indexOf(' '))).distinct().count();
    }
  }
}
