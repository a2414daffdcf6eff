package io.granary.benchmarks;

import io.granary.storage.LargeObject;
import io.granary.testing.QueuePoller;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * A ZIP of JPEG pictures, stored as they are, from the event of its drop to a dataset that is
 * ready, beside the bare PUTs of the same objects by the same client, as many at once.
 */
final class ZipImportBenchmark {
  private static final int PARALLEL = 8;
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Bench bench;
  private final Shape shape;
  private final byte[] picture;

  ZipImportBenchmark(Bench bench, Shape shape) {
    this.bench = bench;
    this.shape = shape;
    this.picture = picture(shape.side());
  }

  /** What is imported. */
  enum Shape {
    /** Pictures of some 53 kB: 53 MB and 530 MB. */
    MANY(290, 10_000, 1_000, 10_000),
    /** Pictures of some 1 MB: 1 GB, and 5 GB, which needs ZIP64. */
    LARGE(1_300, 500, 1_000, 5_000);

    private final int side;
    private final int warmUp;
    private final int small;
    private final int large;

    Shape(int side, int warmUp, int small, int large) {
      this.side = side;
      this.warmUp = warmUp;
      this.small = small;
      this.large = large;
    }

    int side() {
      return side;
    }
  }

  /** What a run took until the dataset was ready, and until its source was moved too. */
  private record Run(Measure ready, Measure settled) {}

  void run() throws Exception {
    // Once unseen, so that the compiler has done its work before anything counts.
    run("warm-up-" + shape, shape.warmUp);
    Run small = run("small-" + shape, shape.small);
    Run large = run("large-" + shape, shape.large);
    System.out.printf("ZIP import: pictures of %,d bytes%n", picture.length);
    Measure.print("ZIP import to ready", "pictures", small.ready(), large.ready());
    Measure.print("ZIP import, source moved", "pictures", small.settled(), large.settled());
  }

  private Run run(String name, int pictures) throws Exception {
    Path zip = Files.createTempFile("pictures", ".zip");
    write(zip, pictures);
    String key = "drop/%s/%s.zip".formatted(bench.user().username(), name);
    try (InputStream in = Files.newInputStream(zip);
        LargeObject target = bench.objects().createLarge(key, "application/zip")) {
      in.transferTo(target);
      target.finish();
    }
    Files.delete(zip);
    QueuePoller poller = bench.poller();
    // Before and after, because the compiler and the disk go on while it runs.
    double before = Measure.seconds(() -> put(name + "-before", pictures));
    long started = System.nanoTime();
    var ready = CompletableFuture.supplyAsync(() -> awaitReady(name));
    double settled = Measure.seconds(poller::drain);
    if (bench.objects().stat(key).isPresent()) {
      throw new IllegalStateException("The drop was not taken");
    }
    long peak = Measure.residentPeakMb();
    double floor = (before + Measure.seconds(() -> put(name + "-after", pictures))) / 2;
    return new Run(
        new Measure(pictures, (ready.join() - started) / 1e9, floor, peak),
        new Measure(pictures, settled, floor, peak));
  }

  /** When the dataset is ready, by {@link System#nanoTime}. */
  private long awaitReady(String name) {
    while (!bench.isReady(name)) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return System.nanoTime();
  }

  private void put(String name, int pictures) {
    var slots = new Semaphore(PARALLEL);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < pictures; i++) {
        String key = "raw/floor/%s/%06d.jpg".formatted(name, i);
        byte[] content = numbered(i);
        slots.acquireUninterruptibly();
        threads.execute(
            () -> {
              bench.objects().create(key, content, "image/jpeg");
              slots.release();
            });
      }
    }
  }

  private void write(Path file, int pictures) throws IOException {
    try (var zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      for (int i = 0; i < pictures; i++) {
        byte[] content = numbered(i);
        zip.putNextEntry(stored("images/%06d.jpg".formatted(i), content));
        zip.write(content);
        zip.closeEntry();
      }
    }
  }

  /** As tools pack what does not get smaller. */
  private static ZipEntry stored(String name, byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    return entry;
  }

  /** The picture with its number in a comment, so that no two are the same. */
  private byte[] numbered(int number) {
    byte[] comment = "%08d".formatted(number).getBytes(StandardCharsets.US_ASCII);
    var out = new ByteArrayOutputStream(picture.length + 16);
    out.write(picture, 0, 2);
    out.write(0xFF);
    out.write(0xFE);
    out.write(0);
    out.write(comment.length + 2);
    out.writeBytes(comment);
    out.write(picture, 2, picture.length - 2);
    return out.toByteArray();
  }

  /** Noise, which JPEG cannot make small. */
  private static byte[] picture(int side) {
    var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    var random = new SplittableRandom(1);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
