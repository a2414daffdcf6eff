package io.granary.local;

import io.granary.api.JsonLogFormatter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the log of all functions as Lambda would have it: one JSON object a line. */
final class LocalLog {
  private static final int MAX_BYTES = 50_000_000;
  private static final int FILES = 2;

  /** Held, because the framework forgets loggers that nobody holds. */
  private static final Logger FUNCTIONS = Logger.getLogger("io.granary");

  private LocalLog() {}

  /** Starts to write {@code granary-0.log} of a home; when that is full it becomes the next. */
  static FileHandler open(Path home) throws IOException {
    var file =
        new FileHandler(
            home.toString().replace("%", "%%") + "/granary-%g.log", MAX_BYTES, FILES, true);
    file.setFormatter(new JsonLogFormatter());
    file.setLevel(Level.INFO);
    FUNCTIONS.setLevel(Level.INFO);
    FUNCTIONS.addHandler(file);
    return file;
  }

  static void close(FileHandler file) {
    FUNCTIONS.removeHandler(file);
    file.close();
  }
}
