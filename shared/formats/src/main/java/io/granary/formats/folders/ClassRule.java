package io.granary.formats.folders;

import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SplitNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which folder of a sample names its class. Folders that all samples have in common, those of
 * splits, and those above these do not; nor do folders that only hold samples, such as images.
 *
 * @param common how many folders all samples share
 * @param place which of the folders that are left it is
 */
record ClassRule(int common, Place place) {
  /** The first folder, or the one that the sample lies in, as Hugging Face has it. */
  enum Place {
    FIRST,
    LAST
  }

  /** The class of a path; empty when no folder names one. */
  Optional<String> of(String path) {
    List<String> folders = folders(path);
    if (folders.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(place == Place.FIRST ? folders.getFirst() : folders.getLast());
  }

  /** How many folders may name the class of a path. */
  int depth(String path) {
    return folders(path).size();
  }

  /** How many folders from the top all samples share. */
  static int common(SampleIndex samples) {
    if (samples.size() == 0) {
      return 0;
    }
    List<String> shared = all(samples.path(0));
    int common = shared.size();
    for (int i = 1; i < samples.size() && common > 0; i++) {
      List<String> folders = all(samples.path(i));
      common = Math.min(common, folders.size());
      for (int f = 0; f < common; f++) {
        if (!folders.get(f).equals(shared.get(f))) {
          common = f;
        }
      }
    }
    return common;
  }

  private List<String> folders(String path) {
    List<String> all = all(path);
    List<String> own = all.subList(Math.min(common, all.size()), all.size());
    int split = 0;
    while (split < own.size() && SplitNames.of(own.get(split)).isEmpty()) {
      split++;
    }
    List<String> below = split < own.size() ? own.subList(split + 1, own.size()) : own;
    List<String> named = named(below);
    // The other way round: the split within the class.
    return named.isEmpty() && split < own.size() ? named(own.subList(0, split)) : named;
  }

  private static List<String> named(List<String> folders) {
    List<String> named = new ArrayList<>(folders);
    named.removeIf(FolderNames::isContainer);
    return FolderNames.areOfDate(named) ? List.of() : named;
  }

  private static List<String> all(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? List.of() : Arrays.asList(path.substring(0, slash).split("/"));
  }
}
