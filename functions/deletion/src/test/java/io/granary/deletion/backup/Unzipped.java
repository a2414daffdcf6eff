package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Sha256;
import io.granary.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The entries of an archive in their order, as who reads it from its start finds them. */
record Unzipped(Map<String, byte[]> entries) {
  static Unzipped of(byte[] archive) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entries.put(entry.getName(), zip.readAllBytes())).as(entry.getName()).isNull();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the archive", e);
    }
    return new Unzipped(entries);
  }

  String text(String path) {
    assertThat(entries).containsKey(path);
    return new String(entries.get(path), StandardCharsets.UTF_8);
  }

  JsonNode json(String path) {
    return Json.tree(text(path));
  }

  List<JsonNode> lines(String path) {
    return text(path).lines().map(Json::tree).toList();
  }

  /** The entry {@code _granary/checksums.txt} is the last, and right about all others. */
  Unzipped isSound() {
    List<String> names = List.copyOf(entries.keySet());
    assertThat(names).first().isEqualTo("_granary/manifest.json");
    assertThat(names).last().isEqualTo("_granary/checksums.txt");
    var expected = new StringBuilder();
    names
        .subList(0, names.size() - 1)
        .forEach(
            name ->
                expected
                    .append(Sha256.hex(entries.get(name)))
                    .append("  ")
                    .append(name)
                    .append('\n'));
    assertThat(text("_granary/checksums.txt")).isEqualTo(expected.toString());
    return this;
  }
}
