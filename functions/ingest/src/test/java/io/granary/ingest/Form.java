package io.granary.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A multipart form in the making. */
final class Form {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Form field(String name, String value) throws IOException {
    return part("name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
  }

  Form file(String field, String name, byte[] content) throws IOException {
    return part("name=\"%s\"; filename=\"%s\"".formatted(field, name), content);
  }

  private Form part(String disposition, byte[] content) throws IOException {
    bytes.write(
        "--edge\r\nContent-Disposition: form-data; %s\r\n\r\n"
            .formatted(disposition)
            .getBytes(StandardCharsets.UTF_8));
    bytes.write(content);
    bytes.write("\r\n".getBytes(StandardCharsets.UTF_8));
    return this;
  }

  byte[] bytes() throws IOException {
    bytes.write("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
