package io.granary.simulator;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes what functions say into the trace of their world, instead of the console. */
final class FunctionLog extends Handler {
  private static final String PACKAGES = "io.granary";

  /** Kept, because a logger that nobody holds forgets what it was told. */
  private final Logger logger = Logger.getLogger(PACKAGES);

  private @Nullable World world;

  FunctionLog() {
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.INFO);
    logger.addHandler(this);
  }

  void follow(World next) {
    world = next;
  }

  @Override
  public void publish(LogRecord line) {
    World to = world;
    Invocation.current()
        .ifPresent(
            invocation -> {
              if (to != null) {
                to.trace().add(invocation.name(), "says: " + told(line));
                if (line.getThrown() != null) {
                  to.tell(line.getThrown());
                }
              }
            });
  }

  private static String told(LogRecord line) {
    var text = new StringBuilder(line.getMessage());
    for (Throwable cause = line.getThrown(); cause != null; cause = cause.getCause()) {
      text.append(" <- ").append(cause.getClass().getSimpleName());
      if (cause.getMessage() != null) {
        text.append(' ').append(cause.getMessage().lines().findFirst().orElse(""));
      }
    }
    return text.toString();
  }

  @Override
  public void flush() {
    // Nothing is kept back.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
