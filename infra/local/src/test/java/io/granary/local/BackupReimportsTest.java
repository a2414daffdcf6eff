package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of others that are deleted, and come back from their backups. */
@EnabledIfEnvironmentVariable(named = RealFolders.VARIABLE, matches = ".+")
final class BackupReimportsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final List<String> COUNTS =
      List.of("total_samples", "annotation_count", "class_count", "modality", "labeled");

  @ParameterizedTest
  @CsvSource({
    "sahi-coco, image, 12",
    "datumaro/coco_dataset/coco, image, 1",
    "datumaro/yolo_dataset/strict, image, 2",
    "datumaro/yolo_dataset/labels, image, 4",
    "bccd-voc, image, 4886",
    "datumaro/cvat_dataset/for_images/export_project, image, 12",
    "datumaro/imagenet_dataset, image, 1",
    "northwind, tabular, 0"
  })
  void aFolderComesBackUnderAnotherNameAndUnderItsOwn(
      String folder, String modality, int annotations) throws IOException {
    comesBack("zip", RealFolders.zip(folder), modality, annotations);
  }

  @ParameterizedTest
  @CsvSource({
    "vega/seattle-weather.csv, tabular",
    "vega/penguins.json, tabular",
    "duckdb-csv/titanic.csv, tabular",
    "datumaro/voc_dataset/voc_dataset2/labelmap.txt, text"
  })
  void aFileComesBackUnderAnotherNameAndUnderItsOwn(String file, String modality)
      throws IOException {
    String name = file.substring(file.lastIndexOf('/') + 1);
    comesBack(
        name.substring(name.indexOf('.') + 1),
        Files.readAllBytes(RealFolders.of(file)),
        modality,
        0);
  }

  @Test
  void whatWasAddedLaterComesBackToo() throws IOException {
    SetOwner owner = SetOwner.of(STACK, "adder");
    Path root = RealFolders.of("bccd-voc");
    List<Path> files = RealFolders.files(root);
    // Each half has pictures and what is said of them, which are named alike.
    Map<Boolean, List<Path>> halves =
        files.stream().collect(Collectors.partitioningBy(BackupReimportsTest::isEarly));
    put(owner, root, halves.get(true));
    UUID first = mark(owner);
    String before = owner.digest(first);
    put(owner, root, halves.get(false));
    assertThat(mark(owner)).isEqualTo(first);
    String digest = owner.digest(first);
    assertThat(digest).isNotEqualTo(before);

    JsonNode was = owner.dataset(first);
    byte[] archive = owner.delete(first, "cells");

    UUID again = owner.drop("cells.zip", archive);
    assertThat(owner.digest(again)).isEqualTo(digest);
    assertSame(owner.dataset(again), was);
  }

  private static void comesBack(String extension, byte[] content, String modality, int annotations)
      throws IOException {
    SetOwner owner = SetOwner.of(STACK, "u" + Long.toString(System.nanoTime(), 36));
    UUID first = owner.drop("set." + extension, content);
    JsonNode was = owner.dataset(first);
    assertThat(was.path("modality").asText()).isEqualTo(modality);
    assertThat(was.path("annotation_count").asInt()).isGreaterThanOrEqualTo(annotations);
    String digest = owner.digest(first);

    byte[] archive = owner.delete(first, "set");

    for (String name : List.of("other", "set")) {
      UUID again = owner.drop(name + ".zip", archive);
      assertThat(again).isNotEqualTo(first);
      assertThat(owner.digest(again)).isEqualTo(digest);
      assertThat(owner.dataset(again).path("name").asText()).isEqualTo(name);
      assertSame(owner.dataset(again), was);
      assertThat(owner.issues(again)).isEmpty();
    }
    assertThat(owner.client().post("/api/datasets/%s/restore".formatted(first), "{}").code())
        .isEqualTo("DATASET_NAME_TAKEN");
  }

  private static void assertSame(JsonNode dataset, JsonNode was) {
    for (String field : COUNTS) {
      assertThat(dataset.get(field)).as(field).isEqualTo(was.get(field));
    }
  }

  private static void put(SetOwner owner, Path root, List<Path> files) throws IOException {
    for (Path file : files) {
      owner.put("cells/" + root.relativize(file), Files.readAllBytes(file));
    }
  }

  private static UUID mark(SetOwner owner) throws IOException {
    owner.put("cells/_SUCCESS", new byte[0]);
    return owner.taken("cells");
  }

  private static boolean isEarly(Path file) {
    String digits = file.getFileName().toString().replaceAll("\\D", "");
    return digits.isEmpty() || digits.charAt(digits.length() - 1) < '5';
  }
}
