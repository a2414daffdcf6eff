package io.granary.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.ApiClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What brings data in, and lets others see it. */
final class Actions {
  private static final List<String> NAMES = List.of("ants", "bees", "cats", "dogs");

  private final Model model;
  private final Person owner;
  private final Person friend;
  private final Pictures pictures = new Pictures();

  Actions(Model model, Person owner, Person friend) {
    this.model = model;
    this.owner = owner;
    this.friend = friend;
  }

  static String name(Step step) {
    return NAMES.get(step.which() % NAMES.size());
  }

  /** Something of a list, as a step says. */
  static <T> T pick(List<T> from, Step step) {
    return from.get(step.which() % from.size());
  }

  String create(Step step) {
    String name = name(step);
    Map<String, byte[]> files = pictures.some(step.size());
    take(name, pictures.zip(files))
        .ifPresent(
            id ->
                model.add(
                    new ModelSet(
                        id,
                        name,
                        new Content(owner.digest(id), Pictures.hashes(files), files.size()))));
    return "drop %d pictures as %s".formatted(step.size(), name);
  }

  String reimport(Step step) {
    ModelBackup backup = pick(model.backups(), step);
    // Another digit than the one that chose the backup.
    String name = NAMES.get(step.size() - 1);
    Answer found = owner.client().get("/api/backups/" + backup.id());
    assertThat(found.status()).as(found.body()).isEqualTo(200);
    byte[] zip = bytes(found.json().path("url").asText());
    take(name, zip)
        .ifPresent(
            id -> {
              assertThat(owner.digest(id))
                  .as("digest of what the backup makes")
                  .isEqualTo(backup.content().digest());
              model.add(new ModelSet(id, name, backup.content()));
            });
    return "drop %s as %s".formatted(backup, name);
  }

  private byte[] bytes(String url) {
    try (var in = URI.create(url).toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The dataset that an archive makes; none when its name is taken. */
  private Optional<UUID> take(String name, byte[] zip) {
    boolean isTaken = model.isTaken(name);
    JsonNode result = owner.drop(name, zip);
    assertThat(result.path("status").asText())
        .as(result.toString())
        .isEqualTo(isTaken ? "error" : "ready");
    if (isTaken) {
      assertThat(result.path("code").asText()).isEqualTo("DATASET_NAME_TAKEN");
      return Optional.empty();
    }
    assertThat(result.at("/upload_summary/issues").toString()).isEqualTo("[]");
    UUID id = UUID.fromString(result.path("dataset_id").asText());
    assertThat(model.seen).as("a new dataset").doesNotContain(id);
    return Optional.of(id);
  }

  String add(Step step) {
    ModelSet set = pick(model.active(), step);
    Map<String, byte[]> files = pictures.some(step.size());
    try {
      owner.upload(set.id, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    String digest = owner.digest(set.id);
    assertThat(digest).as("digest after pictures were added").isNotEqualTo(set.content.digest());
    set.content = set.content.with(digest, Pictures.hashes(files));
    return "add %d pictures to %s".formatted(step.size(), set);
  }

  String share(Step step) {
    ModelSet set = pick(model.active(), step);
    String role = step.isOdd() ? "viewer" : "editor";
    Answer answer = owner.client().put(share(set), Map.of("role", role));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    set.friendRole = role;
    return "share %s with a friend as %s".formatted(set, role);
  }

  String unshare(Step step) {
    ModelSet set = pick(model.active(), step);
    int status = owner.client().delete(share(set)).status();
    assertThat(status).isEqualTo(set.friendRole == null ? 404 : 204);
    set.friendRole = null;
    return "unshare " + set;
  }

  private String share(ModelSet set) {
    return "/api/datasets/%s/shares/%s".formatted(set.id, friend.user().username());
  }
}
