package io.granary.database;

import io.granary.database.Databases.JsonText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Statistics of datasets: computed over all rows, kept as JSON. */
@Singleton
public final class StatisticsRepository {
  private static final int BINS = 10;

  private final Jdbi jdbi;

  public StatisticsRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The spread of a number.
   *
   * @param histogram counts of ten bins of equal width from min to max
   */
  public record Spread(double min, double max, double mean, double stddev, List<Long> histogram) {}

  /** How many samples and annotations a split has; the name is empty for samples without split. */
  public record SplitCount(String name, long samples, long annotations) {}

  /** The kept statistics. */
  public Optional<String> find(UUID dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select statistics from dataset_statistics where dataset_id = :dataset")
                .bind("dataset", dataset)
                .mapTo(String.class)
                .findOne());
  }

  /** Keeps statistics in place of the ones before. */
  public void save(Handle handle, UUID dataset, String json, Instant now) {
    handle
        .createUpdate(
            """
            insert into dataset_statistics (dataset_id, statistics, computed_at)
            values (:dataset, :json, :now)
            on conflict (dataset_id)
            do update set statistics = excluded.statistics, computed_at = excluded.computed_at
            """)
        .bind("dataset", dataset)
        .bind("json", new JsonText(json))
        .bind("now", now)
        .execute();
  }

  public List<SplitCount> splits(Handle handle, UUID dataset) {
    return handle
        .createQuery(
            """
            select coalesce(split, '') as name, count(*) as samples,
                   coalesce(sum(annotation_count), 0) as annotations
            from samples where dataset_id = :dataset group by 1 order by 1
            """)
        .bind("dataset", dataset)
        .map(
            (row, _) ->
                new SplitCount(
                    row.getString("name"), row.getLong("samples"), row.getLong("annotations")))
        .list();
  }

  /** Counts of samples by media type. */
  public Map<String, Long> mediaTypes(Handle handle, UUID dataset) {
    Map<String, Long> counts = new TreeMap<>();
    handle
        .createQuery(
            "select media_type, count(*) as n from samples where dataset_id = :dataset group by 1")
        .bind("dataset", dataset)
        .map((row, _) -> counts.put(row.getString("media_type"), row.getLong("n")) == null)
        .forEach(_ -> {});
    return counts;
  }

  /** The spread of a number of samples: width, height or characters; empty without any value. */
  public Optional<Spread> spread(Handle handle, UUID dataset, String field) {
    if (!List.of("width", "height", "characters", "size").contains(field)) {
      throw new IllegalArgumentException("Cannot compute the spread of '" + field + "'");
    }
    return handle
        .createQuery(
            """
            with s as (
              select %1$s::float8 as v from samples
              where dataset_id = :dataset and %1$s is not null),
            r as (select min(v) as lo, max(v) as hi, avg(v) as mean, stddev_pop(v) as sd from s),
            b as (
              select case when r.hi = r.lo then 1
                          else least(width_bucket(s.v, r.lo, r.hi, :bins), :bins) end as bin,
                     count(*) as n
              from s cross join r group by 1)
            select lo, hi, mean, sd,
                   (select array_agg(coalesce(n, 0) order by i)
                    from generate_series(1, :bins) i left join b on b.bin = i) as histogram
            from r where lo is not null
            """
                .formatted(field))
        .bind("dataset", dataset)
        .bind("bins", BINS)
        .map(
            (row, _) -> {
              List<Long> histogram = new ArrayList<>();
              for (Long n : (Long[]) row.getArray("histogram").getArray()) {
                histogram.add(n);
              }
              return new Spread(
                  row.getDouble("lo"),
                  row.getDouble("hi"),
                  row.getDouble("mean"),
                  row.getDouble("sd"),
                  histogram);
            })
        .findOne();
  }
}
