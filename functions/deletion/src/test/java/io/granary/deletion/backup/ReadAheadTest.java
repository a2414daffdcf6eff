package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.deletion.backup.ReadAhead.Piece;
import io.granary.deletion.backup.ReadAhead.Read;
import io.granary.deletion.backup.ReadAhead.Whole;
import io.granary.domain.Sha256;
import io.granary.testing.TestStack;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReadAheadTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final int MIB = 1 << 20;

  private static StoredObject stored(String key, byte[] content) {
    STACK.objects().create(key, content, "application/octet-stream");
    return new StoredObject(Position.START, key, key, content.length, Sha256.hex(content));
  }

  @Test
  void howMuchIsHeldDoesNotDependOnHowMuchThereIs() {
    StoredObject object = stored("raw/same", StoredSet.bytes(4 * MIB, 1));
    var begun = new AtomicInteger();
    Iterator<StoredObject> many =
        IntStream.range(0, 60).peek(_ -> begun.incrementAndGet()).mapToObj(_ -> object).iterator();

    try (var ahead = new ReadAhead(STACK.objects(), many)) {
      int taken = 0;
      while (ahead.next() != null) {
        taken++;
        assertThat(begun.get() - taken).isLessThanOrEqualTo(64 / 4);
      }
      assertThat(taken).isEqualTo(60);
    }
  }

  @Test
  void objectsComeInTheirOrderAndLargeOnesInPieces() {
    byte[] small = StoredSet.bytes(10, 1);
    byte[] large = StoredSet.bytes(2 * ReadAhead.PIECE + 7, 2);
    byte[] limit = StoredSet.bytes(ReadAhead.PIECE, 3);
    var wanted = List.of(stored("raw/a", small), stored("raw/b", large), stored("raw/c", limit));
    var pieces = new ByteArrayOutputStream();
    var order = new StringBuilder();

    try (var ahead = new ReadAhead(STACK.objects(), wanted.iterator())) {
      for (Read read = ahead.next(); read != null; read = ahead.next()) {
        order.append(read.object().path().charAt(4));
        switch (read) {
          case Whole whole -> assertThat(whole.content().size()).isIn(10L, (long) ReadAhead.PIECE);
          case Piece piece -> {
            pieces.writeBytes(piece.bytes());
            assertThat(piece.isLast()).isEqualTo(pieces.size() == large.length);
          }
        }
      }
    }

    assertThat(order).hasToString("abbbc");
    assertThat(pieces.toByteArray()).isEqualTo(large);
  }
}
