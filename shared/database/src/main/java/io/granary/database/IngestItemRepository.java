package io.granary.database;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ObjIntConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What ingests read, by the order in which it was given; never held as a whole. */
@Singleton
public final class IngestItemRepository {
  private static final int PAGE = 1000;

  private final Jdbi jdbi;

  public IngestItemRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    jdbi.registerRowMapper(IngestItem.class, Databases.mapper(IngestItem.class));
  }

  /**
   * Writes the items of an ingest, page by page, so that they may come out of the same transaction.
   *
   * @return their bytes
   */
  public long insert(Handle handle, UUID ingest, Iterable<IngestItem> items) {
    long bytes = 0;
    int number = 0;
    Iterator<IngestItem> rest = items.iterator();
    while (rest.hasNext()) {
      List<IngestItem> page = new ArrayList<>();
      while (rest.hasNext() && page.size() < PAGE) {
        page.add(rest.next());
      }
      insert(handle, ingest, number, page);
      number += page.size();
      bytes += page.stream().mapToLong(IngestItem::size).sum();
    }
    return bytes;
  }

  private static void insert(Handle handle, UUID ingest, int from, List<IngestItem> items) {
    int number = from;
    try (var rows =
        new CopyRows(
            handle.getConnection(),
            "ingest_items (ingest_id, number, key, path, size, etag, kind, sha256)")) {
      for (IngestItem item : items) {
        rows.add(ingest)
            .add((long) number++)
            .add(item.key())
            .add(item.path())
            .add(item.size())
            .add(item.etag())
            .add(item.kind().name())
            .add(item.sha256())
            .endRow();
      }
      rows.finish();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot write the items of an ingest", e);
    }
  }

  /** At most some items, from a number on. */
  public List<IngestItem> page(UUID ingest, int from, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select key, path, size, etag, kind, sha256 from ingest_items
                    where ingest_id = :ingest and number >= :from
                    order by number limit :limit
                    """)
                .bind("ingest", ingest)
                .bind("from", from)
                .bind("limit", limit)
                .mapTo(IngestItem.class)
                .list());
  }

  /** Gives every item with its number, a page at a time. */
  public void forEach(UUID ingest, ObjIntConsumer<IngestItem> consumer) {
    int number = 0;
    for (List<IngestItem> page = page(ingest, 0, PAGE);
        !page.isEmpty();
        page = page(ingest, number, PAGE)) {
      for (IngestItem item : page) {
        consumer.accept(item, number++);
      }
    }
  }

  /** Notes that the dataset has some items. */
  public void take(Handle handle, UUID ingest, Collection<Integer> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            update ingest_items set taken = true
            where ingest_id = :ingest and number = any(:numbers)
            """)
        .bind("ingest", ingest)
        .bindArray("numbers", Integer.class, numbers)
        .execute();
  }

  /** Notes that an archive is kept beside what was made of it. */
  public void take(UUID ingest, int number) {
    jdbi.useHandle(handle -> take(handle, ingest, List.of(number)));
  }

  /** Those keys among some that the dataset has in the very version, by key and ETag. */
  public List<String> taken(UUID ingest, Map<String, String> etags) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select key, etag from ingest_items
                    where ingest_id = :ingest and key = any(:keys) and taken
                    """)
                .bind("ingest", ingest)
                .bindArray("keys", String.class, etags.keySet())
                .map((row, _) -> Map.entry(row.getString("key"), row.getString("etag")))
                .filter(item -> item.getValue().equals(etags.get(item.getKey())))
                .map(Map.Entry::getKey)
                .list());
  }
}
