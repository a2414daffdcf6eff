package io.granary.formats.archives;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.granary.domain.GranaryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of an archive that is compressed as a whole: all members of a GZIP, all frames of a
 * Zstandard stream. A stream that is cut off gives what came before and then throws {@link
 * CutOffException}. One that is damaged is refused, because nothing tells how much of what came
 * before the damage reached.
 */
final class InflatedStream extends InputStream {
  private static final int BUFFER = 64 << 10;

  private final RangeStream source;
  private final InputStream decoder;
  private final ArchiveLimits limits;
  private final byte[] sink = new byte[BUFFER];
  private long inflated;

  private InflatedStream(RangeStream source, InputStream decoder, ArchiveLimits limits) {
    this.source = source;
    this.decoder = decoder;
    this.limits = limits;
  }

  /**
   * Opens an archive at its start.
   *
   * @throws GranaryException ARCHIVE_NEEDS_SEEKING when it is too large to be read so
   */
  static InflatedStream open(ArchiveKind kind, RangeReader reader, ArchiveLimits limits)
      throws IOException {
    limits.checkStream(reader.size());
    var source = new RangeStream(reader, 0, reader.size());
    return new InflatedStream(source, decoder(kind, source), limits);
  }

  private static InputStream decoder(ArchiveKind kind, RangeStream source) throws IOException {
    if (kind == ArchiveKind.TAR_ZST) {
      return new ZstdInputStream(new ZstdFrames(source));
    }
    try {
      return new GZIPInputStream(source, BUFFER);
    } catch (EOFException e) {
      throw Refusals.corrupt("it is too short");
    } catch (ZipException e) {
      throw Refusals.corrupt("it is no GZIP");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Reads.
   *
   * @throws GranaryException ARCHIVE_CORRUPT, ARCHIVE_BOMB or ARCHIVE_TOO_LARGE
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = decode(buffer, offset, Math.min(length, BUFFER));
    if (count < 0) {
      return -1;
    }
    inflated += count;
    if (limits.isBomb(inflated, source.position())) {
      throw limits.bomb("it", source.position(), inflated);
    }
    limits.checkTotal(inflated);
    return count;
  }

  private int decode(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = decoder.read(buffer, offset, length);
      // GZIP's decoder takes a failure between two members for the end.
      source.rethrow();
      return count;
    } catch (GranaryException e) {
      throw e;
    } catch (EOFException e) {
      source.rethrow();
      throw new CutOffException("The compressed stream is cut off");
    } catch (ZipException e) {
      source.rethrow();
      throw damaged(e);
    } catch (RuntimeException e) {
      // Zstandard's decoder has no one exception for damage: it checks, or runs out of an array.
      throw damaged(e);
    }
  }

  private GranaryException damaged(Exception e) {
    return Refusals.corrupt(
        "its compressed content is damaged before byte %d (%s)"
            .formatted(source.position(), e.getMessage()));
  }

  @Override
  public long skip(long count) throws IOException {
    return count <= 0 ? 0 : Math.max(0, read(sink, 0, (int) Math.min(count, BUFFER)));
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }
}
