package io.granary.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Makes small upright pictures. Large ones are read with pixels left out, to bound the memory. */
public final class Thumbnails {
  /** The longer side of a thumbnail, in pixels. */
  public static final int SIDE = 256;

  private Thumbnails() {}

  /**
   * Makes a JPEG at most {@value #SIDE} pixels wide and high, upright, on white.
   *
   * @param orientation EXIF orientation, 1 to 8
   * @throws CorruptImageException when the picture cannot be decoded
   */
  public static byte[] jpeg(InputStream picture, int orientation) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(picture)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new CorruptImageException("Nothing can decode the picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return jpeg(decoded(reader), orientation);
      } catch (IIOException | RuntimeException e) {
        throw new CorruptImageException("The picture cannot be decoded", e);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage decoded(ImageReader reader) throws IOException {
    int longer = Math.max(reader.getWidth(0), reader.getHeight(0));
    int step = Math.max(1, longer / (SIDE * 2));
    var parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, parameters);
  }

  private static byte[] jpeg(BufferedImage source, int orientation) throws IOException {
    boolean turned = orientation >= 5;
    double upWidth = turned ? source.getHeight() : source.getWidth();
    double upHeight = turned ? source.getWidth() : source.getHeight();
    double scale = Math.min(1, SIDE / Math.max(upWidth, upHeight));
    int width = (int) Math.max(1, Math.round(upWidth * scale));
    int height = (int) Math.max(1, Math.round(upHeight * scale));
    var target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = target.createGraphics();
    try {
      canvas.setColor(Color.WHITE);
      canvas.fillRect(0, 0, width, height);
      canvas.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      AffineTransform transform =
          AffineTransform.getScaleInstance(width / upWidth, height / upHeight);
      transform.concatenate(upright(orientation, source.getWidth(), source.getHeight()));
      canvas.drawImage(source, transform, null);
    } finally {
      canvas.dispose();
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(target, "jpeg", out);
    return out.toByteArray();
  }

  /** Where a stored pixel lies in the upright picture (EXIF 2.32, tag 0x0112). */
  private static AffineTransform upright(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
