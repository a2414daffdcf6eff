package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.RequestInfo;
import io.granary.api.StoredDefinition;
import io.granary.api.StoredDefinitions;
import io.granary.database.AuditRepository;
import io.granary.database.DatasetVersionRepository;
import io.granary.database.DatasetVersionRepository.Frozen;
import io.granary.database.DatasetVersionRepository.NewVersion;
import io.granary.domain.Code;
import io.granary.json.Json;
import io.granary.warehouse.FrozenDefinition;
import io.granary.warehouse.TableSchemas;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Freezes a dataset over tables: its definition at a day, the columns of its tables, and the SQL
 * that gives its rows. No warehouse is asked.
 */
@Controller
@LambdaFunction(
    name = "create-version",
    access = Access.DATASET_EDITOR,
    refuses = {Code.JOIN_INVALID, Code.ROLE_REQUIRED, Code.WRONG_KIND},
    answers = @Answer(status = 201, headers = "Location"))
final class CreateVersionFunction {
  private final Jdbi jdbi;
  private final StoredDefinitions definitions;
  private final DatasetVersionRepository rows;
  private final Versions versions;
  private final AuditRepository audit;
  private final InstantSource clock;

  CreateVersionFunction(
      Jdbi jdbi,
      StoredDefinitions definitions,
      DatasetVersionRepository rows,
      Versions versions,
      AuditRepository audit,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.definitions = definitions;
    this.rows = rows;
    this.versions = versions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What is to be frozen.
   *
   * @param asOf the day that it counts from; left out, that of the definition, or else today in UTC
   */
  @Introspected
  record Request(
      @Nullable
          @Size(max = UpdateVersionFunction.MAX_NOTE)
          @Pattern(regexp = "[^\\u0000]*", message = "must not hold the character U+0000")
          String note,
      @Nullable LocalDate asOf) {}

  @Post("/api/datasets/{datasetId}/versions")
  HttpResponse<VersionContent> create(
      Caller caller, DatasetRef ref, RequestInfo request, @Body Request wish) {
    StoredDefinition stored = definitions.get(ref.id(), caller.id(), null);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    LocalDate usual =
        Objects.requireNonNullElse(
            stored.definition().asOf(), LocalDate.ofInstant(now, ZoneOffset.UTC));
    LocalDate asOf = Objects.requireNonNullElse(wish.asOf(), usual);
    FrozenDefinition frozen =
        FrozenDefinition.of(
            stored.definition(),
            asOf,
            TableSchemas.read(String.valueOf(stored.dataset().tableSchemas())),
            stored.source());
    var content =
        new Frozen(
            Json.write(frozen.definition()),
            TableSchemas.write(frozen.tables()),
            Json.write(frozen.sql()),
            Json.write(stored.source()),
            asOf);
    Long counted = stored.dataset().rowCount();
    var version =
        new NewVersion(
            ref.id(),
            frozen.digest(),
            counted == null || !asOf.equals(usual) ? 0 : counted,
            size(content),
            wish.note(),
            caller.id(),
            now);
    int number =
        jdbi.inTransaction(
            handle -> {
              int made = rows.insert(handle, version, content);
              audit.add(
                  handle,
                  ref.id(),
                  "version_created",
                  caller.id(),
                  request.id(),
                  Map.of("version", made, "digest", version.digest()));
              return made;
            });
    return HttpResponse.created(
        versions.get(ref.id(), number),
        URI.create("/api/datasets/%s/versions/%d".formatted(ref.id(), number)));
  }

  private static long size(Frozen content) {
    return bytes(content.definition()) + bytes(content.tableSchemas()) + bytes(content.sql());
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
