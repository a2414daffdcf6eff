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
 * is there. With a backup, with more than 1,000 objects, or when it takes longer, it is a job,
 * whose result is the answer.
 */
@Controller
@LambdaFunction(
    name = "delete-dataset",
    access = Access.KEPT_DATASET_OWNER,
    sends = DeletionMessage.QUEUE,
    replaces = "DELETE /api/v1/datasets/{dataset_id}",
    refuses = {
      Code.CONFIRMATION_MISMATCH,
      Code.DATASET_BUSY,
      Code.DELETION_BLOCKED,
      Code.JOB_CANCELLED,
      Code.NOT_IN_TRASH
    },
    answers = {
      @Answer(status = 200, body = DeletedDataset.class),
      @Answer(status = 202, body = JobAccepted.class)
    })
final class DeleteDatasetFunction {
  private final Deletions deletions;
  private final DeletionAnswers answers;

  DeleteDatasetFunction(Deletions deletions, DeletionAnswers answers) {
    this.deletions = deletions;
    this.answers = answers;
  }

  @Delete("/api/datasets/{datasetId}")
  HttpResponse<?> delete(
      Caller caller, DatasetRef ref, @Body DeletionWish wish, RequestInfo request) {
    return answers.of(deletions.delete(caller, ref.id(), wish, request.id()));
  }
}
