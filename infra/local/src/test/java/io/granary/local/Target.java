package io.granary.local;

import io.granary.api.Operation;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the paths of all operations can name.
 *
 * @param model a model of the dataset's owner, which the dataset is in
 * @param upload an upload of the dataset's owner
 * @param backup a backup of the dataset's owner
 * @param user an account that is nobody else's business
 */
record Target(SampleDataset dataset, UUID model, UUID upload, UUID backup, UUID user) {
  static Target of(TestStack stack, User owner) {
    var target =
        new Target(
            SampleDataset.make(stack, owner, "set", 1),
            SampleModel.make(stack, owner, "model"),
            upload(stack, owner),
            backup(stack, owner),
            stack.user(owner.username() + "-2").id());
    target.dataset().moveTo(stack, target.model());
    freeze(stack, owner, target.dataset().id());
    return target;
  }

  /** A version, as datasets over tables have them. */
  private static void freeze(TestStack stack, User owner, UUID dataset) {
    stack
        .stack()
        .executeAsOwner(
            """
            insert into dataset_versions
              (dataset_id, version, digest, definition, table_schemas, sql, as_of, sample_count,
               created_by, created_at)
            values
              ('%s', 1, '', '{"primary_table": "t"}',
               '[{"name": "t", "columns": [{"name": "c", "type": "INT64"}]}]', '{}',
               date '2026-01-01', 0, '%s', now())
            """
                .formatted(dataset, owner.id()));
  }

  private static UUID upload(TestStack stack, User owner) {
    Answer started =
        stack
            .as(owner)
            .post(
                "/api/uploads",
                Map.of(
                    "dataset_name",
                    "coming",
                    "files",
                    List.of(Map.of("path", "a.jpg", "size", 1))));
    return UUID.fromString(started.json().path("id").asText());
  }

  private static UUID backup(TestStack stack, User owner) {
    UUID id = UUID.randomUUID();
    stack
        .stack()
        .executeAsOwner(
            """
            insert into backups
              (id, dataset_id, dataset_name, owner_id, created_by, job_id, state, revision,
               object_key, created_at, expires_at)
            values
              ('%1$s', '%1$s', 'gone', '%2$s', '%2$s', '%1$s', 'ready', 1, 'backups/%1$s', now(),
               now())
            """
                .formatted(id, owner.id()));
    return id;
  }

  /** Names that nothing has. */
  static Target nowhere() {
    var none = UUID.fromString("01890000-0000-7000-8000-000000000000");
    return new Target(
        new SampleDataset(none, none, none, none, List.of(none)), none, none, none, none);
  }

  /**
   * The path of an operation for this.
   *
   * @throws AssertionError when it names what is not known here, so that no operation is left out
   */
  String path(Operation operation) {
    String path =
        operation
            .route()
            .path()
            .replace("{datasetId}", dataset.id().toString())
            .replace("{sampleId}", dataset.samples().getFirst().toString())
            .replace("{projectId}", dataset.project().toString())
            .replace("{jobId}", dataset.job().toString())
            .replace("{modelId}", model.toString())
            .replace("{uploadId}", upload.toString())
            .replace("{backupId}", backup.toString())
            .replace("{username}", "nobody")
            .replace("{userId}", user.toString())
            .replace("{tokenId}", dataset.id().toString())
            .replace("{version}", "1")
            .replace("{a}", "1")
            .replace("{b}", "1")
            .replace("{table}", "products")
            .replace("{column}", "product_id");
    if (path.contains("{")) {
      throw new AssertionError("Nothing is known here for the path " + path);
    }
    return operation.name().equals("list-projects") ? path + "?dataset_id=" + dataset.id() : path;
  }

  /** Calls an operation for this, with a JSON body or none. */
  Answer call(ApiClient client, Operation operation, @Nullable String body) {
    String path = path(operation);
    String method = operation.route().method();
    return switch (body == null ? "" : method) {
      case "POST" -> client.post(path, body);
      case "PUT" -> client.put(path, body);
      default -> client.send(method, path, Map.of(), null);
    };
  }
}
