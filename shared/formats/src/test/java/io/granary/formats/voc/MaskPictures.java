package io.granary.formats.voc;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Makes PNGs of masks: rows of digits, each the number of a pixel; v is void. */
final class MaskPictures {
  private MaskPictures() {}

  /** With a palette, by default the one of VOC. */
  static byte[] indexed(String... rows) throws IOException {
    byte[] red = new byte[256];
    byte[] green = new byte[256];
    byte[] blue = new byte[256];
    for (int i = 0; i < 256; i++) {
      int color = VocColors.color(i);
      red[i] = (byte) (color >> 16);
      green[i] = (byte) (color >> 8);
      blue[i] = (byte) color;
    }
    var palette = new IndexColorModel(8, 256, red, green, blue);
    return png(
        new BufferedImage(rows[0].length(), rows.length, BufferedImage.TYPE_BYTE_INDEXED, palette),
        rows);
  }

  static byte[] gray(String... rows) throws IOException {
    return png(
        new BufferedImage(rows[0].length(), rows.length, BufferedImage.TYPE_BYTE_GRAY), rows);
  }

  static byte[] colored(String... rows) throws IOException {
    var image = new BufferedImage(rows[0].length(), rows.length, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length(); x++) {
        image.setRGB(x, y, VocColors.color(number(rows[y].charAt(x))));
      }
    }
    return write(image);
  }

  private static byte[] png(BufferedImage image, String... rows) throws IOException {
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length(); x++) {
        image.getRaster().setSample(x, y, 0, number(rows[y].charAt(x)));
      }
    }
    return write(image);
  }

  private static int number(char c) {
    return c == 'v' ? VocColors.VOID : c - '0';
  }

  private static byte[] write(BufferedImage image) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
