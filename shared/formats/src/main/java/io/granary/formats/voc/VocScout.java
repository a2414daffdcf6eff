package io.granary.formats.voc;

import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.xml.XmlElement;
import io.granary.formats.xml.XmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for annotation files of VOC, then for masks, then for lists. */
final class VocScout implements Scout {
  private static final int MOST_OPENED = 20;
  private static final double SURE = 1;
  private static final double LIKELY = 0.9;
  private static final double POSSIBLE = 0.6;

  private final boolean isAskedFor;
  private final List<SetFile> some = new ArrayList<>();
  private boolean hasMasks;
  private boolean hasLists;
  private boolean hasLabelmap;

  VocScout() {
    this(false);
  }

  private VocScout(boolean isAskedFor) {
    this.isAskedFor = isAskedFor;
  }

  /** One that doubts nothing, as somebody says that the set is of the format. */
  static VocScout asked() {
    return new VocScout(true);
  }

  @Override
  public void see(SetFile file) {
    if (VocPath.isXml(file.path()) && some.size() < MOST_OPENED) {
      some.add(file);
    }
    hasMasks |= VocPath.isMask(file.path());
    hasLists |= VocPath.isList(file.path());
    hasLabelmap |= VocPath.isLabelmap(file.path());
  }

  @Override
  public Match conclude(SetFiles files, SampleIndex samples) throws IOException {
    Optional<Match> found = ofXml(files);
    if (found.isPresent()) {
      return found.get();
    }
    if (hasMasks) {
      return match(
          hasLists || hasLabelmap ? LIKELY : POSSIBLE,
          "there are masks in SegmentationClass or SegmentationObject");
    }
    if (hasLists) {
      return match(POSSIBLE, "there are lists of images in ImageSets");
    }
    return isAskedFor && !some.isEmpty()
        ? match(SURE, "it was asked for")
        : Match.none(
            VocFormat.NAME,
            some.isEmpty()
                ? "there is no XML file, no list in ImageSets and no mask"
                : some.getFirst().path() + " is no annotation file of VOC");
  }

  private Optional<Match> ofXml(SetFiles files) throws IOException {
    Optional<Match> possible = Optional.empty();
    for (SetFile file : some) {
      try {
        XmlElement root = VocXml.root(files.content(file));
        if (hasObjects(root)) {
          return Optional.of(match(SURE, file.path() + " has objects with boxes as VOC has them"));
        }
        if (possible.isEmpty() && root.children("object").isEmpty() && describesImage(root)) {
          possible =
              Optional.of(match(POSSIBLE, file.path() + " describes an image without objects"));
        }
      } catch (XmlException | VocXml.OtherRootException _) {
        // Another of the files may be one.
      }
    }
    return possible;
  }

  private static boolean hasObjects(XmlElement root) {
    return root.children("object").stream()
        .anyMatch(
            object ->
                object.child("name").isPresent()
                    && (object.child("bndbox").isPresent()
                        || object.child("robndbox").isPresent()));
  }

  private static boolean describesImage(XmlElement root) {
    return root.child("filename").isPresent() || root.child("size").isPresent();
  }

  private Match match(double confidence, String reason) {
    return new Match(
        VocFormat.NAME,
        isAskedFor ? SURE : confidence,
        reason,
        new VocReader(new VocContents(!some.isEmpty(), hasMasks)));
  }
}
