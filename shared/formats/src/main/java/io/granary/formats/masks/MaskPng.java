package io.granary.formats.masks;

import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.masks.LabelImage.Label;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads masks: PNG with a palette, in grey, or in the colours of classes or objects. */
public final class MaskPng {
  private static final long MOST_BYTES = 64 << 20;
  private static final long MOST_PIXELS = 100_000_000;
  private static final int LONGEST_SIDE = 100_000;

  /** Decoded at a time; the labels of the picture stay, its colours do not. */
  private static final int STRIP_PIXELS = 8 << 20;

  private static final int SMALL_PALETTE = 256;

  private MaskPng() {}

  /**
   * Decodes a picture.
   *
   * @throws MaskException when it is none, or too large
   * @throws IOException when it cannot be fetched
   */
  public static LabelImage read(SetFile file, Content content) throws IOException, MaskException {
    if (file.size() > MOST_BYTES) {
      throw new MaskException("Larger than %d bytes".formatted(MOST_BYTES));
    }
    byte[] bytes;
    try (InputStream in = content.open()) {
      bytes = in.readNBytes((int) MOST_BYTES);
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, false, true);
      return read(reader);
    } catch (IOException | RuntimeException e) {
      // The bytes are in memory; decoders let out any RuntimeException for damaged pictures.
      throw new MaskException("Not a PNG that can be decoded: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static LabelImage read(ImageReader reader) throws IOException, MaskException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
      throw new MaskException("%d x %d pixels are too many".formatted(width, height));
    }
    var labels = new LabelImage(width, height);
    int rows = Math.max(1, STRIP_PIXELS / width);
    for (int top = 0; top < height; top += rows) {
      ImageReadParam strip = reader.getDefaultReadParam();
      strip.setSourceRegion(new Rectangle(0, top, width, Math.min(rows, height - top)));
      copy(reader.read(0, strip), labels, top);
    }
    return labels;
  }

  private static void copy(BufferedImage strip, LabelImage labels, int top) throws MaskException {
    Raster raster = strip.getRaster();
    int bands = raster.getNumBands();
    int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
    int[] row = new int[raster.getWidth() * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int x = 0; x < raster.getWidth(); x++) {
        if (strip.getColorModel() instanceof IndexColorModel palette) {
          labels.set(x, top + y, row[x], color(palette, row[x]));
        } else if (bands < 3) {
          labels.set(x, top + y, row[x * bands], Label.NONE);
        } else {
          int at = x * bands;
          int color = row[at] >> shift << 16 | row[at + 1] >> shift << 8 | row[at + 2] >> shift;
          labels.set(x, top + y, Label.NONE, color);
        }
      }
    }
  }

  private static int color(IndexColorModel palette, int number) {
    return number < Math.min(palette.getMapSize(), SMALL_PALETTE)
        ? palette.getRGB(number) & 0xFFFFFF
        : Label.NONE;
  }
}
