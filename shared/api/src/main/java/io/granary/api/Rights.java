package io.granary.api;

import io.granary.api.LambdaFunction.Use;
import io.granary.storage.ObjectKeys;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a function may reach besides its logs and the database: what its class says, and what the
 * edge needs in front of it.
 *
 * @param reads prefixes of the data bucket
 * @param writes prefixes of the data bucket
 * @param deletes prefixes of the data bucket
 * @param sends names of queues without the installation's prefix
 * @param records in the table
 */
public record Rights(
    List<String> reads,
    List<String> writes,
    List<String> deletes,
    List<String> sends,
    List<Records> records,
    Set<Use> uses) {
  public Rights {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    deletes = List.copyOf(deletes);
    sends = List.copyOf(sends);
    records = List.copyOf(records);
    uses = Set.copyOf(uses);
  }

  /** What is done with a record of the table. */
  public enum Verb {
    GET,
    PUT,
    UPDATE,
    DELETE
  }

  /**
   * Records of the table.
   *
   * @param keys what their keys begin with
   */
  public record Records(String keys, Set<Verb> verbs) {
    public Records {
      verbs = Set.copyOf(verbs);
    }
  }

  static Rights of(Deployed deployed) {
    LambdaFunction declared = deployed.declared();
    List<String> reads = new ArrayList<>(List.of(declared.reads()));
    List<String> writes = new ArrayList<>(List.of(declared.writes()));
    List<Records> records = new ArrayList<>();
    for (String keys : declared.keeps()) {
      records.add(new Records(keys, EnumSet.allOf(Verb.class)));
    }
    deployed.operation().ifPresent(operation -> addEdge(operation, reads, writes, records));
    Set<Use> uses = EnumSet.noneOf(Use.class);
    uses.addAll(List.of(declared.uses()));
    return new Rights(
        reads, writes, List.of(declared.deletes()), List.of(declared.sends()), records, uses);
  }

  private static void addEdge(
      Operation operation, List<String> reads, List<String> writes, List<Records> records) {
    if (operation.access() != Access.PUBLIC) {
      records.add(new Records(RateLimits.KEYS, EnumSet.of(Verb.UPDATE)));
    }
    if (operation.takesIdempotencyKey()) {
      records.add(new Records(Idempotency.KEYS, EnumSet.of(Verb.GET, Verb.PUT, Verb.DELETE)));
    }
    if (operation.successes().stream().anyMatch(success -> success.status() == 303)) {
      reads.add(ObjectKeys.ANSWERS);
      writes.add(ObjectKeys.ANSWERS);
    }
  }
}
