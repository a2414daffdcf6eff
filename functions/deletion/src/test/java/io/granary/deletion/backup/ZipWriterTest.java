package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.database.BackupPartRepository.Directory;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that others read: the JDK, Commons Compress, Info-ZIP and Python. */
final class ZipWriterTest {
  private static final int MANY = 70_000;
  private static final long OVER_4_GIB = (4L << 30) + 12_345;

  @TempDir private Path folder;

  private interface Content {
    void write(ZipWriter zip) throws IOException;
  }

  private Path archive(Content content) throws IOException {
    Path file = folder.resolve("archive.zip");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      var zip = new ZipWriter(out, 0);
      content.write(zip);
      long offset = zip.offset();
      Directory directory = zip.takeDirectory();
      out.write(directory.records());
      out.write(new ZipEnd(directory.entries(), offset, directory.records().length).bytes());
    }
    return file;
  }

  private static void add(ZipWriter zip, String path, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    zip.add(path, Packed.of(path, bytes), Sha256.digest().digest(bytes));
  }

  @Test
  void moreEntriesThanSixteenBitsCountAreRead() throws IOException {
    Path file =
        archive(
            zip -> {
              for (int i = 0; i < MANY; i++) {
                add(zip, "i/%05d.bin".formatted(i), Integer.toString(i));
              }
            });

    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.size()).isEqualTo(MANY);
      assertThat(text(zip, "i/69999.bin")).isEqualTo("69999");
      assertThat(text(zip, "i/00000.bin")).isEqualTo("0");
    }
    ZipTools.test(file);
  }

  @Test
  void streamedAndWholeEntriesAreReadFromTheStart() throws IOException {
    Path file =
        archive(
            zip -> {
              add(zip, "ä/日本.bin", "x");
              add(zip, "text.csv", "a,b\n".repeat(1000));
              stream(zip, "stored.bin", 200_000);
              stream(zip, "deflated.jsonl", 200_000);
              stream(zip, "nothing.bin", 0);
            });

    try (InputStream in = Files.newInputStream(file);
        var zip = new ZipInputStream(in)) {
      for (int size : new int[] {1, 4000, 200_000, 200_000, 0}) {
        assertThat(zip.getNextEntry()).isNotNull();
        assertThat(zip.readAllBytes()).hasSize(size);
      }
      assertThat(zip.getNextEntry()).isNull();
    }
    try (InputStream in = Files.newInputStream(file);
        var zip = new ZipArchiveInputStream(in)) {
      for (String name :
          new String[] {"ä/日本.bin", "text.csv", "stored.bin", "deflated.jsonl", "nothing.bin"}) {
        ZipArchiveEntry entry = zip.getNextEntry();
        assertThat(entry.getName()).isEqualTo(name);
        assertThat(zip.canReadEntryData(entry)).isTrue();
        zip.readAllBytes();
      }
      assertThat(zip.getNextEntry()).isNull();
    }
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(Collections.list(zip.entries())).hasSize(5);
      assertThat(zip.getEntry("text.csv").getCompressedSize()).isLessThan(1000);
      assertThat(zip.getEntry("deflated.jsonl").getCompressedSize()).isLessThan(10_000);
    }
    ZipTools.test(file);
  }

  private static void stream(ZipWriter zip, String path, int size) throws IOException {
    try (ZipStream entry = zip.begin(path, 0)) {
      entry.write(new byte[size]);
      entry.end();
    }
  }

  @Test
  void anEntryOfMoreThanFourGibibytesIsRead() throws IOException {
    Path file =
        archive(
            zip -> {
              try (ZipStream entry = zip.begin("zeros.json", OVER_4_GIB)) {
                byte[] zeros = new byte[1 << 20];
                for (long left = OVER_4_GIB; left > 0; left -= zeros.length) {
                  entry.write(zeros, 0, (int) Math.min(left, zeros.length));
                }
                entry.end();
              }
              add(zip, "after.txt", "after");
            });

    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.getEntry("zeros.json").getSize()).isEqualTo(OVER_4_GIB);
      assertThat(text(zip, "after.txt")).isEqualTo("after");
    }
    try (InputStream in = Files.newInputStream(file);
        var zip = new ZipInputStream(in)) {
      assertThat(zip.getNextEntry()).isNotNull();
      assertThat(zip.transferTo(OutputStream.nullOutputStream())).isEqualTo(OVER_4_GIB);
      assertThat(zip.getNextEntry().getName()).isEqualTo("after.txt");
    }
    ZipTools.unzip(file);
  }

  @Test
  void aDirectoryBeyondFourGibibytesIsFound() {
    long far = 5L << 30;
    byte[] end = new ZipEnd(3, far, 150).bytes();
    byte[] record = new ZipEntryFacts(new byte[] {'a'}, false, 0, 1, 7, 7, far).centralHeader();

    assertThat(end).hasSize(98);
    assertThat(ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getLong(48)).isEqualTo(far);
    assertThat(record).hasSize(ZipEntryFacts.CENTRAL_BYTES + 1 + 12);
    assertThat(ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getLong(51)).isEqualTo(far);
    assertThat(new ZipEnd(65_534, 10, 20).bytes()).hasSize(22);
    assertThat(new ZipEnd(65_535, 10, 20).bytes()).hasSize(98);
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    var zip = new ZipWriter(OutputStream.nullOutputStream(), 0);
    assertThatThrownBy(() -> add(zip, "x".repeat(65_536), ""))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.BACKUP_FAILED))
        .hasMessageEndingWith("its path has 65536 bytes");
  }

  @Test
  void checksumsEscapeWhatWouldBreakALine() throws IOException {
    var zip = new ZipWriter(OutputStream.nullOutputStream(), 0);
    add(zip, "plain ä.txt", "1");
    add(zip, "two\nlines\\.txt", "2");

    assertThat(new String(Checksums.of(zip.directory()), StandardCharsets.UTF_8))
        .isEqualTo(
            Sha256.hex("1") + "  plain ä.txt\n\\" + Sha256.hex("2") + "  two\\nlines\\\\.txt\n");
  }

  private static String text(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
