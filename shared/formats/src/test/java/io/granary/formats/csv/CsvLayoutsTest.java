package io.granary.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Detection;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The headers that tables of annotations have. */
final class CsvLayoutsTest {
  private static final SampleIndex SAMPLES =
      Imported.samples(100, 50, "images/a.jpg", "images/b.jpg", "images/c.jpg");

  private static Imported read(String text) throws IOException {
    return Imported.read(new CsvFormat(), new MemoryFiles().with("t.csv", text), SAMPLES);
  }

  @Test
  void openImages() throws IOException {
    MemoryFiles files =
        new MemoryFiles()
            .with("class-descriptions-boxable.csv", "/m/01,Cat\n/m/02,\"Dog, small\"\n")
            .with(
                "oidv6-train-annotations-bbox.csv",
                """
                ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside
                a,xclick,/m/01,1,0.1,0.5,0.2,0.6,1,0,0,0,0
                zz,xclick,/m/02,1,0.1,0.5,0.2,0.6,0,0,0,0,0
                b,xclick,/m/02,1,0,1,0,1,0,0,1,0,0
                """);

    Imported read = Imported.read(new CsvFormat(), files, SAMPLES);

    assertThat(read.lines())
        .containsExactly(
            "images/a.jpg Cat bbox {\"x\":10,\"y\":10,\"width\":40,\"height\":20}",
            "images/b.jpg Dog, small bbox {\"x\":0,\"y\":0,\"width\":100,\"height\":50}");
    assertThat(read.target().classes().getFirst())
        .isEqualTo(new ImportedClass("Cat", null, "/m/01"));
    assertThat(read.annotations().getFirst().attributes())
        .isEqualTo(
            "{\"Source\":\"xclick\",\"Confidence\":1,\"IsOccluded\":1,\"IsTruncated\":0,"
                + "\"IsGroupOf\":0,\"IsDepiction\":0,\"IsInside\":0}");
    assertThat(read.annotations().getFirst().score()).isNull();
    assertThat(read.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(1);
    assertThat(read.target().splits().of(0)).contains("train");
  }

  @Test
  void labelsThatOpenImagesSaysAreAbsentAreNone() throws IOException {
    Imported read = read("ImageID,Source,LabelName,Confidence\na,human,/m/01,1\na,human,/m/02,0\n");

    assertThat(read.lines()).containsExactly("images/a.jpg /m/01 class {}");
  }

  @Test
  void tensorFlow() throws IOException {
    Imported read =
        read(
            """
            filename,width,height,class,xmin,ymin,xmax,ymax
            a.jpg,100,50,cat,1,2,11,22
            b.jpg,100,50,,,,,
            c.jpg,640,480,dog,1.5,2,11,22
            """);

    assertThat(read.lines())
        .containsExactly(
            "images/a.jpg cat bbox {\"x\":1,\"y\":2,\"width\":10,\"height\":20}",
            "images/c.jpg dog bbox {\"x\":1.5,\"y\":2,\"width\":9.5,\"height\":20}");
    assertThat(read.target().skipped()).isZero();
    assertThat(read.count(IssueCode.IMAGE_SIZE_MISMATCH)).isEqualTo(1);
  }

  @Test
  void retinaNetHasNoHeader() throws IOException {
    Imported read = read("/home/me/images/a.jpg,1,2,11,22,cat\nb.jpg,,,,,\n");

    assertThat(read.lines())
        .containsExactly("images/a.jpg cat bbox {\"x\":1,\"y\":2,\"width\":10,\"height\":20}");
    assertThat(read.target().skipped()).isZero();
  }

  @Test
  void kaggleHasBoxesInOneCellAndNoClasses() throws IOException {
    Imported read =
        read("image_id,width,height,bbox,source\na,100,50,\"[1.0, 2.0, 10.0, 20.0]\",usask_1\n");

    assertThat(read.lines())
        .containsExactly("images/a.jpg object bbox {\"x\":1,\"y\":2,\"width\":10,\"height\":20}");
    assertThat(read.annotations().getFirst().attributes()).isEqualTo("{\"source\":\"usask_1\"}");
    assertThat(read.count(IssueCode.FORMAT_AMBIGUOUS)).isEqualTo(1);
  }

  @Test
  void cornersSizesAndCenters() throws IOException {
    String box = "images/a.jpg cat bbox {\"x\":1,\"y\":2,\"width\":10,\"height\":20}";

    assertThat(read("img,x,y,w,h,label\na.jpg,1,2,10,20,cat\n").lines()).containsExactly(box);
    assertThat(read("image,x,y,width,height,label\na.jpg,1,2,10,20,cat\n").lines())
        .containsExactly(box);
    assertThat(read("image,x0,y0,x1,y1,label\na.jpg,1,2,11,22,cat\n").lines()).containsExactly(box);
    assertThat(read("image,x1,y1,x2,y2,label\na.jpg,1,2,11,22,cat\n").lines()).containsExactly(box);
    assertThat(read("path,x_center,y_center,w,h,class_name\na.jpg,6,12,10,20,cat\n").lines())
        .containsExactly(box);
  }

  @Test
  void labelsCaptionsAndClassNumbers() throws IOException {
    assertThat(read("id,breed\na,cat\nb,dog\n").lines())
        .containsExactly("images/a.jpg cat class {}", "images/b.jpg dog class {}");
    assertThat(read("a.jpg,cat\nb.jpg,dog\n").classNames()).containsExactly("cat", "dog");
    assertThat(read("image,caption\na.jpg,\"A cat, asleep\"\n").lines())
        .containsExactly("images/a.jpg - caption {\"text\":\"A cat, asleep\"}");
    Imported read = read("file_name,class_id,class_name,fold\na.jpg,7,cat,1\n");
    assertThat(read.target().classes()).containsExactly(new ImportedClass("cat", null, "7"));
    assertThat(read.annotations().getFirst().attributes()).isEqualTo("{\"fold\":1}");
  }

  @Test
  void numbersThatCouldBeEitherAreTold() throws IOException {
    String table = "file,class,xmin,ymin,xmax,ymax\na.jpg,cat,0,0,1,1\n";
    assertThat(read(table).count(IssueCode.FORMAT_AMBIGUOUS)).isEqualTo(1);

    Imported asPixels =
        Imported.read(new CsvFormat(), "csv_tf", new MemoryFiles().with("t.csv", table), SAMPLES);

    assertThat(asPixels.lines())
        .containsExactly("images/a.jpg cat bbox {\"x\":0,\"y\":0,\"width\":1,\"height\":1}");
    assertThat(asPixels.count(IssueCode.FORMAT_AMBIGUOUS)).isZero();
  }

  @Test
  void sharesOfAnImageWithoutSizeCannotBePlaced() throws IOException {
    MemoryFiles files =
        new MemoryFiles()
            .with("t.csv", "file,class,xmin,ymin,xmax,ymax\na.jpg,c,0.1,0.1,0.9,0.9\n");

    Imported read = Imported.read(new CsvFormat(), files, Imported.samples(0, 0, "a.jpg"));

    assertThat(read.count(IssueCode.NOT_A_NUMBER)).isEqualTo(1);
  }

  @Test
  void aTableOfOtherDataIsNone() throws IOException {
    for (String table :
        List.of(
            "image,price\nq.jpg,1\nr.jpg,2\n",
            "product,category\na,b\n",
            "id,label\n1,x\n2,y\n",
            "x,y\n1,2\n",
            "id,xmin,ymin,xmax,ymax,class\n1,1,2,3,4,a\n")) {
      var files = new MemoryFiles().with("t.csv", table);
      assertThat(Detection.of(List.of(new CsvFormat()), files, SAMPLES, null).chosen())
          .as(table)
          .isEmpty();
    }
  }

  @Test
  void besideATableOfAnnotationsOtherDataIsLeftAlone() throws IOException {
    MemoryFiles files =
        new MemoryFiles().with("labels.csv", "file,label\na.jpg,x\n").with("p.csv", "x,y\n1,2\n");

    Imported read = Imported.read(new CsvFormat(), files, SAMPLES);

    assertThat(read.lines()).containsExactly("images/a.jpg x class {}");
    assertThat(read.count(IssueCode.ANNOTATION_FORMAT_UNKNOWN)).isEqualTo(1);
  }
}
