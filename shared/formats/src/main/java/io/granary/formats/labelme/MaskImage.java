package io.granary.formats.labelme;

import io.granary.formats.geometry.Rle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The picture of a part of a mask: a PNG in Base64, of which every pixel but 0 is of the object.
 */
final class MaskImage {
  /** Pixels; a larger picture is not decoded. */
  private static final long MOST_PIXELS = 1L << 26;

  /** Of object and background by turns, column by column. */
  private static final int MOST_RUNS = 1 << 20;

  private MaskImage() {}

  /** Whether a mask is within the limits, once it is written. */
  static boolean holds(Rle rle) {
    return rle.box().width() * rle.box().height() <= MOST_PIXELS
        && rle.counts().length <= MOST_RUNS;
  }

  /**
   * Decodes a picture and puts it on an image; what reaches out is cut.
   *
   * @param left column of the image where the picture begins
   * @param top row of the image where it begins
   * @return empty when it is no such picture
   */
  static Optional<Rle> decode(String base64, long left, long top, int width, int height) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    ImageReader reader = readers.next();
    try (var in =
        new MemoryCacheImageInputStream(
            new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)))) {
      reader.setInput(in, true, true);
      if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
        return Optional.empty();
      }
      return Runs.of(reader.read(0).getRaster(), left, top, width, height);
    } catch (IOException | RuntimeException _) {
      // The decoders throw unchecked exceptions of many kinds at damaged pictures.
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  /** The picture of a part of a mask, one byte a pixel as LabelMe writes it. */
  static String encode(Rle rle, int left, int top, int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = picture.getRaster();
    long[] counts = rle.counts();
    long at = 0;
    for (int i = 0; i < counts.length; i++) {
      for (long p = at; i % 2 == 1 && p < at + counts[i]; p++) {
        raster.setSample((int) (p / rle.height()) - left, (int) (p % rle.height()) - top, 0, 1);
      }
      at += counts[i];
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** Collects runs of object and background, column by column. */
  private static final class Runs {
    private long[] counts = new long[16];
    private int size;
    private long end;

    static Optional<Rle> of(Raster raster, long left, long top, int width, int height) {
      var runs = new Runs();
      int bands = raster.getNumBands() > 2 ? 3 : 1;
      long firstX = Math.max(0, -left);
      long firstY = Math.max(0, -top);
      long lastX = Math.min(raster.getWidth(), width - left);
      long lastY = Math.min(raster.getHeight(), height - top);
      for (long x = firstX; x < lastX; x++) {
        for (long y = firstY; y < lastY; y++) {
          boolean isSet = false;
          for (int band = 0; band < bands; band++) {
            isSet |= raster.getSample((int) x, (int) y, band) != 0;
          }
          if (isSet && !runs.add((left + x) * height + top + y)) {
            return Optional.empty();
          }
        }
      }
      return runs.rle(width, height);
    }

    /** Takes the next pixel of the object; false when there are too many runs. */
    private boolean add(long pixel) {
      if (size == 0 || pixel != end) {
        if (size + 2 > MOST_RUNS) {
          return false;
        }
        if (size + 3 > counts.length) {
          counts = Arrays.copyOf(counts, size * 2);
        }
        counts[size++] = pixel - end;
        counts[size++] = 0;
      }
      counts[size - 1]++;
      end = pixel + 1;
      return true;
    }

    private Optional<Rle> rle(int width, int height) {
      long rest = (long) width * height - end;
      if (rest > 0) {
        counts[size++] = rest;
      }
      return Rle.of(height, width, Arrays.copyOf(counts, size));
    }
  }
}
