package io.granary.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zip that all functions of a family are deployed with. */
public record Deployable(String family, Path zip) {
  private static final String SUFFIX = "-lambda.zip";

  /** An unpacked deployable: what Lambda has under {@code /var/task}. */
  public record Task(Path root) {
    /** Its jars in the order of their names, which is the order of the class path. */
    public List<Path> jars() throws IOException {
      try (Stream<Path> files = Files.list(root.resolve("lib"))) {
        return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      }
    }
  }

  /**
   * The deployables that the build of a checkout has made, by family.
   *
   * @throws IOException when a family has none
   */
  public static List<Deployable> all(Path checkout) throws IOException {
    List<Deployable> found = new ArrayList<>();
    try (Stream<Path> families = Files.list(checkout.resolve("functions"))) {
      for (Path family :
          families.filter(f -> Files.exists(f.resolve("pom.xml"))).sorted().toList()) {
        found.add(of(checkout, family.getFileName().toString()));
      }
    }
    return found;
  }

  /**
   * The deployable of a family.
   *
   * @throws IOException when the build has not made it
   */
  public static Deployable of(Path checkout, String family) throws IOException {
    Path target = checkout.resolve("functions").resolve(family).resolve("target");
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        var zip = files.filter(file -> file.toString().endsWith(SUFFIX)).findFirst();
        if (zip.isPresent()) {
          return new Deployable(family, zip.get());
        }
      }
    }
    throw new IOException(
        "Cannot find the deployable of %s: build it with mvn package -pl functions/%s -am"
            .formatted(family, family));
  }

  /** Unpacks it into a folder of its own under another. */
  public Task unpack(Path into) throws IOException {
    Path root = into.resolve(family).toAbsolutePath().normalize();
    try (var file = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path to = root.resolve(entry.getName()).normalize();
        if (!to.startsWith(root)) {
          throw new IOException("Cannot unpack %s: it leaves its folder".formatted(entry));
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(to.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, to);
          }
        }
      }
    }
    return new Task(root);
  }
}
