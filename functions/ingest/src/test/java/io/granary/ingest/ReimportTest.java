package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Sample;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.FormatWriter;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.coco.CocoWriter;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written of a dataset makes an equal one when it is dropped. */
final class ReimportTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private record Case(String folder, FormatWriter writer) {
    @Override
    public String toString() {
      return folder + " as " + writer.name();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("datumaro/coco_dataset/coco", new CocoWriter()),
        new Case("datumaro/coco_dataset/coco_panoptic", new CocoWriter()),
        new Case("sahi-coco", new CocoWriter()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theDigestIsTheSame(Case each) throws IOException {
    var drops = new Drops(STACK, STACK.user("re" + Long.toString(System.nanoTime(), 36)));
    UUID first = dataset(drops.take("first.zip", zip(data().resolve(each.folder()))));

    UUID second = dataset(drops.take("second.zip", export(first, each.writer())));

    assertThat(drops.annotations(second)).isEqualTo(drops.annotations(first)).isPositive();
    assertThat(drops.digest(second)).isEqualTo(drops.digest(first));
  }

  private static UUID dataset(JsonNode result) {
    assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("ready");
    return Drops.dataset(result);
  }

  /** The dataset as a ZIP: its samples, and its annotations by a writer. */
  private static byte[] export(UUID dataset, FormatWriter writer) throws IOException {
    var set = new StoredSet(STACK, dataset);
    var zip = new SampleZip();
    for (Sample sample : set.samples()) {
      var place = new AnnotatedSample(sample.path(), sample.split(), 0, 0, List.of());
      try (var in = STACK.objects().open(sample.objectKey())) {
        zip.add(writer.imagePath(place), in.readAllBytes());
      }
    }
    writer.write(
        set,
        path ->
            new ByteArrayOutputStream() {
              @Override
              public void close() {
                zip.add(path, toByteArray());
              }
            },
        WriteOptions.DEFAULT);
    return zip.bytes();
  }

  private static byte[] zip(Path folder) throws IOException {
    var zip = new SampleZip();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        zip.add(folder.relativize(file).toString(), file);
      }
    }
    return zip.bytes();
  }

  private static Path data() {
    return Optional.ofNullable(System.getenv("GRANARY_TEST_DATA"))
        .map(Path::of)
        .orElseGet(() -> abort("GRANARY_TEST_DATA is not set"));
  }
}
