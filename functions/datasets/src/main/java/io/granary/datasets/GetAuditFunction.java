package io.granary.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Access;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.api.TimeOrdered;
import io.granary.database.AuditRepository;
import io.granary.database.AuditRepository.Entry;
import io.granary.json.Json;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a dataset, by whom and when, newest first; the owner sees it of one in the trash
 * too.
 */
@Controller
@LambdaFunction(name = "get-audit", access = Access.KEPT_DATASET_VIEWER)
final class GetAuditFunction {
  private final AuditRepository audit;
  private final Cursors cursors;

  GetAuditFunction(AuditRepository audit, Cursors cursors) {
    this.audit = audit;
    this.cursors = cursors;
  }

  /** Which page. */
  @Introspected
  record Query(@Nullable @Min(1) @Max(200) Integer limit, @Nullable String cursor) {}

  /** An entry as callers see it. */
  record AuditEntryView(
      UUID id,
      UUID datasetId,
      String action,
      Person performedBy,
      Instant at,
      String requestId,
      JsonNode details) {
    static AuditEntryView of(Entry row) {
      return new AuditEntryView(
          row.id(),
          row.datasetId(),
          row.action(),
          new Person(row.userId(), row.username()),
          row.at(),
          row.requestId(),
          Json.tree(row.details()));
    }
  }

  /** Who did it, also when the account is gone. */
  record Person(UUID id, String username) {}

  @Get("/api/datasets/{datasetId}/audit")
  Page<AuditEntryView> get(DatasetRef ref, @Parameters Query query) {
    return new TimeOrdered<Entry>(
            "audit " + ref.id(), entry -> new Position(entry.at(), entry.id()), false)
        .page(
            cursors,
            query.cursor(),
            query.limit(),
            (last, limit) ->
                audit.list(
                    ref.id(),
                    last == null ? null : last.at(),
                    last == null ? null : last.id(),
                    limit),
            _ -> audit.count(ref.id()),
            AuditEntryView::of);
  }
}
