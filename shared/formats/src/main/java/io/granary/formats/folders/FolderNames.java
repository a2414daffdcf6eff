package io.granary.formats.folders;

import io.granary.formats.annotations.SplitNames;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the names of folders tell about what is in them. */
final class FolderNames {
  /** Folders that hold samples of any class. */
  private static final Set<String> CONTAINERS =
      Set.of(
          "image",
          "img",
          "jpegimages",
          "jpeg",
          "jpegs",
          "jpg",
          "jpgs",
          "png",
          "pngs",
          "clips",
          "audio",
          "audios",
          "wav",
          "wavs",
          "recordings",
          "texts",
          "txt",
          "documents",
          "docs",
          "dataset",
          "datasets",
          "all",
          "inputs",
          "labels",
          "masks",
          "annotations",
          "segmentations",
          "segmentationclass",
          "segmentationobject",
          "gt",
          "obj_train_data",
          "obj_valid_data",
          "obj_test_data",
          "export",
          "uploads");

  /** Those that are numbered at times. */
  private static final Set<String> NUMBERED_CONTAINERS =
      Set.of(
          "images",
          "imgs",
          "pics",
          "pictures",
          "photos",
          "frames",
          "videos",
          "data",
          "samples",
          "files");

  /** Pieces of one whole, such as of a recording. */
  private static final Set<String> PIECES =
      Set.of(
          "part",
          "batch",
          "chunk",
          "shard",
          "folder",
          "dir",
          "subset",
          "set",
          "vol",
          "volume",
          "seq",
          "sequence",
          "camera",
          "cam",
          "scene",
          "session",
          "run",
          "page",
          "day",
          "week",
          "month",
          "year",
          "drive",
          "flight",
          "fold",
          "split",
          "task",
          "job",
          "project",
          "subject",
          "patient");

  private static final Pattern NUMBERED = Pattern.compile("[-_. ]*\\d+$");
  private static final Pattern DATE =
      Pattern.compile("(19|20)\\d\\d([-_. ]?\\d{1,2}){0,2}([-_. T]\\d{2}([-_.:]?\\d{2}){1,2})?");
  private static final Pattern DAY = Pattern.compile("(19|20)\\d\\d([-_.]\\d{1,2}){1,2}");
  private static final Pattern SYNSET = Pattern.compile("n\\d{8}");

  private FolderNames() {}

  /** Whether a folder says nothing about the class of what is in it. */
  static boolean isContainer(String name) {
    String word = NUMBERED.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
    return name.startsWith(".")
        || name.startsWith("__")
        || DAY.matcher(name).matches()
        || CONTAINERS.contains(name.toLowerCase(Locale.ROOT))
        || NUMBERED_CONTAINERS.contains(word)
        || SplitNames.of(word).isPresent();
  }

  /** Whether folders within one another are year, month, and maybe day. */
  static boolean areOfDate(List<String> folders) {
    return folders.size() > 1 && DAY.matcher(String.join("-", folders)).matches();
  }

  /** Whether the names count or date something, all of them. */
  static boolean areOfPieces(Collection<String> names) {
    return names.stream().allMatch(name -> DATE.matcher(name).matches())
        || names.stream().allMatch(FolderNames::isPiece);
  }

  private static boolean isPiece(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String word = NUMBERED.matcher(lower).replaceFirst("");
    return !word.equals(lower) && PIECES.contains(word);
  }

  /** Whether the names are synsets of WordNet, as ImageNet has them. */
  static boolean areSynsets(Collection<String> names) {
    return names.stream().allMatch(name -> SYNSET.matcher(name).matches());
  }
}
