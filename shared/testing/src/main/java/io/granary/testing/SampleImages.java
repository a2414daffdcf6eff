package io.granary.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Draws pictures: a coloured ground with a disc, the same for the same seed. */
public final class SampleImages {
  private SampleImages() {}

  public static byte[] jpeg(int width, int height, int seed) {
    return encoded(width, height, seed, "jpeg");
  }

  public static byte[] png(int width, int height, int seed) {
    return encoded(width, height, seed, "png");
  }

  private static byte[] encoded(int width, int height, int seed, String format) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.getHSBColor(seed * 0.13f, 0.4f, 0.9f));
    canvas.fillRect(0, 0, width, height);
    canvas.setColor(Color.getHSBColor(seed * 0.13f + 0.5f, 0.8f, 0.7f));
    canvas.fillOval(width / 4, height / 4, width / 2, height / 2);
    canvas.dispose();
    var out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("Cannot write " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
