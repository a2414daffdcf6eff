package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Sha256;
import io.granary.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The archive of a backup that is whole: every byte can be read, and its list of checksums is
 * right.
 *
 * @param digest of the dataset, as the archive says
 * @param entries how many there are
 */
record SoundArchive(String digest, int entries) {
  private static final String CHECKSUMS = "_granary/checksums.txt";
  private static final String MANIFEST = "_granary/manifest.json";

  /** Reads all of what a link leads to, from its start and by its directory. */
  static SoundArchive at(String link, Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "backup", ".zip");
    try (InputStream in = URI.create(link).toURL().openStream()) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return of(file);
    } finally {
      Files.delete(file);
    }
  }

  private static SoundArchive of(Path file) throws IOException {
    Map<String, String> found = new TreeMap<>();
    String checksums = "";
    String manifest = "";
    // It compares the CRC of every entry.
    try (var zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        String text =
            entry.getName().startsWith("_granary/")
                ? new String(content, StandardCharsets.UTF_8)
                : "";
        checksums = entry.getName().equals(CHECKSUMS) ? text : checksums;
        manifest = entry.getName().equals(MANIFEST) ? text : manifest;
        assertThat(found.put(entry.getName(), Sha256.hex(content))).as(entry.getName()).isNull();
      }
    }
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactlyInAnyOrderElementsOf(found.keySet());
    }
    found.remove(CHECKSUMS);
    Map<String, String> listed = new TreeMap<>();
    checksums.lines().forEach(line -> listed.put(line.substring(66), line.substring(0, 64)));
    assertThat(listed).isEqualTo(found);
    return new SoundArchive(Json.tree(manifest).path("digest").asText(), found.size() + 1);
  }
}
