package io.granary.runtime;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zips to be repacked. */
final class ZipFiles {
  private ZipFiles() {}

  /** Writes entries that hold their own names. */
  static void write(Path zip, List<String> names) throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  static void write(Path zip, String name, byte[] content) throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
    }
  }

  static List<String> namesInside(Path zip, String jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (var file = new ZipFile(zip.toFile());
        var in =
            new ZipInputStream(
                new ByteArrayInputStream(file.getInputStream(file.getEntry(jar)).readAllBytes()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  /** Puts a class of the tests among the classes of a deployable. */
  static void putClass(Class<?> type, Path root) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path to = root.resolve(name);
    Files.createDirectories(to.getParent());
    try (var in = requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
      Files.copy(in, to);
    }
  }

  /** What the build does to a deployable. */
  static void repack(Path checkout, Path zip) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                checkout.resolve(".mvn/Repack.java").toString(),
                zip.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("Cannot repack " + zip);
    }
  }
}
