package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.Changes;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.RequestInfo;
import io.granary.database.AuditRepository;
import io.granary.database.DatasetVersionRepository;
import io.granary.database.DatasetVersionRepository.Edit;
import io.granary.domain.Code;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Changes what is said of a version, and whether it can be deleted. */
@Controller
@LambdaFunction(
    name = "update-version",
    access = Access.DATASET_EDITOR,
    refuses = Code.READ_ONLY_FIELD,
    body = UpdateVersionFunction.Request.class)
final class UpdateVersionFunction {
  /** The most characters of a note. */
  static final int MAX_NOTE = 1000;

  private static final String NOTE = "note";
  private static final String PROTECTED = "protected";

  private final Jdbi jdbi;
  private final DatasetVersionRepository rows;
  private final Versions versions;
  private final AuditRepository audit;

  UpdateVersionFunction(
      Jdbi jdbi, DatasetVersionRepository rows, Versions versions, AuditRepository audit) {
    this.jdbi = jdbi;
    this.rows = rows;
    this.versions = versions;
    this.audit = audit;
  }

  /**
   * The fields that can be changed; the others of the version may be sent back as they are.
   *
   * @param note null clears it
   * @param isProtected whether it cannot be deleted; null means that it can
   */
  record Request(
      @Nullable @Size(max = MAX_NOTE) String note,
      @JsonProperty(PROTECTED) @Nullable Boolean isProtected) {}

  @Put("/api/datasets/{datasetId}/versions/{version}")
  VersionContent update(
      Caller caller, DatasetRef ref, String version, RequestInfo request, @Body ObjectNode body) {
    int number = Versions.number(version);
    VersionContent before = versions.get(ref.id(), number);
    var changes = new Changes(body, before, Set.of(NOTE, PROTECTED));
    String note = changes.optionalText(NOTE, before.note(), MAX_NOTE);
    Optional<Boolean> isProtected = changes.flag(PROTECTED);
    changes.check();
    Set<String> written = changes.written();
    if (!written.isEmpty()) {
      var edit = new Edit(written.contains(NOTE), note, isProtected.orElse(null));
      jdbi.useTransaction(
          handle -> {
            if (!rows.edit(handle, ref.id(), number, edit)) {
              throw Versions.notFound();
            }
            audit.add(
                handle,
                ref.id(),
                "updated",
                caller.id(),
                request.id(),
                Map.of("version", number, "fields", written));
          });
    }
    return versions.get(ref.id(), number);
  }
}
