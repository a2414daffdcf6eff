package io.granary.formats.voc;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a set: names of classes, then an annotation file after the other with the masks of its
 * image, then masks of images without annotation file, and last the lists of the splits.
 */
final class VocReader implements AnnotationReader {
  private static final long MOST_LABELMAP_BYTES = 1 << 20;
  private static final int MOST_LABELMAPS = 1000;

  private final VocContents contents;

  /**
   * @param contents what the set was seen to have
   */
  VocReader(VocContents contents) {
    this.contents = contents;
  }

  @Override
  public boolean uses(String path) {
    return VocPath.isXml(path)
        || VocPath.isList(path)
        || VocPath.isLabelmap(path)
        || VocPath.isMask(path);
  }

  @Override
  public void read(SetFiles files, AnnotationImport target) throws IOException {
    Map<String, Labelmap> labelmaps = new HashMap<>();
    files.read(
        file -> VocPath.isLabelmap(file.path()),
        (file, content) -> labelmap(file, content, target, labelmaps));
    var masks = new MaskFiles(files, labelmaps);
    var annotations = new VocAnnotations(target, masks, contents.hasMasks());
    files.read(file -> VocPath.isXml(file.path()), annotations::readXml);
    if (contents.hasMasks()) {
      files.read(
          file -> VocPath.isMask(file.path()), (file, _) -> annotations.readMask(file, files));
    }
    var lists = new VocLists(target, !contents.hasXml() && !contents.hasMasks());
    files.read(file -> VocPath.isList(file.path()) && isMain(file), lists::read);
    files.read(file -> VocPath.isList(file.path()) && !isMain(file), lists::read);
  }

  /** The lists of the main task go before those of others. */
  private static boolean isMain(SetFile file) {
    return file.path().contains("/Main/");
  }

  private static void labelmap(
      SetFile file, Content content, AnnotationImport target, Map<String, Labelmap> labelmaps)
      throws IOException {
    if (file.size() > MOST_LABELMAP_BYTES || labelmaps.size() == MOST_LABELMAPS) {
      target.refuse(
          file,
          VocFormat.NAME,
          IssueCode.ANNOTATION_FILE_UNREADABLE,
          labelmaps.size() == MOST_LABELMAPS
              ? "More than %d labelmaps".formatted(MOST_LABELMAPS)
              : "Larger than %d bytes".formatted(MOST_LABELMAP_BYTES));
      return;
    }
    target.beginFile(file, VocFormat.NAME, "classes");
    try (var in = content.open()) {
      Labelmap labelmap = Labelmap.read(in);
      labelmaps.put(file.folder(), labelmap);
      labelmap.classes().forEach(target::declare);
    }
    target.endFile();
  }
}
