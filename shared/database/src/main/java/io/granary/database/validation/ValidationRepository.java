package io.granary.database.validation;

import io.granary.database.Databases.JsonText;
import io.granary.domain.Issue;
import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Validations of datasets: worked out over all rows by the database, kept as JSON. */
@Singleton
public final class ValidationRepository {
  private final Jdbi jdbi;
  private final InstantSource clock;

  public ValidationRepository(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    jdbi.registerArrayType(String.class, "text");
  }

  /** What is told while a validation goes on. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param percentage of what is looked for, 0 to 99
     * @param subject what is looked at next
     */
    void at(int percentage, String subject);
  }

  /** Decides, within the transaction that keeps a validation, whether it is still wanted. */
  @FunctionalInterface
  public interface Wanted {
    boolean isWanted(Handle handle, Validation validation);
  }

  /** The kept validation as JSON; empty when there was none. */
  public Optional<String> find(UUID dataset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select validation from dataset_validations where dataset_id = :dataset")
                .bind("dataset", dataset)
                .mapTo(String.class)
                .findOne());
  }

  /**
   * Validates a dataset as it is at one moment, keeps what was found in place of the validation
   * before, and sets the codes on its samples; all of it, or nothing when it is not wanted any more
   * or breaks. Of several that run at once for one dataset each waits for the one before.
   */
  public void validate(UUID dataset, Progress progress, Wanted wanted) {
    jdbi.useHandle(
        handle -> {
          lock(handle, dataset, "select pg_advisory_lock(hashtextextended(:name, 0))");
          try (var findings = new Findings(handle, dataset)) {
            Validation validation =
                handle.inTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ,
                    reading -> look(reading, dataset, findings, progress));
            handle.useTransaction(
                writing -> {
                  if (wanted.isWanted(writing, validation)) {
                    save(writing, validation);
                    findings.mark();
                  }
                });
          } finally {
            lock(handle, dataset, "select pg_advisory_unlock(hashtextextended(:name, 0))");
          }
        });
  }

  private static void lock(Handle handle, UUID dataset, String sql) {
    handle.createQuery(sql).bind("name", "validation " + dataset).mapTo(String.class).one();
  }

  private Validation look(Handle handle, UUID dataset, Findings findings, Progress progress) {
    var at = clock.instant();
    Facts.make(handle, dataset);
    Map<Per, Long> counts = Per.counts(handle, dataset);
    List<Issue> issues = new ArrayList<>();
    for (int i = 0; i < Checks.GROUPS.size(); i++) {
      progress.at(100 * i / Checks.GROUPS.size(), Checks.GROUPS.get(i).name());
      for (Check check : Checks.GROUPS.get(i).checks()) {
        long found = findings.look(check);
        if (found > 0) {
          issues.add(issue(check, found, counts, findings.examples(check)));
        }
      }
    }
    issues.sort(Comparator.comparing(Issue::severity));
    return Validation.of(dataset, at, issues);
  }

  private static Issue issue(
      Check check, long found, Map<Per, Long> counts, List<Issue.Example> examples) {
    long looked = Math.max(found, counts.getOrDefault(check.per(), found));
    return new Issue(
        check.code().name(),
        check.code().severity(),
        found,
        (double) found / looked,
        check.code().sentence(),
        examples);
  }

  private static void save(Handle handle, Validation validation) {
    handle
        .createUpdate(
            """
            insert into dataset_validations (dataset_id, validation, validated_at)
            values (:dataset, :json, :at)
            on conflict (dataset_id)
            do update set validation = excluded.validation, validated_at = excluded.validated_at
            """)
        .bind("dataset", validation.datasetId())
        .bind("json", new JsonText(Json.write(validation)))
        .bind("at", validation.validatedAt())
        .execute();
  }
}
