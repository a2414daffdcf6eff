package io.granary.simulator;

import java.time.Duration;
import java.util.List;

/**
 * What people do in a world, and what must come of it.
 *
 * @param drops what is put into the drop folder
 * @param strays bodies of messages that no function can read
 * @param deeds what somebody asks of the API meanwhile
 */
record Scenario(List<Drop> drops, List<String> strays, List<Deed> deeds) {
  /** The users that there are. */
  static final List<String> USERS = List.of("ada", "bob");

  /** A name that every user has a dataset of already. */
  static final String TAKEN = "taken";

  /**
   * An object under one key, written once or more often, or a folder.
   *
   * @param key of the object, or of the folder without a slash at its end
   */
  record Drop(String key, List<Write> writes, Expected expected) {
    private static final List<String> ARCHIVES = List.of(".zip", ".tar", ".tar.gz");

    /** An object that is written once. */
    static Drop once(String key, Duration at, byte[] bytes, Expected expected) {
      return new Drop(key, List.of(new Write(at, key, bytes)), expected);
    }

    String user() {
      return key.split("/", -1)[1];
    }

    String file() {
      return key.substring(key.lastIndexOf('/') + 1);
    }

    /** The name of its dataset. */
    String name() {
      return ARCHIVES.stream()
          .filter(file()::endsWith)
          .findFirst()
          .map(extension -> file().substring(0, file().length() - extension.length()))
          .orElse(file());
    }

    boolean isFolder() {
      return file().equals(name());
    }

    String resultKey() {
      return key + ".result.json";
    }
  }

  /** A write of an object. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares writes.
  record Write(Duration at, String key, byte[] bytes) {}

  /** Somebody cancels the newest job of a drop's dataset. */
  record Deed(Duration at, Drop drop) {}

  /** Drops, and nothing else. */
  static Scenario of(List<Drop> drops) {
    return new Scenario(drops, List.of(), List.of());
  }

  boolean isCancelled(Drop drop) {
    return deeds.stream().anyMatch(deed -> deed.drop().equals(drop));
  }
}
