package io.granary.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts the stack and stays up until it is told to stop. */
public final class Local {
  private Local() {}

  /** Takes {@code GRANARY_HOME}, {@code GRANARY_PORT} and {@code GRANARY_S3_PORT}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> environment = System.getenv();
    Path root = Path.of(System.getProperty("granary.root", "."));
    LocalStack stack =
        LocalStack.start(
            new LocalStack.Place(
                root,
                root.resolve(environment.getOrDefault("GRANARY_HOME", ".granary")),
                Integer.parseInt(environment.getOrDefault("GRANARY_PORT", "8080")),
                Integer.parseInt(environment.getOrDefault("GRANARY_S3_PORT", "9000"))));
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    stack.close();
                  } catch (IOException e) {
                    System.err.println("Cannot stop in order: " + e);
                  } finally {
                    stopped.countDown();
                  }
                }));
    System.out.printf(
        "Granary is up: %s (S3: %s, bucket %s)%nEverything else is in %s. Ctrl-C stops it.%n",
        stack.url(), stack.servers().s3Url(), stack.bucket(), stack.stackFile());
    stopped.await();
  }
}
