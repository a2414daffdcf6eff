package io.granary.formats.annotations;

import io.granary.domain.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The samples of a dataset, to find the one that an annotation file means. Some 100 bytes a sample,
 * and its path.
 */
public final class SampleIndex {
  /** What {@link #find} says when no sample is meant, or more than one may be. */
  public static final int NONE = -1;

  private byte[] bytes = new byte[1 << 16];
  private int[] ends = new int[1024];
  private int[] widths = new int[1024];
  private int[] heights = new int[1024];
  private byte[] orientations = new byte[1024];
  private final SampleHashes hashes = new SampleHashes();
  private final NameTable names = new NameTable();
  private final NameTable stems = new NameTable();
  private final NameTable paths = new NameTable();
  private final NameTable pathStems = new NameTable();
  private int size;

  /**
   * Adds a sample that is stored upright.
   *
   * @param width pixels; 0 when unknown
   */
  public void add(String path, int width, int height) {
    add(path, width, height, 1);
  }

  /**
   * Adds a sample.
   *
   * @param width upright pixels; 0 when unknown
   * @param orientation as EXIF has it, 1 to 8
   */
  public void add(String path, int width, int height, int orientation) {
    add(path, width, height, orientation, "");
  }

  /**
   * Adds a sample of which it is known what its bytes are.
   *
   * @param width upright pixels; 0 when unknown
   * @param orientation as EXIF has it, 1 to 8
   * @param sha256 64 hexadecimal digits; empty when unknown
   */
  public void add(String path, int width, int height, int orientation, String sha256) {
    names.add(PathNames.base(path));
    stems.add(PathNames.stem(PathNames.base(path)));
    paths.add(path);
    pathStems.add(PathNames.stem(path));
    byte[] text = path.getBytes(StandardCharsets.UTF_8);
    int start = size == 0 ? 0 : ends[size - 1];
    if (start + text.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, start + text.length));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      widths = Arrays.copyOf(widths, size * 2);
      heights = Arrays.copyOf(heights, size * 2);
      orientations = Arrays.copyOf(orientations, size * 2);
    }
    System.arraycopy(text, 0, bytes, start, text.length);
    ends[size] = start + text.length;
    widths[size] = width;
    heights[size] = height;
    orientations[size] = (byte) orientation;
    hashes.put(size, sha256);
    size++;
  }

  public int size() {
    return size;
  }

  public String path(int sample) {
    int start = sample == 0 ? 0 : ends[sample - 1];
    return new String(bytes, start, ends[sample] - start, StandardCharsets.UTF_8);
  }

  public int width(int sample) {
    return widths[sample];
  }

  public int height(int sample) {
    return heights[sample];
  }

  /** How the picture is stored, as EXIF has it: from 5 on its sides are swapped. */
  public int orientation(int sample) {
    return orientations[sample];
  }

  /** Whether a sample is known to have other bytes than those of a SHA-256. */
  public boolean isOther(int sample, String sha256) {
    return hashes.isOther(sample, sha256);
  }

  /** The sample of a path from the top, or {@link #NONE}. */
  public int findPath(String path) {
    return exact(paths, path, UnaryOperator.identity(), "");
  }

  /** The id that a sample has in a dataset. */
  public UUID id(UUID dataset, int sample) {
    return Ids.derived(dataset, path(sample));
  }

  /**
   * Finds the sample that a file name means. In this order: the name beside the annotation file,
   * the name from the top, the one path that ends with the name, of several such the one in the
   * folder of the annotation file's subset, and last the one sample of that base name when neither
   * its split nor its size speaks against it.
   *
   * @param name as the annotation file has it
   * @param annotationFile path of the annotation file
   * @param width pixels that the file declares; 0 when it does not
   * @return the sample's place, or {@link #NONE}
   */
  public int find(String name, String annotationFile, int width, int height) {
    int found = findExact(PathNames.normalized(name), annotationFile, width, height);
    String stripped = name.strip();
    return found == NONE && !stripped.equals(name)
        ? findExact(PathNames.normalized(stripped), annotationFile, width, height)
        : found;
  }

  private int findExact(String wanted, String annotationFile, int width, int height) {
    int exact = exact(paths, wanted, UnaryOperator.identity(), annotationFile);
    if (exact != NONE) {
      return exact;
    }
    String base = PathNames.base(wanted);
    List<Integer> named = names.find(base, sample -> PathNames.base(path(sample)).equals(base));
    return choose(named, wanted, UnaryOperator.identity(), annotationFile, width, height);
  }

  /**
   * Finds the sample that a file name without extension means, by the same rules.
   *
   * @param stem of a name, such as the path of a label file without its extension
   * @param annotationFile path of the file that names it
   * @return the sample's place, or {@link #NONE}
   */
  public int findStem(String stem, String annotationFile) {
    String wanted = PathNames.normalized(stem);
    int exact = exact(pathStems, wanted, PathNames::stem, annotationFile);
    if (exact != NONE) {
      return exact;
    }
    String base = PathNames.base(wanted);
    List<Integer> named =
        stems.find(base, sample -> PathNames.stem(PathNames.base(path(sample))).equals(base));
    return choose(named, wanted, PathNames::stem, annotationFile, 0, 0);
  }

  /** The name beside the annotation file, or from the top. */
  private int exact(
      NameTable table, String wanted, UnaryOperator<String> form, String annotationFile) {
    String folder = annotationFile.substring(0, annotationFile.lastIndexOf('/') + 1);
    for (String path : folder.isEmpty() ? List.of(wanted) : List.of(folder + wanted, wanted)) {
      List<Integer> found = table.find(path, sample -> form.apply(path(sample)).equals(path));
      if (!found.isEmpty()) {
        return found.getFirst();
      }
    }
    return NONE;
  }

  private int choose(
      List<Integer> named,
      String wanted,
      UnaryOperator<String> form,
      String annotationFile,
      int width,
      int height) {
    if (named.isEmpty()) {
      return NONE;
    }
    List<Integer> ending =
        named.stream().filter(sample -> form.apply(path(sample)).endsWith("/" + wanted)).toList();
    if (!ending.isEmpty()) {
      return ending.size() == 1 ? ending.getFirst() : ofSubset(ending, annotationFile);
    }
    return named.size() == 1 && mayBe(named.getFirst(), wanted, width, height)
        ? named.getFirst()
        : NONE;
  }

  private int ofSubset(List<Integer> samples, String annotationFile) {
    Set<String> words =
        Set.copyOf(
            Arrays.asList(
                annotationFile
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\.[^./]*$", "")
                    .split("[/_.-]")));
    // What all of them lie in says nothing.
    Set<String> shared = new HashSet<>(PathNames.folders(path(samples.getFirst())));
    samples.forEach(sample -> shared.retainAll(PathNames.folders(path(sample))));
    int found = NONE;
    for (int sample : samples) {
      for (String component : PathNames.folders(path(sample))) {
        if (words.contains(component) && !shared.contains(component)) {
          if (found != NONE && found != sample) {
            return NONE;
          }
          found = sample;
        }
      }
    }
    return found;
  }

  private boolean mayBe(int sample, String wanted, int width, int height) {
    if (width > 0 && height > 0 && widths[sample] > 0) {
      boolean same = width == widths[sample] && height == heights[sample];
      boolean turned = height == widths[sample] && width == heights[sample];
      if (!same && !turned) {
        return false;
      }
    }
    List<String> there = PathNames.folders(path(sample));
    if (PathNames.areOtherFolders(PathNames.folders(wanted), there)) {
      return false;
    }
    for (String component : PathNames.folders(wanted)) {
      if (SplitNames.of(component).isPresent() && !there.contains(component)) {
        return there.stream().noneMatch(folder -> SplitNames.of(folder).isPresent());
      }
    }
    return true;
  }
}
