package io.granary.database;

import io.granary.domain.Sha256;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The SHA-256 of what a dataset holds: the paths and hashes of its samples, its classes, and its
 * annotations, each in an order that follows from themselves. Two datasets of equal content have
 * the same digest, however and in however many steps they came; zero has no sign there.
 */
@Singleton
public final class DatasetDigest {
  private static final int FETCH = 10_000;

  private static final String SAMPLES =
      """
      select path, split, sha256 from samples where dataset_id = :dataset
      order by path collate "C"
      """;

  private static final String CLASSES =
      """
      select name, supercategory from classes where dataset_id = :dataset
      order by name collate "C"
      """;

  private static final String ANNOTATIONS =
      """
      select * from (
        select s.path, c.name, a.type, a.geometry::text as shape,
               concat_ws(' ', a.x + 0, a.y + 0, a.width + 0, a.height + 0) as box,
               a.attributes::jsonb::text as attributes, (a.score + 0)::text as score,
               a.is_crowd::text as crowd
        from annotations a
          join samples s on s.dataset_id = a.dataset_id and s.id = a.sample_id
          left join classes c on c.id = a.class_id
        where a.dataset_id = :dataset) found
      order by path collate "C", name collate "C", type, shape collate "C", box collate "C",
               attributes collate "C", score collate "C", crowd
      """;

  /** 64 hexadecimal digits. */
  public String of(Handle handle, UUID dataset) {
    MessageDigest digest = Sha256.digest();
    for (String sql : new String[] {SAMPLES, CLASSES, ANNOTATIONS}) {
      long rows = 0;
      try (var each =
          handle
              .createQuery(sql)
              .bind("dataset", dataset)
              .setFetchSize(FETCH)
              .map((row, _) -> add(digest, row))
              .stream()) {
        rows = each.filter(added -> added).count();
      }
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(rows).flip());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Each value with its length before it, so that no two rows read the same. */
  private static boolean add(MessageDigest digest, ResultSet row) throws SQLException {
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      String value = row.getString(column);
      byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
      digest.update(
          ByteBuffer.allocate(Integer.BYTES).putInt(value == null ? -1 : bytes.length).flip());
      digest.update(bytes);
    }
    return true;
  }
}
