package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is bad gets a code, what is good is kept, and nothing stays in processing. */
final class BadInputTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "no ZIP",
            BadZips.text("this is no archive, though it calls itself one"),
            "ARCHIVE_CORRUPT"),
        Arguments.of("nothing at all", new byte[0], "ARCHIVE_CORRUPT"),
        Arguments.of("cut off", BadZips.cutOff(), "ARCHIVE_CORRUPT"),
        Arguments.of("all encrypted", BadZips.encrypted(2), "ARCHIVE_ENCRYPTED"),
        Arguments.of(
            "empty", new SampleZip().add("folder/", new byte[0]).bytes(), "NO_SAMPLES_FOUND"),
        Arguments.of("no image", new SampleZip().add("a.bin", "x,y").bytes(), "NO_SAMPLES_FOUND"),
        Arguments.of(
            "only a broken image",
            new SampleZip().add("a.jpg", "no picture").bytes(),
            "NO_SAMPLES_FOUND"),
        Arguments.of(
            "flat bomb",
            new SampleZip().add("zeros.jpg", new byte[11_000_000]).bytes(),
            "ARCHIVE_BOMB"),
        Arguments.of("lying bomb", BadZips.lyingBomb(), "ARCHIVE_BOMB"),
        Arguments.of("overlapping entries", BadZips.overlapping(), "ARCHIVE_BOMB"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void anArchiveThatCannotBeTakenSaysWhy(String name, byte[] zip, String code) {
    var drops = new Drops(STACK, STACK.user("u" + UUID.randomUUID().toString().substring(0, 8)));

    JsonNode result = drops.take(name + ".zip", zip);

    assertThat(result.path("status").asText()).isEqualTo("error");
    assertThat(result.path("code").asText()).isEqualTo(code);
    assertThat(result.path("detail").asText()).startsWith("Cannot ");
    assertThat(
            drops.count(
                "select count(*) from datasets where id = ? and status = 'error'",
                Drops.dataset(result)))
        .isEqualTo(1);
    assertThat(drops.annotations(Drops.dataset(result))).isZero();
    // The source stays for whoever wants to look at it.
    assertThat(STACK.objects().stat(drops.key(name + ".zip"))).isPresent();
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        Arguments.of("climbing", BadZips.named("../../etc/passwd.jpg"), "ENTRY_UNSAFE_NAME 1"),
        Arguments.of("absolute", BadZips.named("/etc/passwd.jpg"), "ENTRY_UNSAFE_NAME 1"),
        Arguments.of("drive", BadZips.named("C:\\x.jpg"), "ENTRY_UNSAFE_NAME 1"),
        Arguments.of("backslashes", BadZips.named("..\\x.jpg"), "ENTRY_UNSAFE_NAME 1"),
        Arguments.of("percent", BadZips.named("%2e%2e/x.jpg"), "ENTRY_UNSAFE_NAME 1"),
        Arguments.of("control", BadZips.named("a\u0000.jpg"), "ENTRY_UNSAFE_NAME 1"),
        Arguments.of("long", BadZips.named("x".repeat(4000) + ".jpg"), "ENTRY_UNSAFE_NAME 1"),
        Arguments.of("nested", BadZips.named("inner.zip"), "NESTED_ARCHIVE 1"),
        Arguments.of("one encrypted", BadZips.encrypted(1), "ENTRY_ENCRYPTED 1"),
        Arguments.of("damaged", BadZips.damaged(), "ENTRY_CORRUPT 1"),
        Arguments.of("lying size", BadZips.lyingSize(), "ENTRY_CORRUPT 1"),
        Arguments.of(
            "cut-off image",
            new SampleZip()
                .add("good.jpg", BadZips.PICTURE)
                .add("bad.jpg", Arrays.copyOf(BadZips.PICTURE, 300))
                .bytes(),
            "IMAGE_CORRUPT 1"),
        Arguments.of(
            "image bomb",
            new SampleZip().add("good.jpg", BadZips.PICTURE).add("huge.png", huge()).bytes(),
            "IMAGE_TOO_LARGE 1"));
  }

  /** A PNG that declares 65,535 x 65,535 pixels. */
  private static byte[] huge() {
    byte[] png = SampleImages.png(8, 8, 1);
    for (int at : new int[] {16, 20}) {
      png[at] = 0;
      png[at + 1] = 0;
      png[at + 2] = (byte) 0xFF;
      png[at + 3] = (byte) 0xFF;
    }
    return png;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void whatIsGoodIsKept(String name, byte[] zip, String issue) {
    var drops = new Drops(STACK, STACK.user("u" + UUID.randomUUID().toString().substring(0, 8)));

    JsonNode result = drops.take(name + ".zip", zip);

    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.issues(result)).containsExactly(issue);
    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(1);
    assertThat(
            drops.count(
                "select count(*) from samples where path = 'good.jpg' and dataset_id = ?",
                Drops.dataset(result)))
        .isEqualTo(1);
  }

  @Test
  void junkAndAnExtraTopFolderLeaveNoTrace() {
    var drops = new Drops(STACK, STACK.user("mac"));

    JsonNode result =
        drops.take(
            "mac.zip",
            new SampleZip()
                .add("my set/cats/a.jpg", BadZips.PICTURE)
                .add("my set/dogs/b.jpg", BadZips.PICTURE)
                .add("__MACOSX/my set/cats/._a.jpg", "x")
                .add("my set/.DS_Store", "x")
                .add("my set/dogs/Thumbs.db", "x")
                .bytes());

    assertThat(Drops.issues(result)).containsExactly("CLASSES_FROM_FOLDERS 1");
    assertThat(result.path("upload_summary").path("folder_structure").path("cats").asInt())
        .isEqualTo(1);
    assertThat(result.path("upload_summary").path("files_uploaded").asInt()).isEqualTo(2);
  }
}
