package io.granary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.Deployed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the deployables, and how large they are. */
final class DeployableTest {
  private static final Path CHECKOUT = Path.of(System.getProperty("granary.root"));
  private static final long MAX_ZIPPED = 25_000_000;

  /** Of a family that asks BigQuery. */
  private static final long MAX_ZIPPED_BIGQUERY = 35_000_000;

  private static final long MAX_UNZIPPED = 250_000_000;

  /** Servers, second clients, second JSON stacks, second logs, and what Lambda itself has. */
  private static final Pattern UNWANTED =
      Pattern.compile(
          "netty-.*|micronaut-http-server-netty.*|httpclient.*|httpcore.*|apache-client.*"
              + "|aws-crt.*|logback.*|log4j.*|snakeyaml.*|jackson-dataformat-.*|gson.*|jakarta\\.json.*"
              + "|micronaut-serde.*|flyway.*|aws-lambda-java-(core|serialization|runtime).*"
              + "|junit.*|granary-(testing|embedded|openapi).*");

  /** Annotations of YOLO are described in it, and only imports read them. */
  private static final String YAML = "snakeyaml-";

  /** BigQuery's client reads and writes JSON by it. */
  private static final String GOOGLE_JSON = "gson-";

  /** The families that ask BigQuery. */
  private static final Set<String> BIGQUERY = Set.of("definitions");

  /**
   * What only the family has that changes the schema: Flyway, and what it reads its settings by.
   */
  private static final Pattern MIGRATION =
      Pattern.compile("flyway-(core|database-postgresql)-.*|jackson-dataformat-toml-.*");

  @Test
  void eachFamilyWithFunctionsHasADeployable() throws IOException {
    assertThat(Deployable.all(CHECKOUT))
        .extracting(Deployable::family)
        .containsAll(Deployed.all().stream().map(Deployed::family).distinct().toList());
  }

  @Test
  void deployablesAreSmall() throws IOException {
    List<String> table = new ArrayList<>();
    List<String> tooLarge = new ArrayList<>();
    for (Deployable deployable : Deployable.all(CHECKOUT)) {
      long zipped = Files.size(deployable.zip());
      List<? extends ZipEntry> entries = entries(deployable.zip());
      long unzipped = entries.stream().mapToLong(ZipEntry::getSize).sum();
      String row =
          "%-10s %8.1f %10.1f %6d"
              .formatted(deployable.family(), zipped / 1e6, unzipped / 1e6, entries.size());
      table.add(row);
      long most = BIGQUERY.contains(deployable.family()) ? MAX_ZIPPED_BIGQUERY : MAX_ZIPPED;
      if (zipped > most || unzipped > MAX_UNZIPPED) {
        tooLarge.add(row);
      }
    }
    System.out.printf(
        "Deployables: %n%-10s %8s %10s %6s%n%s%n",
        "family", "MB", "unzipped", "jars", String.join(System.lineSeparator(), table));
    assertThat(tooLarge).isEmpty();
  }

  @Test
  void nothingIsDeployedThatNoFunctionNeeds() throws IOException {
    for (Deployable deployable : Deployable.all(CHECKOUT)) {
      assertThat(entries(deployable.zip()))
          .extracting(entry -> entry.getName().substring(entry.getName().lastIndexOf('/') + 1))
          .filteredOn(
              jar -> !deployable.family().equals("setup") || !MIGRATION.matcher(jar).matches())
          .filteredOn(jar -> !deployable.family().equals("ingest") || !jar.startsWith(YAML))
          .filteredOn(
              jar -> !BIGQUERY.contains(deployable.family()) || !jar.startsWith(GOOGLE_JSON))
          .noneMatch(jar -> UNWANTED.matcher(jar).matches())
          .contains("url-connection-client-%s.jar".formatted(sdkVersion(deployable)));
    }
  }

  @Test
  void warehousesReachOnlyThoseWhoAskThem() throws IOException {
    for (Deployable deployable : Deployable.all(CHECKOUT)) {
      List<String> jars =
          entries(deployable.zip()).stream()
              .map(entry -> entry.getName().substring(entry.getName().lastIndexOf('/') + 1))
              .toList();
      assertThat(jars).as(deployable.family()).noneMatch(jar -> jar.contains("duckdb"));
      assertThat(jars.stream().anyMatch(jar -> jar.startsWith("google-cloud-bigquery-")))
          .as(deployable.family())
          .isEqualTo(BIGQUERY.contains(deployable.family()));
    }
  }

  private static String sdkVersion(Deployable deployable) throws IOException {
    return entries(deployable.zip()).stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith("lib/sdk-core-"))
        .map(name -> name.substring("lib/sdk-core-".length(), name.length() - ".jar".length()))
        .findFirst()
        .orElseThrow();
  }

  /** Repacking is done by a program of the build, which this starts as the build does. */
  @Test
  void nativesOfOtherPlatformsAreLeftOut(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("natives.jar");
    ZipFiles.write(
        jar,
        List.of(
            "libduckdb_java.so_linux_amd64",
            "libduckdb_java.so_linux_arm64",
            "libduckdb_java.so_osx_universal",
            "libduckdb_java.so_windows_amd64",
            "native/lib/linux-x86_64/cpu/libdjl_tokenizer.so",
            "native/lib/osx-aarch64/cpu/libdjl_tokenizer.dylib",
            "native/lib/win-x86_64/cpu/tokenizers.dll",
            "org/bytedeco/ffmpeg/linux-x86_64/libavcodec.so.61",
            "org/bytedeco/ffmpeg/linux-arm64/libavcodec.so.61",
            "linux-x86/libold.so",
            "linux_musl-x86_64/libmusl.so",
            "com/example/windows/Window.class",
            "META-INF/services/java.sql.Driver"));
    Path zip = folder.resolve("x-lambda.zip");
    ZipFiles.write(zip, "lib/natives.jar", Files.readAllBytes(jar));

    ZipFiles.repack(CHECKOUT, zip);
    byte[] once = Files.readAllBytes(zip);
    ZipFiles.repack(CHECKOUT, zip);

    assertThat(Files.readAllBytes(zip)).isEqualTo(once);
    assertThat(ZipFiles.namesInside(zip, "lib/natives.jar"))
        .containsExactly(
            "libduckdb_java.so_linux_amd64",
            "native/lib/linux-x86_64/cpu/libdjl_tokenizer.so",
            "org/bytedeco/ffmpeg/linux-x86_64/libavcodec.so.61",
            "com/example/windows/Window.class",
            "META-INF/services/java.sql.Driver");
  }

  private static List<? extends ZipEntry> entries(Path zip) throws IOException {
    try (var file = new ZipFile(zip.toFile())) {
      return Collections.list(file.entries()).stream().filter(e -> !e.isDirectory()).toList();
    }
  }
}
