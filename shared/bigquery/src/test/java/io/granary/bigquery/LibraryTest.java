package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the client is made of. That it works without the rest, all other tests show, which have the
 * same class path.
 */
final class LibraryTest {
  private static final Pattern TOO_MUCH =
      Pattern.compile(
          "arrow|netty|protobuf|proto-google|gax|bigquerystorage|conscrypt|opentelemetry|httpclient"
              + "|grpc-(?!api-)");
  private static final Pattern OF_THE_CLIENT =
      Pattern.compile("google|gson|guava|failureaccess|opencensus|grpc");
  private static final long MOST_BYTES = 7_500_000;

  private static Stream<Path> jars() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of);
  }

  @Test
  void nothingOfGrpcArrowAndTheStorageApiIsThere() {
    List<String> names = jars().map(jar -> jar.getFileName().toString()).toList();

    assertThat(names).anyMatch(name -> name.startsWith("google-api-services-bigquery-"));
    assertThat(names).noneMatch(name -> TOO_MUCH.matcher(name).find());
  }

  @Test
  void itIsSmall() throws IOException {
    long bytes = 0;
    for (Path jar : jars().toList()) {
      if (OF_THE_CLIENT.matcher(jar.getFileName().toString()).find()) {
        bytes += Files.size(jar);
      }
    }

    assertThat(bytes).isBetween(1_000_000L, MOST_BYTES);
  }
}
