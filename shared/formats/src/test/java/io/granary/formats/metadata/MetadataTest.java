package io.granary.formats.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Detection;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.csv.CsvFormat;
import io.granary.formats.folders.ClassFoldersFormat;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetadataTest {
  private static final SampleIndex SAMPLES =
      Imported.samples(100, 50, "cat/2.jpg", "test/1.jpg", "train/1.jpg", "train/sub/2.jpg");

  private static Imported read(MemoryFiles files) throws IOException {
    return Imported.read(new MetadataFormat(), files, SAMPLES);
  }

  @Test
  void tablesHaveLabelsTextsAndWhatElseTheySay() throws IOException {
    Imported read =
        read(
            new MemoryFiles()
                .with("train/Metadata.CSV", "file_name,label,age\n1.jpg,cat,7\nsub/2.jpg,,8\n")
                .with("test/metadata.csv", "file_name,text\n1.jpg,\"A cat, asleep\"\n"));

    assertThat(read.lines())
        .containsExactly(
            "test/1.jpg - caption {\"text\":\"A cat, asleep\"}", "train/1.jpg cat class {}");
    assertThat(read.annotations().getLast().attributes()).isEqualTo("{\"age\":7}");
    assertThat(read.count(IssueCode.ROW_WITHOUT_ANNOTATION)).isEqualTo(1);
  }

  @Test
  void objectsAreListsOrAList() throws IOException {
    Imported read =
        read(
            new MemoryFiles()
                .with(
                    "train/metadata.jsonl",
                    """
                    {"file_name":"1.jpg","w":5,"objects":{"bbox":[[1,2,3,4],[5,6,7.5,8]],"categories":["a","b"],"id":[12345678901234567890,2],"area":[12,60],"pose":["x",null]}}
                    {"file_name":"sub/2.jpg","objects":[{"bbox":[1,2,3,4],"category":"a","iscrowd":1,"score":0.5},{"bbox":[1,2,3],"category":"a"}]}
                    {"file_name":"1.jpg","objects":{"bbox":[],"categories":[]}}
                    """));

    assertThat(read.lines())
        .containsExactly(
            "train/1.jpg a bbox {\"x\":1,\"y\":2,\"width\":3,\"height\":4}",
            "train/1.jpg b bbox {\"x\":5,\"y\":6,\"width\":7.5,\"height\":8}",
            "train/sub/2.jpg a bbox {\"x\":1,\"y\":2,\"width\":3,\"height\":4}");
    assertThat(read.annotations())
        .extracting(a -> a.attributes() + " " + a.sourceId() + " " + a.score() + " " + a.isCrowd())
        .containsExactly(
            "{\"pose\":\"x\",\"w\":5} 12345678901234567890 null false",
            "{\"pose\":null,\"w\":5} 2 null false",
            "{} null 0.5 true");
    assertThat(read.count(IssueCode.NOT_A_NUMBER)).isEqualTo(1);
    assertThat(read.count(IssueCode.ROW_WITHOUT_ANNOTATION)).isZero();
  }

  @Test
  void theCardNamesNumbers() throws IOException {
    MemoryFiles files =
        new MemoryFiles()
            .with(
                "README.md",
                """
                ---
                license: mit
                dataset_info:
                  features:
                  - name: label
                    dtype:
                      class_label:
                        names:
                          '0': no
                          '1': "yes"
                  - name: objects
                    sequence:
                    - name: category
                      dtype:
                        class_label:
                          names: [fox, owl]
                ---
                # Card
                """)
            .with(
                "metadata.jsonl",
                """
                {"file_name":"train/1.jpg","label":1,"objects":{"bbox":[[1,2,3,4]],"category":[1]}}
                {"file_name":"test/1.jpg","label":-1}
                """);

    Imported read = read(files);

    assertThat(read.target().classes())
        .containsExactly(new ImportedClass("yes", null, "1"), new ImportedClass("owl", null, "1"));
    assertThat(read.annotations()).hasSize(2);
    assertThat(read.count(IssueCode.FORMAT_AMBIGUOUS)).isZero();
  }

  @Test
  void numbersThatNothingNamesAreTold() throws IOException {
    MemoryFiles files =
        new MemoryFiles()
            .with("README.md", "---\na: &a [*a, *b]\n---\n")
            .with("train/metadata.csv", "file_name,label\n1.jpg,3\nsub/2.jpg,4\n");

    Imported read = read(files);

    assertThat(read.classNames()).containsExactly("class_3", "class_4");
    assertThat(read.count(IssueCode.FORMAT_AMBIGUOUS)).isEqualTo(1);
  }

  @Test
  void aBadRowIsToldAndLeavesTheOthers() throws IOException {
    Imported read =
        read(
            new MemoryFiles()
                .with(
                    "train/metadata.jsonl",
                    """
                    {"file_name":"1.jpg","label":"a","objects":{"bbox":[[1,

                    [1]
                    {"label":"a"}
                    {"file_name":"1.jpg","label":"a"} x
                    {"file_name":"gone.jpg","label":"a"}
                    {"file_name":"1.jpg","label":"a"}"""));

    assertThat(read.lines()).containsExactly("train/1.jpg a class {}");
    assertThat(read.count(IssueCode.ROW_UNREADABLE)).isEqualTo(4);
    assertThat(read.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(1);
    assertThat(read.target().skipped()).isEqualTo(5);
  }

  @Test
  void aFileThatMakesNoSenseIsRefused() throws IOException {
    Imported read =
        read(
            new MemoryFiles()
                .with("a/metadata.jsonl", "[{\n\"file_name\": \"1.jpg\"\n}]\n")
                .with("b/metadata.csv", "name,label\n1.jpg,a\n")
                .with("c/metadata.csv", "")
                .with("d/metadata.jsonl", new byte[] {'{', (byte) 0xE9, '}'})
                .with("train/metadata.csv", "file_name,label\n1.jpg,a\n"));

    assertThat(read.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(4);
    assertThat(read.lines()).containsExactly("train/1.jpg a class {}");
    assertThat(read.target().files())
        .extracting(f -> String.valueOf(f.problem()))
        .anySatisfy(p -> assertThat(p).startsWith("No row can be read. Line 1: It is no"))
        .contains("The header has no column file_name", "The file is empty", "Not UTF-8", "null");
  }

  @Test
  void whereThereIsMetadataFoldersNameNoClasses() throws IOException {
    SampleIndex samples = Imported.samples(9, 9, "cat/1.jpg", "dog/1.jpg");
    MemoryFiles files = new MemoryFiles().with("metadata.csv", "file_name,age\ncat/1.jpg,3\n");

    Detection found =
        Detection.of(
            List.of(new ClassFoldersFormat(), new CsvFormat(), new MetadataFormat()),
            files,
            samples,
            null);

    assertThat(found.chosen().map(Match::format)).contains("metadata");
    assertThat(
            Detection.of(List.of(new MetadataFormat()), new MemoryFiles(), samples, null).chosen())
        .isEmpty();
  }

  @Test
  void metadataOfOtherThingsDoesNotHideFolders() throws IOException {
    SampleIndex samples = Imported.samples(9, 9, "cat/1.jpg", "dog/1.jpg");
    for (MemoryFiles files :
        List.of(
            new MemoryFiles().with("metadata.csv", "key,value\nlicense,mit\n"),
            new MemoryFiles().with("metadata.csv", ""),
            new MemoryFiles().with("metadata.jsonl", "{\"license\":\"mit\"}\n"))) {
      assertThat(
              Detection.of(
                      List.of(new MetadataFormat(), new ClassFoldersFormat()), files, samples, null)
                  .chosen()
                  .map(Match::format))
          .contains("class_folders");

      Match alone =
          Detection.of(List.of(new MetadataFormat()), files, samples, null).chosen().orElseThrow();
      assertThat(alone.confidence()).isEqualTo(0.15);
      assertThat(read(files).count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(1);
    }
  }
}
