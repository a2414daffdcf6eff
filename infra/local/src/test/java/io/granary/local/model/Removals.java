package io.granary.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.deletion.PurgeExpiredFunction;
import io.granary.storage.DeletionMessage;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects.Listed;
import io.granary.storage.Queues;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** What takes datasets and backups away, and brings them back. */
final class Removals {
  private final Model model;
  private final Person owner;
  private final TestStack stack;

  Removals(Model model, Person owner) {
    this.model = model;
    this.owner = owner;
    this.stack = owner.stack();
  }

  private static String path(ModelSet set) {
    return "/api/datasets/" + set.id;
  }

  private Answer ask(ModelSet set, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putIfAbsent("confirm_dataset_name", set.name);
    return owner.client().post(path(set) + "/delete", body);
  }

  String delete(Step step) {
    ModelSet set = Actions.pick(model.active(), step);
    Answer answer = ask(set, Map.of("create_backup", step.isOdd()));
    JsonNode result = answer.json();
    if (step.isOdd()) {
      result = owner.done(answer);
      keepBackup(set, result);
    } else {
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
    assertSummary(set, result, 0, 0);
    assertThat(result.has("restore_until")).isTrue();
    set.isInTrash = true;
    return "delete %s%s".formatted(set, step.isOdd() ? " with a backup" : "");
  }

  String restore(Step step) {
    ModelSet set = Actions.pick(model.trash(), step);
    boolean isRenamed = step.size() > 2;
    String name = isRenamed ? Actions.name(step) : set.name;
    Answer answer =
        owner.client().post(path(set) + "/restore", isRenamed ? Map.of("name", name) : Map.of());
    String done = "restore %s as %s".formatted(set, name);
    if (set.isExpired) {
      assertThat(answer.code()).isEqualTo("RETENTION_OVER");
    } else if (model.isTaken(name)) {
      assertThat(answer.code()).isEqualTo("DATASET_NAME_TAKEN");
    } else {
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      set.isInTrash = false;
      set.name = name;
    }
    return done;
  }

  String purge(Step step) {
    ModelSet set = Actions.pick(model.trash(), step);
    List<Listed> objects = objects(set.id);
    Answer answer = ask(set, Map.of("permanent", true, "create_backup", step.isOdd()));
    JsonNode result = owner.done(answer);
    if (step.isOdd()) {
      keepBackup(set, result);
    }
    assertSummary(set, result, objects.size(), objects.stream().mapToLong(Listed::size).sum());
    assertThat(result.has("restore_until")).isFalse();
    model.remove(set);
    return "purge %s%s".formatted(set, step.isOdd() ? " with a backup" : "");
  }

  private void assertSummary(ModelSet set, JsonNode result, int keys, long bytes) {
    JsonNode summary = result.path("deletion_summary");
    assertThat(summary.path("images_deleted").asInt()).isEqualTo(set.content.pictures().size());
    assertThat(summary.path("annotations_deleted").asInt()).isEqualTo(set.content.boxes());
    assertThat(summary.path("s3_keys_count").asInt()).as("keys").isEqualTo(keys);
    assertThat(summary.path("s3_keys_deleted").size()).as("named keys").isEqualTo(keys);
    assertThat(summary.path("storage_bytes_freed").asLong()).as("bytes").isEqualTo(bytes);
  }

  private void keepBackup(ModelSet set, JsonNode result) {
    model.add(
        new ModelBackup(
            UUID.fromString(result.path("backup_id").asText()),
            set.id,
            result.path("backup_path").asText(),
            set.content));
  }

  /** All objects under what a dataset's keys begin with. */
  List<Listed> objects(UUID dataset) {
    try (Stream<Listed> found =
        stack.objects().list(ObjectKeys.dataset(owner.user().id(), dataset))) {
      return found.toList();
    }
  }

  String expire(Step step) {
    ModelSet set = Actions.pick(model.trash(), step);
    expire("datasets", "restore_until", set.id);
    set.isExpired = true;
    return "let the time of %s in the trash be over".formatted(set);
  }

  String expireBackup(Step step) {
    ModelBackup backup = Actions.pick(model.backups(), step);
    expire("backups", "expires_at", backup.id());
    model.expiredBackups.add(backup.id());
    return "let the time of %s be over".formatted(backup);
  }

  private void expire(String table, String column, UUID id) {
    stack
        .stack()
        .executeAsOwner(
            "update %s set %s = now() - interval '1 second' where id = '%s'"
                .formatted(table, column, id));
  }

  String purgeExpired(Step step) {
    var function = new PurgeExpiredFunction(stack.context());
    for (int i = 0; i < step.size(); i++) {
      function.execute(Map.of());
    }
    stack.drain();
    model.only(set -> set.isExpired).forEach(model::remove);
    for (ModelBackup backup : model.backups()) {
      if (model.expiredBackups.contains(backup.id())) {
        model.remove(backup);
      }
    }
    return "purge what is expired, %d times".formatted(step.size());
  }

  String deleteBackup(Step step) {
    ModelBackup backup = Actions.pick(model.backups(), step);
    assertThat(owner.client().delete("/api/backups/" + backup.id()).status()).isEqualTo(204);
    model.remove(backup);
    return "delete " + backup;
  }

  /** What must be refused, and change nothing. */
  String refused(Step step) {
    ModelSet set = Actions.pick(model.sets(), step);
    if (set.isInTrash) {
      assertThat(ask(set, Map.of()).status()).isEqualTo(404);
      assertThat(owner.client().get(path(set)).status()).isEqualTo(404);
    } else {
      assertThat(ask(set, Map.of("permanent", true)).code()).isEqualTo("NOT_IN_TRASH");
      assertThat(owner.client().post(path(set) + "/restore", "{}").code())
          .isEqualTo("NOT_IN_TRASH");
    }
    assertThat(ask(set, Map.of("confirm_dataset_name", "other", "permanent", true)).code())
        .isEqualTo("CONFIRMATION_MISMATCH");
    return "ask in vain for " + set;
  }

  /** The messages of all deletions of the owner come once more. */
  String again(Step step) {
    List<DeletionMessage> messages =
        stack
            .bean(Jdbi.class)
            .withHandle(
                handle ->
                    handle
                        .createQuery("select job_id from deletions where user_id = :user")
                        .bind("user", owner.user().id())
                        .mapTo(UUID.class)
                        .map(DeletionMessage::new)
                        .list());
    for (int i = 0; i < step.size() && !messages.isEmpty(); i++) {
      stack.bean(Queues.class).send(DeletionMessage.QUEUE, messages);
    }
    stack.drain();
    return "send %d messages of deletions again".formatted(messages.size());
  }
}
