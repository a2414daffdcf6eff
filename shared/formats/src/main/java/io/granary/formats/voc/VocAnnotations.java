package io.granary.formats.voc;

import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SourceAnnotation.Shape;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Mask;
import io.granary.formats.voc.MaskFiles.Pictures;
import io.granary.formats.xml.XmlException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects and masks. The mask of object k is the geometry of the k-th object of the
 * annotation file, as VOC counts them, where both are of one class and in one place; the object
 * keeps the box that the file gives it. Any other mask is an annotation of its own.
 */
final class VocAnnotations {
  private final AnnotationImport target;
  private final MaskFiles masks;
  private final boolean hasMasks;
  private final VocImages images;

  VocAnnotations(AnnotationImport target, MaskFiles masks, boolean hasMasks) {
    this.target = target;
    this.masks = masks;
    this.hasMasks = hasMasks;
    this.images = new VocImages(target.samples());
  }

  /** Reads an annotation file, and the masks of its image. */
  void readXml(SetFile file, Content content) throws IOException {
    VocXml xml = VocXml.nothing();
    boolean isSound = false;
    try {
      xml = VocXml.read(content);
      isSound = true;
    } catch (XmlException e) {
      refuse(file, IssueCode.ANNOTATION_FILE_UNREADABLE, e);
    } catch (VocXml.OtherRootException e) {
      refuse(file, IssueCode.ANNOTATION_FORMAT_UNKNOWN, e);
    }
    int sample = images.ofXml(file.path(), xml);
    Optional<VocPath> place = VocPath.of(VocPath.ANNOTATIONS, file.path());
    Optional<Pictures> pictures =
        hasMasks && place.isPresent()
            ? Optional.of(pictures(place.get(), sample))
            : Optional.empty();
    Map<Integer, FoundMask> joined =
        pictures.isEmpty() ? Map.of() : join(file, xml, pictures.get());
    if (isSound) {
      addObjects(file, xml, sample, joined);
    }
    if (pictures.isPresent()) {
      List<FoundMask> others =
          pictures.get().masks().stream()
              .filter(mask -> !mask.equals(joined.get((int) mask.object() - 1)))
              .toList();
      addMasks(pictures.get(), others, sample, place.get().stem());
    }
  }

  /** Reads a picture of masks, unless it was read with an annotation file or another picture. */
  void readMask(SetFile file, SetFiles files) throws IOException {
    boolean isOfClasses = VocPath.isMask(VocPath.CLASS_MASKS, file.path());
    VocPath place =
        VocPath.of(isOfClasses ? VocPath.CLASS_MASKS : VocPath.OBJECT_MASKS, file.path())
            .orElseThrow();
    if (files.find(place.beside(VocPath.ANNOTATIONS, ".xml")).isPresent()
        || !isOfClasses && files.find(place.beside(VocPath.CLASS_MASKS, ".png")).isPresent()) {
      return;
    }
    int sample = images.ofMask(place, file.path());
    Pictures pictures = pictures(place, sample);
    addMasks(pictures, pictures.masks(), sample, place.stem());
  }

  private Pictures pictures(VocPath place, int sample) throws IOException {
    Pictures pictures = masks.of(place);
    SampleIndex samples = target.samples();
    int width = sample < 0 ? 0 : samples.width(sample);
    int height = sample < 0 ? 0 : samples.height(sample);
    boolean fits =
        width == 0
            || pictures.width() == width && pictures.height() == height
            || samples.orientation(sample) >= 5
                && pictures.width() == height
                && pictures.height() == width;
    return fits
        ? pictures
        : pictures.refusing(
            "%d x %d pixels, and the image has %d x %d"
                .formatted(pictures.width(), pictures.height(), width, height));
  }

  /** The masks that objects have, by the place of the object in the file. */
  private static Map<Integer, FoundMask> join(SetFile file, VocXml xml, Pictures pictures) {
    Map<Integer, FoundMask> joined = new HashMap<>();
    boolean isSameSize =
        xml.width() == 0 || xml.width() == pictures.width() && xml.height() == pictures.height();
    boolean cameTogether = pictures.read().stream().allMatch(p -> p.isNew() == file.isNew());
    if (!isSameSize || !cameTogether) {
      return joined;
    }
    for (FoundMask mask : pictures.masks()) {
      if (mask.object() < 1 || mask.object() > xml.objects().size()) {
        continue;
      }
      int place = (int) mask.object() - 1;
      VocObject object = xml.objects().get(place);
      boolean isSameClass =
          mask.pixels().isEmpty() || mask.className().equals(Optional.of(object.name()));
      if (isSameClass
          && object.geometry().isEmpty()
          && object.box() != null
          && overlap(object.box(), mask.mask().box())) {
        joined.putIfAbsent(place, mask);
      }
    }
    return joined;
  }

  private static boolean overlap(Box a, Box b) {
    return a.x() < b.x() + b.width()
        && b.x() < a.x() + a.width()
        && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
  }

  private void addObjects(SetFile file, VocXml xml, int sample, Map<Integer, FoundMask> joined) {
    target.beginFile(file, VocFormat.NAME, "detection");
    String imageId =
        xml.filename().isEmpty() ? VocPath.withoutExtension(file.name()) : xml.filename();
    if (sample == SampleIndex.NONE) {
      target
          .issues()
          .add(IssueCode.IMAGE_FILE_MISSING, file.path(), "", "No file '%s'".formatted(imageId));
    }
    target.declareSize(sample, imageId, xml.width(), xml.height());
    for (int i = 0; i < xml.objects().size(); i++) {
      VocObject object = xml.objects().get(i);
      FoundMask mask = joined.get(i);
      Geometry geometry = mask == null ? object.geometry().orElse(null) : new Mask(mask.mask());
      target.add(annotation(object, geometry, sample, imageId));
    }
    target.endFile();
  }

  private SourceAnnotation annotation(
      VocObject object, @Nullable Geometry geometry, int sample, String imageId) {
    Box box = object.box();
    return new SourceAnnotation(
        object.id(),
        sample,
        imageId,
        declared(object.name()),
        object.name(),
        box == null && geometry != null ? geometry.box().orElse(null) : box,
        geometry == null ? null : Shape.of(geometry),
        object.isGeometryBroken(),
        object.attributes(),
        object.score(),
        object.isCrowd());
  }

  private void addMasks(Pictures pictures, List<FoundMask> others, int sample, String imageId) {
    for (MaskFiles.Refused refused : pictures.refused()) {
      target.refuse(
          refused.file(), VocFormat.NAME, IssueCode.ANNOTATION_FILE_UNREADABLE, refused.problem());
    }
    List<FoundMask> rest = others;
    for (SetFile file : pictures.read()) {
      target.beginFile(file, VocFormat.NAME, "segmentation");
      if (!rest.isEmpty()) {
        target.declareSize(sample, imageId, pictures.width(), pictures.height());
      }
      for (FoundMask mask : rest) {
        target.add(
            SourceAnnotation.of(
                sample,
                imageId,
                declared(mask.className().orElse("")),
                mask.className().orElse(mask.pixels()),
                new Mask(mask.mask())));
      }
      rest = List.of();
      target.endFile();
    }
  }

  private int declared(String name) {
    return name.isEmpty() ? -1 : target.declare(ImportedClass.named(name));
  }

  private void refuse(SetFile file, IssueCode code, Exception problem) {
    target.refuse(file, VocFormat.NAME, code, String.valueOf(problem.getMessage()));
  }
}
