package io.granary.formats.geometry;

import io.granary.formats.annotations.Content;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture whose pixels are numbers: places in a palette, shades of grey, or red + 256 green +
 * 65536 blue. Memory is the pixels, at most {@value #MOST_PIXELS} of them.
 */
public final class LabelMap {
  /** Pixels of the largest picture that is read. */
  public static final int MOST_PIXELS = 100_000_000;

  private static final int MOST_NUMBERS = 100_000;

  private final BufferedImage image;

  private LabelMap(BufferedImage image) {
    this.image = image;
  }

  /** The picture cannot be read, or is too large. */
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
      super(message);
    }
  }

  /**
   * Decodes a PNG; its header is looked at before any memory is taken.
   *
   * @throws UnreadableException when it is damaged or too large
   * @throws IOException when the bytes cannot be fetched
   */
  public static LabelMap read(Content content) throws IOException, UnreadableException {
    byte[] bytes;
    try (InputStream in = new BufferedInputStream(content.open())) {
      bytes = in.readNBytes(MOST_PIXELS);
    }
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    ImageReader reader = readers.next();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new java.io.ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
        throw new UnreadableException(
            "%d x %d pixels are too many".formatted(reader.getWidth(0), reader.getHeight(0)));
      }
      return new LabelMap(reader.read(0));
    } catch (IOException | RuntimeException e) {
      // The decoder of the JDK throws what it likes at damaged files.
      throw new UnreadableException("Not a PNG that can be read: " + e.getMessage());
    } finally {
      reader.dispose();
    }
  }

  public int width() {
    return image.getWidth();
  }

  public int height() {
    return image.getHeight();
  }

  /** Whether the numbers are places in a palette. */
  public boolean isIndexed() {
    return image.getColorModel() instanceof IndexColorModel;
  }

  /** The number of each pixel of a column, from the top. */
  public int[] column(int x) {
    Raster raster = image.getRaster();
    int height = image.getHeight();
    if (isIndexed() || raster.getNumBands() < 3) {
      return raster.getSamples(x, 0, 1, height, 0, new int[height]);
    }
    int[] numbers = new int[height];
    for (int band = 0; band < 3; band++) {
      int[] samples = raster.getSamples(x, 0, 1, height, band, new int[height]);
      for (int y = 0; y < height; y++) {
        numbers[y] |= (samples[y] & 0xFF) << 8 * band;
      }
    }
    return numbers;
  }

  /** The pixels of each number but 0, as masks. */
  public Map<Integer, Rle> masks() throws UnreadableException {
    Map<Integer, Runs> runs = new HashMap<>();
    long at = 0;
    int number = 0;
    long began = 0;
    for (int x = 0; x < width(); x++) {
      for (int next : column(x)) {
        if (next != number) {
          end(runs, number, began, at);
          number = next;
          began = at;
        }
        at++;
      }
    }
    end(runs, number, began, at);
    Map<Integer, Rle> masks = new HashMap<>();
    for (var entry : runs.entrySet()) {
      masks.put(entry.getKey(), entry.getValue().rle(height(), width()));
    }
    return masks;
  }

  private static void end(Map<Integer, Runs> runs, int number, long from, long to)
      throws UnreadableException {
    if (number != 0) {
      if (runs.size() == MOST_NUMBERS) {
        throw new UnreadableException("Over %d different numbers".formatted(MOST_NUMBERS));
      }
      runs.computeIfAbsent(number, _ -> new Runs()).add(from, to);
    }
  }

  /** The runs of one number. */
  private static final class Runs {
    private long[] counts = new long[4];
    private int size;
    private long end;

    void add(long from, long to) {
      if (size + 3 > counts.length) {
        counts = Arrays.copyOf(counts, counts.length * 2);
      }
      counts[size++] = from - end;
      counts[size++] = to - from;
      end = to;
    }

    Rle rle(int height, int width) {
      long all = (long) height * width;
      long[] whole = Arrays.copyOf(counts, end < all ? size + 1 : size);
      if (end < all) {
        whole[size] = all - end;
      }
      return Rle.of(height, width, whole).orElseThrow();
    }
  }
}
