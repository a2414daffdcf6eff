package io.granary.formats.voc;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.geometry.Mask;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VocMasksTest {
  private static final String XML =
      """
      <annotation><filename>a.jpg</filename>
        <object><name>aeroplane</name><difficult>1</difficult>
          <bndbox><xmin>0</xmin><ymin>0</ymin><xmax>2.5</xmax><ymax>2</ymax></bndbox></object>
        <object><name>bicycle</name>
          <bndbox><xmin>3</xmin><ymin>1</ymin><xmax>5</xmax><ymax>4</ymax></bndbox></object>
      </annotation>
      """;
  private static final String[] CLASSES = {"11v00", "11v22", "00022", "00022"};
  private static final String[] OBJECTS = {"11v00", "11v22", "00022", "00022"};

  private static Imported read(MemoryFiles files) throws IOException {
    return Imported.read(new VocFormat(), files, Imported.samples(5, 4, "JPEGImages/a.jpg"));
  }

  private static MemoryFiles masks(byte[] classes, byte[] objects) {
    return new MemoryFiles()
        .with("SegmentationClass/a.png", classes)
        .with("SegmentationObject/a.png", objects);
  }

  private static List<Box> maskBoxes(Imported imported) {
    return imported.annotations().stream()
        .map(a -> imported.geometry(imported.annotations().indexOf(a)))
        .filter(Mask.class::isInstance)
        .map(mask -> mask.box().orElseThrow())
        .toList();
  }

  @Test
  void theMaskOfAnObjectIsItsGeometryAndItsBoxStays() throws IOException {
    Imported imported =
        read(
            masks(MaskPictures.indexed(CLASSES), MaskPictures.indexed(OBJECTS))
                .with("Annotations/a.xml", XML));

    assertThat(imported.target().imported()).isEqualTo(2);
    assertThat(imported.annotations()).allMatch(a -> a.type() == AnnotationType.MASK);
    assertThat(imported.annotations().getFirst().box()).isEqualTo(new Box(0, 0, 2.5, 2));
    assertThat(imported.annotations().getFirst().attributes()).isEqualTo("{\"difficult\":true}");
    assertThat(maskBoxes(imported)).containsExactly(new Box(0, 0, 2, 2), new Box(3, 1, 2, 3));
    assertThat(imported.classNames()).containsExactly("aeroplane", "bicycle");
    assertThat(imported.issues()).isEmpty();
    assertThat(imported.target().files()).hasSize(3);
  }

  @Test
  void anyKindOfPictureSaysTheSame() throws IOException {
    for (byte[][] kind :
        new byte[][][] {
          {MaskPictures.gray(CLASSES), MaskPictures.gray(OBJECTS)},
          {MaskPictures.colored(CLASSES), MaskPictures.colored(OBJECTS)},
          {MaskPictures.indexed(CLASSES), MaskPictures.colored(OBJECTS)}
        }) {
      Imported imported = read(masks(kind[0], kind[1]));

      assertThat(imported.classNames()).containsExactly("aeroplane", "bicycle");
      assertThat(maskBoxes(imported)).containsExactly(new Box(0, 0, 2, 2), new Box(3, 1, 2, 3));
      assertThat(imported.issues()).isEmpty();
    }
  }

  @Test
  void aMaskOfAnotherClassOrPlaceIsAnotherAnnotation() throws IOException {
    String[] swapped = {"22v00", "22v11", "00011", "00011"};
    Imported imported =
        read(
            masks(MaskPictures.indexed(CLASSES), MaskPictures.indexed(swapped))
                .with("Annotations/a.xml", XML));

    assertThat(imported.target().imported()).isEqualTo(4);
    assertThat(maskBoxes(imported)).hasSize(2);
  }

  @Test
  void withoutObjectsEveryClassIsAMask() throws IOException {
    Imported imported =
        read(
            new MemoryFiles()
                .with(
                    "labelmap.txt",
                    """
                    background:0,0,0::
                    cat:128,0,0::
                    dog:0,128,0::
                    """)
                .with("ImageSets/Segmentation/train.txt", "a\n")
                .with(
                    "SegmentationClass/a.png",
                    MaskPictures.colored("10021", "11v22", "33322", "00022")));

    assertThat(imported.lines()).hasSize(2);
    assertThat(imported.lines().get(0)).startsWith("JPEGImages/a.jpg cat mask");
    assertThat(imported.lines().get(1)).startsWith("JPEGImages/a.jpg dog mask");
    assertThat(imported.count(IssueCode.UNKNOWN_CLASS)).isEqualTo(1);
    assertThat(imported.target().skipped()).isEqualTo(1);
    assertThat(imported.target().splits().of(0)).contains("train");
  }

  @Test
  void picturesThatDoNotFitAreRefusedAndTheBoxesStay() throws IOException {
    Imported otherSize =
        read(
            masks(MaskPictures.indexed("11"), MaskPictures.indexed("11"))
                .with("Annotations/a.xml", XML));
    assertThat(otherSize.target().imported()).isEqualTo(2);
    assertThat(otherSize.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(2);

    Imported damaged =
        read(masks(new byte[] {1, 2, 3}, new byte[0]).with("Annotations/a.xml", XML));
    assertThat(damaged.target().imported()).isEqualTo(2);
    assertThat(damaged.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(2);
    assertThat(damaged.annotations()).allMatch(a -> a.type() == AnnotationType.BBOX);
  }
}
