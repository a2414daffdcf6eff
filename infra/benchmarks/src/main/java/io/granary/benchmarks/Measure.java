package io.granary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One run at one size.
 *
 * @param size how many things
 * @param seconds what the product took
 * @param floorSeconds what the least possible took
 * @param peakMb most resident memory of this process so far, in MB
 */
record Measure(long size, double seconds, double floorSeconds, long peakMb) {
  /** Work that is timed. */
  interface Work {
    void run() throws Exception;
  }

  static double seconds(Work work) throws Exception {
    long started = System.nanoTime();
    work.run();
    return (System.nanoTime() - started) / 1e9;
  }

  /** The most memory that this process has had resident (Linux); 0 where that cannot be read. */
  static long residentPeakMb() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return 0;
  }

  double ratio() {
    return seconds / floorSeconds;
  }

  /** Prints two runs, the second of ten times the size, and how the time grows between them. */
  static void print(String name, String unit, Measure small, Measure large) {
    for (Measure run : new Measure[] {small, large}) {
      System.out.printf(
          "%s: %,d %s in %.2f s, floor %.2f s, ratio %.2f, %,.0f/s, peak %d MB%n",
          name,
          run.size(),
          unit,
          run.seconds(),
          run.floorSeconds(),
          run.ratio(),
          run.size() / run.seconds(),
          run.peakMb());
    }
    System.out.printf(
        "%s: exponent %.2f%n",
        name,
        Math.log(large.seconds() / small.seconds())
            / Math.log((double) large.size() / small.size()));
  }
}
