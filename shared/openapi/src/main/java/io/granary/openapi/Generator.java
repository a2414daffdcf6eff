package io.granary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.granary.api.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the description of all operations on the class path; the build starts it. */
public final class Generator {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private Generator() {}

  /**
   * @param arguments the folder with the sources, the version of the API, the file to write
   */
  public static void main(String[] arguments) throws IOException {
    ObjectNode document =
        Description.of(Operation.all(), Javadocs.read(Path.of(arguments[0])), arguments[1]);
    List<String> faults = Lint.faults(document);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "Cannot publish the API as it is described:\n" + String.join("\n", faults));
    }
    Path file = Path.of(arguments[2]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, YAML.writeValueAsString(document));
  }
}
