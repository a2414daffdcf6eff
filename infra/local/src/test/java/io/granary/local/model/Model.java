package io.granary.local.model;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** What must be there of one owner. */
final class Model {
  private final Map<UUID, ModelSet> sets = new LinkedHashMap<>();
  private final Map<UUID, ModelBackup> backups = new LinkedHashMap<>();
  final Set<UUID> expiredBackups = new HashSet<>();

  /** Datasets that were ever there. */
  final Set<UUID> seen = new HashSet<>();

  void add(ModelSet set) {
    sets.put(set.id, set);
    seen.add(set.id);
  }

  void remove(ModelSet set) {
    sets.remove(set.id);
  }

  /** Keeps a backup; the same may be given again. */
  void add(ModelBackup backup) {
    backups.put(backup.id(), backup);
  }

  void remove(ModelBackup backup) {
    backups.remove(backup.id());
    expiredBackups.remove(backup.id());
  }

  List<ModelSet> sets() {
    return List.copyOf(sets.values());
  }

  List<ModelSet> active() {
    return only(set -> !set.isInTrash);
  }

  List<ModelSet> trash() {
    return only(set -> set.isInTrash);
  }

  List<ModelSet> only(Predicate<ModelSet> condition) {
    return sets.values().stream().filter(condition).toList();
  }

  List<ModelBackup> backups() {
    return List.copyOf(backups.values());
  }

  boolean isTaken(String name) {
    return active().stream().anyMatch(set -> set.name.equals(name));
  }
}
