package io.granary.local.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dataset as it must be. */
final class ModelSet {
  final UUID id;
  String name;
  Content content;

  /** What the friend of its owner may do; null when nothing. */
  @Nullable String friendRole;

  boolean isInTrash;
  boolean isExpired;

  ModelSet(UUID id, String name, Content content) {
    this.id = id;
    this.name = name;
    this.content = content;
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(name, id);
  }
}
