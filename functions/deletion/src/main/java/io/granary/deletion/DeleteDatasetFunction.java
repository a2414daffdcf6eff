package io.granary.deletion;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.JobAccepted;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.RequestInfo;
import io.granary.domain.Code;
import io.granary.storage.DeletionMessage;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;

/**
 * Puts a dataset into the trash, after a backup unless none is wanted; or removes one for good that
 * is there. With a backup or many objects it is a job, whose result is the answer.
 */
@Controller
@LambdaFunction(
    name = "delete-dataset",
    access = Access.KEPT_DATASET_OWNER,
    sends = DeletionMessage.QUEUE,
    replaces = "DELETE /api/datasets/{id}/",
    refuses = {Code.CONFIRMATION_MISMATCH, Code.DELETION_BLOCKED, Code.NOT_IN_TRASH},
    answers = {
      @Answer(status = 200, body = DeletedDataset.class),
      @Answer(status = 202, body = JobAccepted.class)
    })
final class DeleteDatasetFunction {
  private final Deletions deletions;

  DeleteDatasetFunction(Deletions deletions) {
    this.deletions = deletions;
  }

  @Delete("/api/datasets/{datasetId}")
  HttpResponse<?> delete(
      Caller caller, DatasetRef ref, @Body DeletionWish wish, RequestInfo request) {
    return answer(deletions.delete(caller, ref.id(), wish, request.id()));
  }

  static HttpResponse<?> answer(Deletions.Outcome outcome) {
    return switch (outcome) {
      case Deletions.Done(var deleted) -> HttpResponse.ok(deleted);
      case Deletions.Accepted(var job) -> HttpResponse.accepted().body(JobAccepted.of(job));
    };
  }
}
