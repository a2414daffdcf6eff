package io.granary.formats.archives;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes TARs block by block, so that anything about them can be odd, or wrong. */
final class TarBytes {
  /** Whose headers they are. */
  enum Form {
    V7(""),
    USTAR("ustar\00000"),
    GNU("ustar  \0");

    private final String magic;

    Form(String magic) {
      this.magic = magic;
    }
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Form form;

  TarBytes(Form form) {
    this.form = form;
  }

  TarBytes add(String name, byte[] content) {
    return add(name.getBytes(StandardCharsets.UTF_8), '0', content.length, content);
  }

  TarBytes add(String name, char type) {
    return add(name.getBytes(StandardCharsets.UTF_8), type, 0, new byte[0]);
  }

  /** Adds a member with any type and any declared size. */
  TarBytes add(byte[] name, char type, long size, byte[] content) {
    out.writeBytes(header(name, type, size));
    out.writeBytes(content);
    out.writeBytes(new byte[-content.length & 511]);
    return this;
  }

  /** Adds what GNU puts in front of a member with a long name. */
  TarBytes longName(String name) {
    byte[] bytes = Arrays.copyOf(utf8(name), utf8(name).length + 1);
    return add(utf8("././@LongLink"), 'L', bytes.length, bytes);
  }

  /** Adds an extended header of {@code key=value} records. */
  TarBytes pax(char type, String... records) {
    var content = new ByteArrayOutputStream();
    for (String record : records) {
      int rest = utf8(record).length + 2;
      int length = rest + String.valueOf(rest).length();
      length = rest + String.valueOf(length).length();
      content.writeBytes(utf8(length + " " + record + "\n"));
    }
    return add(utf8("PaxHeaders/x"), type, content.size(), content.toByteArray());
  }

  TarBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] header(byte[] name, char type, long size) {
    byte[] block = new byte[512];
    int split = 0;
    if (form == Form.USTAR && name.length > 100) {
      split = 100;
      while (name[split] != '/' || name.length - split > 101) {
        split++;
      }
      System.arraycopy(name, 0, block, 345, split);
      split++;
    }
    System.arraycopy(name, split, block, 0, Math.min(100, name.length - split));
    put(block, 100, "0000644\0");
    put(block, 108, "0001750\0");
    put(block, 116, "0001750\0");
    if (size < 1L << 33) {
      put(block, 124, "%011o\0".formatted(size));
    } else {
      block[124] = (byte) 0x80;
      for (int i = 0; i < 8; i++) {
        block[135 - i] = (byte) (size >>> (8 * i));
      }
    }
    put(block, 136, "14524000000\0");
    block[156] = (byte) type;
    put(block, 257, form.magic);
    return sealed(block);
  }

  /** Gives a header the checksum that it should have. */
  static byte[] sealed(byte[] block) {
    put(block, 148, "        ");
    int sum = 0;
    for (byte value : block) {
      sum += value & 0xFF;
    }
    put(block, 148, "%06o\0 ".formatted(sum));
    return block;
  }

  private static void put(byte[] block, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }

  /** The archive with its two blocks of zeros. */
  byte[] bytes() {
    return raw(new byte[1024]).out.toByteArray();
  }

  /** The archive as it is so far. */
  byte[] open() {
    return out.toByteArray();
  }

  static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] zstd(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (OutputStream zstd = new ZstdOutputStream(out)) {
      zstd.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The TAR as an archive of a kind. */
  static byte[] as(ArchiveKind kind, byte[] tar) {
    return switch (kind) {
      case TAR -> tar;
      case TAR_GZ -> gzip(tar);
      case TAR_ZST -> zstd(tar);
      case ZIP -> throw new IllegalArgumentException("A TAR is no ZIP");
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
