package io.granary.database.dependants;

import io.granary.database.BackupTable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * One kind of thing that hangs on datasets. Whoever adds a table or a prefix of the data bucket
 * that refers to datasets names it in one of these, in {@link Dependants}; a test fails until it
 * is.
 */
public interface Dependant {
  /** The most that are named one by one. */
  int MOST_NAMED = 100;

  /** One of them. */
  record Item(UUID id, String name) {}

  /**
   * How many there are.
   *
   * @param first the first {@value Dependant#MOST_NAMED}
   */
  record Found(long count, List<Item> first) {
    /** Nothing. */
    public static final Found NONE = new Found(0, List.of());

    public Found {
      first = List.copyOf(first);
    }
  }

  /**
   * Why a dataset should not be deleted, or what else happens when it is.
   *
   * @param ids what it is about; at most {@value Dependant#MOST_NAMED}
   */
  record Finding(String code, String detail, List<UUID> ids) {
    public Finding {
      ids = List.copyOf(ids);
    }
  }

  /** In the plural, as the impact of a deletion has it. */
  String name();

  /** The tables whose rows it answers for. */
  Set<String> tables();

  /** The prefixes of the data bucket whose objects it answers for. */
  default Set<String> prefixes() {
    return Set.of();
  }

  /** What people are told of before they delete; at most counts that are small or kept. */
  default Found find(Handle handle, UUID dataset) {
    return Found.NONE;
  }

  /** What forbids a deletion. */
  default List<Finding> blockers(Handle handle, UUID dataset) {
    return List.of();
  }

  /** What a deletion does to others. */
  default List<Finding> warnings(Handle handle, UUID dataset) {
    return List.of();
  }

  /** What the trash takes besides that nobody sees the dataset; within its transaction. */
  default void hide(Handle handle, UUID dataset) {}

  /** The way back; within the transaction of the restore. */
  default void restore(Handle handle, UUID dataset) {}

  /**
   * Removes rows for good, a batch at a time.
   *
   * @param most about how many at once
   * @return how many rows went; 0 when none is left to remove
   */
  default long remove(Handle handle, UUID dataset, int most) {
    return 0;
  }

  /** Why rows outlive their dataset; empty when they do not. */
  default String keptBecause() {
    return "";
  }

  /** What backups have of it as rows. */
  default List<BackupTable> backup() {
    return List.of();
  }
}
