package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.database.ShareRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;

/** Who may look at a dataset or change it, besides its owner. */
@Controller
@LambdaFunction(name = "list-shares", access = Access.DATASET_OWNER)
final class ListSharesFunction {
  private final ShareRepository shares;

  ListSharesFunction(ShareRepository shares) {
    this.shares = shares;
  }

  @Get("/api/datasets/{datasetId}/shares")
  Page<ShareView> list(DatasetRef ref) {
    List<ShareView> found = shares.of(ref.id()).stream().map(ShareView::of).toList();
    return Page.of(found, null, found.size(), false);
  }
}
