package io.granary.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 on the file system that checks signatures and tells of new objects. */
final class ObjectServer implements AutoCloseable {
  static final String REGION = "us-east-1";

  /**
   * S3Proxy writes an object under its name and a random one, and then moves it. What it keeps of
   * an upload in parts has a random name too, and stays.
   */
  private static final Pattern DRAFT =
      Pattern.compile("(?!\\.s3proxy-mpu-stub-).+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final S3Proxy server;
  private final NotifyingBlobStore store;

  private ObjectServer(S3Proxy server, NotifyingBlobStore store) {
    this.server = server;
    this.store = store;
  }

  static ObjectServer start(Path data, int port, Properties credentials, QueueServer queues)
      throws Exception {
    Files.createDirectories(data);
    clearDrafts(data);
    BlobStore files = new FilesystemNio2BlobStore(data.toAbsolutePath().toString());
    var store = new NotifyingBlobStore(files, queues);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V4,
                credentials.getProperty("access_key_id"),
                credentials.getProperty("secret_access_key"))
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    return new ObjectServer(server, store);
  }

  /** Objects that were being written when an earlier run was killed; nobody can have seen them. */
  private static void clearDrafts(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path draft : files.filter(ObjectServer::isDraft).toList()) {
        Files.delete(draft);
      }
    }
  }

  private static boolean isDraft(Path file) {
    return DRAFT.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  NotifyingBlobStore store() {
    return store;
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("Cannot stop S3", e);
    }
  }
}
