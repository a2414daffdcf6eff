package io.granary.simulator;

import io.granary.domain.Sha256;
import io.granary.simulator.Expected.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP in the making, beside what must become of it. The same steps give the same bytes. */
final class Archive {
  private static final long TIME = 1_700_000_000_000L;
  private static final int LOCAL_HEADER = 30;

  private final String root;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);
  private final Map<String, String> samples = new TreeMap<>();
  private final Set<String> files = new TreeSet<>();
  private final Set<String> boxes = new TreeSet<>();
  private final Map<String, Long> classes = new TreeMap<>();
  private final Map<String, Long> issues = new TreeMap<>();
  private final List<String> images = new ArrayList<>();
  private final List<String> annotations = new ArrayList<>();
  private final List<Integer> damage = new ArrayList<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private long stored;

  /**
   * @param root the folder that everything lies in; empty, or with a slash at its end
   */
  Archive(String root) {
    this.root = root;
  }

  /** A picture that becomes a sample. */
  Archive image(String path, byte[] picture) {
    write(root + path, picture);
    samples.put(path, Sha256.hex(picture));
    stored += picture.length;
    return this;
  }

  /** A picture whose bytes were cut. */
  Archive cutImage(String path, byte[] picture) {
    write(root + path, java.util.Arrays.copyOf(picture, picture.length / 2));
    return issue("IMAGE_CORRUPT");
  }

  /** A picture whose entry was damaged afterwards. */
  Archive damagedImage(String path, byte[] picture) {
    int start = bytes.size();
    long compressed = write(root + path, picture).getCompressedSize();
    damage.add(start + LOCAL_HEADER + (root + path).length() + (int) compressed / 2);
    return issue("ENTRY_CORRUPT");
  }

  /** An entry that wants to be elsewhere. */
  Archive climbing(byte[] picture) {
    write("../outside.png", picture);
    return issue("ENTRY_UNSAFE_NAME");
  }

  /** What file managers leave behind. */
  Archive junk() {
    write("__MACOSX/._1.png", new byte[] {1});
    write(root + ".DS_Store", new byte[] {2});
    return this;
  }

  /** A file that is no sample. */
  Archive file(String path, String content) {
    byte[] text = content.getBytes(StandardCharsets.UTF_8);
    write(root + path, text);
    files.add(path);
    stored += text.length;
    return issue("FILE_IGNORED");
  }

  /** A box on a picture that was added; each on a picture at another place. */
  Archive box(String path, String labelClass, int place) {
    if (!images.contains(path)) {
      images.add(path);
    }
    classes.merge(labelClass, 1L, Long::sum);
    annotations.add("%s|%s|%d".formatted(path, labelClass, place));
    boxes.add("%s %s %d 1 2 3".formatted(path, labelClass, place));
    return this;
  }

  /** The same files by their names, for those who pack them otherwise; to be asked at the end. */
  Map<String, byte[]> entries() {
    return entries;
  }

  /** Ends it with a COCO file of all boxes, where there are any. */
  byte[] bytes() {
    if (!annotations.isEmpty()) {
      byte[] coco = coco().getBytes(StandardCharsets.UTF_8);
      write(root + "annotations/instances.json", coco);
      files.add("annotations/instances.json");
      stored += coco.length;
    }
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] all = bytes.toByteArray();
    damage.forEach(place -> all[place] ^= 0x55);
    return all;
  }

  Content content() {
    return new Content(samples, files, boxes, classes, issues, stored);
  }

  private Archive issue(String code) {
    issues.merge(code, 1L, Long::sum);
    return this;
  }

  private String coco() {
    List<String> names = List.copyOf(classes.keySet());
    List<String> categories = new ArrayList<>();
    for (String name : names) {
      categories.add("{\"id\":%d,\"name\":\"%s\"}".formatted(names.indexOf(name) + 1, name));
    }
    List<String> pictures = new ArrayList<>();
    for (String path : images) {
      pictures.add(
          "{\"id\":%d,\"file_name\":\"%s\",\"width\":8,\"height\":8}"
              .formatted(images.indexOf(path) + 1, path.substring(path.lastIndexOf('/') + 1)));
    }
    List<String> boxed = new ArrayList<>();
    for (String annotation : annotations) {
      String[] parts = annotation.split("\\|", -1);
      boxed.add(
          "{\"id\":%d,\"image_id\":%d,\"category_id\":%d,\"bbox\":[%s,1,2,3]}"
              .formatted(
                  boxed.size() + 1,
                  images.indexOf(parts[0]) + 1,
                  names.indexOf(parts[1]) + 1,
                  parts[2]));
    }
    return "{\"categories\":[%s],\"images\":[%s],\"annotations\":[%s]}"
        .formatted(
            String.join(",", categories), String.join(",", pictures), String.join(",", boxed));
  }

  private ZipEntry write(String name, byte[] content) {
    entries.put(name, content);
    try {
      var entry = new ZipEntry(name);
      entry.setTime(TIME);
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
      return entry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
