package io.granary.cdk;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the package of a family is. */
interface Packages {
  Path of(String family);

  /**
   * What the build has made.
   *
   * @param root of the checkout
   */
  static Packages built(Path root) {
    return family -> {
      Path zip =
          root.resolve("functions/%1$s/target/granary-%1$s-0.1.0-lambda.zip".formatted(family));
      if (!Files.isRegularFile(zip)) {
        throw new IllegalStateException(
            "Cannot deploy %s: there is no %s. `mvn package` makes it.".formatted(family, zip));
      }
      return zip;
    };
  }
}
