package io.granary.database;

import io.granary.database.SampleRepository.FacetCount;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts over the samples and files of a dataset, within the transaction that writes them. */
@Singleton
public final class TotalsRepository {
  /**
   * How much there is.
   *
   * @param bytes of all samples and files
   * @param files those that are no samples
   * @param fileBytes theirs
   */
  public record Totals(long samples, long labeled, long files, long fileBytes, long bytes) {}

  /** What a dataset holds. */
  public Totals ofDataset(Handle handle, UUID dataset) {
    return totals(handle, dataset, null);
  }

  /** What a dataset holds of what an ingest has brought to it. */
  public Totals ofIngest(Handle handle, Ingest ingest) {
    return totals(handle, ingest.datasetId(), ingest.id());
  }

  private static Totals totals(Handle handle, UUID dataset, @Nullable UUID ingest) {
    return handle
        .createQuery(
            """
            select s.samples, s.labeled, f.files, f.bytes as file_bytes, s.bytes + f.bytes as bytes
            from (select count(*) as samples, count(*) filter (where annotation_count > 0) as labeled,
                         coalesce(sum(size), 0)::bigint as bytes
                  from samples
                  where dataset_id = :dataset
                    and (:ingest::uuid is null or ingest_id = :ingest::uuid)) s,
                 (select count(*) as files, coalesce(sum(size), 0)::bigint as bytes
                  from source_files
                  where dataset_id = :dataset
                    and (:ingest::uuid is null or ingest_id = :ingest::uuid)) f
            """)
        .bind("dataset", dataset)
        .bind("ingest", ingest)
        .map(
            (row, _) ->
                new Totals(
                    row.getLong("samples"),
                    row.getLong("labeled"),
                    row.getLong("files"),
                    row.getLong("file_bytes"),
                    row.getLong("bytes")))
        .one();
  }

  /** Samples by folder, of those that an ingest has brought; at most 1,000 folders. */
  public List<FacetCount> folders(Handle handle, Ingest ingest) {
    return handle
        .createQuery(
            """
            select folder as value, count(*) as count from samples
            where dataset_id = :dataset and ingest_id = :ingest
            group by 1 order by 2 desc, 1 limit 1000
            """)
        .bind("dataset", ingest.datasetId())
        .bind("ingest", ingest.id())
        .map((row, _) -> new FacetCount(row.getString("value"), row.getLong("count")))
        .list();
  }
}
