package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What data.yaml says, and what it must not do. */
final class DataYamlTest {
  private static Imported read(String yaml, String... rows) throws IOException {
    return Reading.read(
        new MemoryFiles().with("data.yaml", yaml).with("labels/a.txt", String.join("\n", rows)),
        "images/a.jpg");
  }

  private static String box(int labelClass) {
    return labelClass + " 0.5 0.5 0.5 0.5";
  }

  @Test
  void gapsInTheNamesStayGaps() throws IOException {
    Imported imported =
        read("train: images\nval: images\nnames: {1: cat, '3': dog}\n", box(1), box(2), box(3));

    assertThat(imported.classNames()).containsExactly("cat", "dog");
    assertThat(imported.target().classes().get(1).sourceId()).isEqualTo("3");
    assertThat(imported.lines()).extracting(l -> l.split(" ")[1]).containsExactly("cat", "dog");
    assertThat(imported.count(IssueCode.UNKNOWN_CLASS)).isEqualTo(1);
  }

  @Test
  void namesAreTextsAsTheyAreWritten() throws IOException {
    Imported imported =
        read(
            """
            train: images
            val: images
            names: [no, 007, 2024-01-01, "a: \\"b\\"", 'it''s', ~, 猫 🐈]
            """,
            box(0));

    assertThat(imported.classNames())
        .containsExactly("no", "007", "2024-01-01", "a: \"b\"", "it's", "class_5", "猫 🐈");
  }

  @Test
  void aCountThatDiffersIsTold() throws IOException {
    Imported imported = read("train: images\nval: images\nnc: 3\nnames: [cat]\n", box(0));

    assertThat(imported.target().imported()).isEqualTo(1);
    assertThat(Reading.examples(imported, IssueCode.FORMAT_AMBIGUOUS))
        .containsExactly("data.yaml  nc is 3, and there are 1 names");
  }

  @Test
  void withoutNamesThereAreNumbers() throws IOException {
    Imported imported = read("train: images\nval: images\nnc: 2\n", box(1), box(2));

    assertThat(imported.classNames()).containsExactly("class_0", "class_1");
    assertThat(imported.count(IssueCode.UNKNOWN_CLASS)).isEqualTo(1);
    assertThat(imported.count(IssueCode.FORMAT_AMBIGUOUS)).isEqualTo(1);
  }

  @Test
  void aHugeCountDeclaresFewClasses() throws IOException {
    Imported imported = read("train: images\nval: images\nnc: 2000000000\n", box(1));

    assertThat(imported.target().classes().size()).isLessThanOrEqualTo(10_000);
    assertThat(imported.target().imported()).isEqualTo(1);
  }

  @Test
  void otherYamlIsNotOfTheFormat() throws IOException {
    Imported imported =
        Reading.read(
            new MemoryFiles()
                .with("classes.txt", "cat\ndog")
                .with("docker-compose.yml", "services: {a: {image: b}}\n")
                .with("model.yaml", "nc: 80\nbackbone: [[-1, 1, Conv, [64, 3, 2]]]\n")
                .with("broken.yaml", "a: [\n")
                .with("labels/a.txt", box(1)),
            "images/a.jpg");

    assertThat(imported.classNames()).containsExactly("cat", "dog");
    assertThat(imported.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isZero();
  }

  @Test
  void whatIsToBeDownloadedIsLeftAlone() throws IOException {
    Imported imported =
        read(
            """
            train: images
            names: [cat, dog]
            download: |
              import os
              os.system('touch was-here')
            """,
            box(1));

    assertThat(imported.classNames()).containsExactly("cat", "dog");
    assertThat(imported.issues()).isEmpty();
    assertThat(Path.of("was-here")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [x]]]]",
        "!!python/object/apply:os.system [ls]",
        "!!java.io.File [x]"
      })
  void tagsOfObjectsAreRefused(String value) throws IOException {
    Imported imported = read("train: images\nnames: [cat, dog]\nnc: %s\n".formatted(value), box(1));

    assertThat(Reading.examples(imported, IssueCode.ANNOTATION_FILE_UNREADABLE))
        .singleElement()
        .asString()
        .contains("Global tag is not allowed");
    assertThat(imported.classNames()).containsExactly("class_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "names: [cat\nval: x",
        "names: {0: cat}\n\tval: x\n",
        "names: *nobody\n",
        "names: [\u0000]\n",
        "names: [\"\\U99999999\"]\n",
        "names: [a]\n---\nnames: [b]\n"
      })
  void whatIsNoYamlIsRefused(String yaml) throws IOException {
    Imported imported = read(yaml, box(1));

    assertThat(imported.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(1);
    assertThat(imported.classNames()).containsExactly("class_1");
  }

  @Test
  void aliasesDoNotGrow() throws IOException {
    var bomb = new StringBuilder("train: images\nval: images\nnames: [cat, dog]\na0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9) + "x"));
    }

    assertThat(read(bomb.toString(), box(1)).count(IssueCode.ANNOTATION_FILE_UNREADABLE))
        .isEqualTo(1);
  }

  @Test
  void deepAndEndlessDocumentsAreRefused() throws IOException {
    String deep = "train: x\nval: y\nnames: " + "[".repeat(100_000);
    String itself = "train: x\nval: y\nnames: &n [*n, cat]\n";

    assertThat(read(deep, box(1)).count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(1);
    assertThat(read(itself, box(1)).classNames()).containsExactly("class_0", "cat");
  }
}
