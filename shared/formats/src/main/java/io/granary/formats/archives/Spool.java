package io.granary.formats.archives;

import io.granary.domain.IssueCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of an archive, kept compressed: some 10 bytes each where names are alike.
 */
final class Spool implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  /** Names that say more than this are not kept. */
  private static final int MAX_CHUNKS = 64;

  /**
   * An entry whose place is known.
   *
   * @param problem why it is not read; null when it is
   */
  record Entry(
      @Nullable IssueCode problem, String path, String detail, long size, long offset, long end) {}

  /** Takes entries. */
  interface Sink {
    void take(Entry entry) throws IOException;
  }

  private final List<byte[]> chunks = new ArrayList<>();
  private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final DataOutputStream out =
      new DataOutputStream(new DeflaterOutputStream(chunk, deflater, 1 << 16));

  private int count;

  void add(Entry entry) throws IOException {
    if (isFull()) {
      return;
    }
    count++;
    out.writeUTF(entry.problem() == null ? "" : entry.problem().name());
    out.writeUTF(entry.path());
    out.writeUTF(entry.detail());
    out.writeLong(entry.size());
    out.writeLong(entry.offset());
    out.writeLong(entry.end());
    if (chunk.size() >= CHUNK) {
      chunks.add(chunk.toByteArray());
      chunk.reset();
      if (isFull()) {
        chunks.replaceAll(_ -> new byte[0]);
      }
    }
  }

  /** Whether there were too many, so that none are kept. */
  boolean isFull() {
    return chunks.size() == MAX_CHUNKS;
  }

  /** Gives the entries, and takes no more. */
  void replay(Sink sink) throws IOException {
    out.close();
    chunks.add(chunk.toByteArray());
    List<ByteArrayInputStream> streams = chunks.stream().map(ByteArrayInputStream::new).toList();
    try (var in =
        new DataInputStream(
            new BufferedInputStream(
                new InflaterInputStream(
                    new SequenceInputStream(Collections.enumeration(streams)))))) {
      for (int i = 0; i < count; i++) {
        String problem = in.readUTF();
        sink.take(
            new Entry(
                problem.isEmpty() ? null : IssueCode.valueOf(problem),
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong()));
      }
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
