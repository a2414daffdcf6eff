package io.granary.formats.granary;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationState;
import io.granary.domain.Issue;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Detection;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedAnnotation;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What backups say, and what is said of those that make no sense. */
final class GranaryReadingTest {
  private static MemoryFiles backup(String... lines) {
    return new MemoryFiles()
        .with("_granary/manifest.json", Backups.MANIFEST)
        .with(
            "_granary/classes.json",
            "[{\"name\":\"cat\",\"color\":\"#A0b1c2\"},{\"name\":\"dog\"}]")
        .with("_granary/samples-00001.jsonl", String.join("\n", lines));
  }

  private static String line(String path, String... annotations) {
    return "{\"path\":\"%s\",\"split\":null,\"annotations\":[%s]}"
        .formatted(path, String.join(",", annotations));
  }

  private static String box(int x, String more) {
    return """
        {"type":"bbox","x":%d,"y":2,"width":3,"height":4,
         "geometry":{"x":%d,"y":2,"width":3,"height":4},%s}
        """
        .formatted(x, x, more)
        .replace("\n", "");
  }

  private static Imported read(MemoryFiles files) throws IOException {
    return Imported.read(new GranaryFormat(), files, Imported.samples(20, 10, "a.jpg", "b.jpg"));
  }

  private static List<String> told(Imported read) {
    return read.issues().stream().flatMap(i -> i.examples().stream().map(e -> told(i, e))).toList();
  }

  private static String told(Issue issue, Issue.Example example) {
    return "%s %s %s %s"
        .formatted(issue.code(), example.path(), example.annotation(), example.detail());
  }

  @Test
  void statesAndIdsAreThoseOfTheRows() throws IOException {
    Imported read =
        read(
            backup(
                line(
                    "a.jpg",
                    box(1, "\"class\":\"dog\",\"state\":\"draft\",\"source_id\":\"7\""),
                    box(2, "\"class\":\"cat\",\"state\":\"confirmed\",\"source_id\":\"7\""),
                    box(3, "\"class\":null,\"state\":\"confirmed\",\"source_id\":null")),
                line("b.jpg")));

    assertThat(read.annotations())
        .extracting(ImportedAnnotation::state)
        .containsExactly(
            AnnotationState.DRAFT, AnnotationState.CONFIRMED, AnnotationState.CONFIRMED);
    assertThat(read.annotations())
        .extracting(ImportedAnnotation::sourceId)
        .containsExactly("7", "7", null);
    assertThat(read.annotations())
        .extracting(ImportedAnnotation::labelClass)
        .containsExactly(1, 0, -2);
    assertThat(read.target().classes().getFirst().color()).isEqualTo("#A0b1c2");
    assertThat(read.issues()).isEmpty();
  }

  @Test
  void aSampleMayGoOnInAnotherLine() throws IOException {
    Imported read =
        read(
            backup(line("a.jpg", box(1, "\"class\":\"cat\"")), line("b.jpg"))
                .with("_granary/samples-00002.jsonl", line("a.jpg", box(5, "\"class\":\"dog\""))));

    assertThat(read.target().imported()).isEqualTo(2);
    assertThat(read.count(IssueCode.DUPLICATE_ANNOTATION)).isZero();
  }

  @Test
  void whatMakesNoSenseIsSkippedAndNamed() throws IOException {
    Imported read =
        read(
            backup(
                "{\"path\":",
                "[]",
                "{\"split\":\"train\"}",
                line(
                    "a.jpg",
                    box(1, "\"class\":\"cow\""),
                    box(2, "\"class\":\"cat\""),
                    box(2, "\"class\":\"cat\""),
                    "{\"class\":\"cat\",\"type\":\"cube\",\"geometry\":{}}",
                    "{\"class\":\"cat\",\"type\":\"mask\","
                        + "\"geometry\":{\"size\":[3,3],\"counts\":\"9\"}}",
                    "5"),
                line("gone.jpg", box(1, "\"class\":\"cat\"")),
                line("b.jpg")));

    assertThat(read.target().imported()).isEqualTo(1);
    assertThat(read.target().skipped()).isEqualTo(9);
    assertThat(told(read))
        .contains(
            "ROW_UNREADABLE _granary/samples-00001.jsonl line 2 It is no JSON object",
            "ROW_UNREADABLE _granary/samples-00001.jsonl line 3 It names no path",
            "UNKNOWN_CLASS a.jpg  There is no class 'cow'",
            "UNKNOWN_IMAGE   There is no image 'gone.jpg'",
            "BACKUP_SAMPLE_MISSING gone.jpg  _granary/samples-00001.jsonl lists it at line 5",
            "DUPLICATE_ANNOTATION a.jpg  Same image, class and geometry as another");
    assertThat(read.count(IssueCode.SEGMENTATION_INVALID)).isEqualTo(3);
    assertThat(read.count(IssueCode.GEOMETRY_MISSING)).isEqualTo(3);
  }

  @Test
  void samplesThatAreOthersThanListedAreNamed() throws IOException {
    var samples = new SampleIndex();
    samples.add("a.jpg", 20, 10, 1, "a".repeat(64));
    samples.add("b.jpg", 20, 10, 1, "b".repeat(64));
    samples.add("c.jpg", 20, 10, 1, "c".repeat(64));
    String listed = "{\"path\":\"%s\",\"sha256\":\"%s\",\"annotations\":[%s]}";

    Imported read =
        Imported.read(
            new GranaryFormat(),
            backup(
                listed.formatted("a.jpg", "a".repeat(64), box(1, "\"class\":\"cat\"")),
                listed.formatted("b.jpg", "d".repeat(64), box(1, "\"class\":\"cat\""))),
            samples);

    assertThat(read.target().imported()).isEqualTo(2);
    assertThat(told(read))
        .containsExactly(
            "BACKUP_SAMPLE_CHANGED b.jpg  It has not the SHA-256 " + "d".repeat(64),
            "BACKUP_SAMPLE_UNLISTED c.jpg  The dataset that was backed up had no such sample");
  }

  @Test
  void anotherVersionIsToldAndNothingIsRead() throws IOException {
    Imported read =
        read(
            backup(line("a.jpg", box(1, "\"class\":\"cat\"")))
                .with(
                    "_granary/manifest.json",
                    Backups.MANIFEST.replace("\"version\":1", "\"version\":2")));

    assertThat(read.annotations()).isEmpty();
    assertThat(told(read))
        .containsExactly(
            "ANNOTATION_FILE_UNREADABLE _granary/manifest.json "
                + " The backup is of version '2', and version 1 is read");
  }

  @Test
  void nothingElseIsAsSure() throws IOException {
    MemoryFiles files =
        backup(line("a.jpg"), line("b.jpg"))
            .with(
                "annotations/instances.json",
                "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\"}],\"categories\":[],"
                    + "\"annotations\":[]}");

    Detection found =
        Detection.of(
            io.granary.formats.Formats.all(),
            files,
            Imported.samples(20, 10, "a.jpg", "b.jpg"),
            null);

    assertThat(found.chosen().map(Match::format)).contains("granary");
    assertThat(found.asSure()).isEmpty();
  }

  @Test
  void aManifestOfSomethingElseIsNoBackup() throws IOException {
    MemoryFiles files = new MemoryFiles().with("_granary/manifest.json", "{\"format\":\"x\"}");
    var scout = new GranaryFormat().scout(null);
    files.list(scout::see);

    Match match = scout.conclude(files, Imported.samples(20, 10, "a.jpg"));

    assertThat(match.reader()).isNull();
    assertThat(match.reason()).isEqualTo("_granary/manifest.json is not of a backup");
  }
}
