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
import io.micronaut.http.annotation.Post;

/** The same as delete-dataset, for clients whose DELETE cannot have a body. */
@Controller
@LambdaFunction(
    name = "delete-dataset-by-post",
    access = Access.KEPT_DATASET_OWNER,
    sends = DeletionMessage.QUEUE,
    replaces = "POST /api/datasets/{id}/delete/",
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
final class DeleteDatasetByPostFunction {
  private final Deletions deletions;
  private final DeletionAnswers answers;

  DeleteDatasetByPostFunction(Deletions deletions, DeletionAnswers answers) {
    this.deletions = deletions;
    this.answers = answers;
  }

  @Post("/api/datasets/{datasetId}/delete")
  HttpResponse<?> delete(
      Caller caller, DatasetRef ref, @Body DeletionWish wish, RequestInfo request) {
    return answers.of(deletions.delete(caller, ref.id(), wish, request.id()));
  }
}
