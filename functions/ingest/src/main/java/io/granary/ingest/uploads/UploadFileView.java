package io.granary.ingest.uploads;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A file with links to what is missing of it.
 *
 * @param size bytes of the file
 * @param partSize bytes of each part but the last
 * @param parts what is missing, in order
 */
record UploadFileView(String path, long size, long partSize, List<Part> parts) {
  UploadFileView {
    parts = List.copyOf(parts);
  }

  /**
   * A piece of a file, and where to PUT it. A link lives 15 minutes, and takes just as many bytes.
   *
   * @param number from 1
   * @param offset of its first byte in the file
   * @param size bytes of the part
   * @param url where to PUT it
   * @param headers what must be sent with it
   */
  record Part(int number, long offset, long size, URI url, Map<String, String> headers) {}
}
