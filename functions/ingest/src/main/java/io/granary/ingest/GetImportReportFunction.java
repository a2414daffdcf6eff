package io.granary.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Access;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.database.Ingest;
import io.granary.database.IngestReport;
import io.granary.database.IngestRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Everything that was found at the import of a dataset, also of one that failed. */
@Controller
@LambdaFunction(
    name = "get-import-report",
    access = Access.DATASET_VIEWER,
    refuses = Code.DATASET_NOT_READY,
    answers = @Answer(status = 200, body = IngestReport.class))
final class GetImportReportFunction {
  private final IngestRepository ingests;

  GetImportReportFunction(IngestRepository ingests) {
    this.ingests = ingests;
  }

  @Get("/api/datasets/{datasetId}/import-report")
  JsonNode get(DatasetRef dataset) {
    Ingest ingest =
        ingests.newest(dataset.id()).orElseThrow(() -> GranaryException.notFound("import report"));
    if (ingest.report() == null) {
      throw new GranaryException(
          Code.DATASET_NOT_READY, "Cannot report on the import: it is still running.");
    }
    return Json.tree(ingest.report());
  }
}
