package io.granary.warehouse.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The message {@code tfx.proto.Output} as JSON: how TFX divides rows by a hash of its own. */
final class TfxOutput {
  private TfxOutput() {}

  /** Adds what is wrong with it beside an Input of so many splits. */
  static void check(JsonNode output, int inputSplits, List<String> problems) {
    TfxInput.checkFields("/output", output, Set.of("split_config"), problems);
    JsonNode config = output.path("split_config");
    if (config.isMissingNode()) {
      return;
    }
    String at = "/output/split_config";
    TfxInput.checkFields(at, config, Set.of("splits", "partition_feature_name"), problems);
    if (inputSplits > 1) {
      problems.add(at + " divides by hash what the queries have divided already");
    }
    Set<String> names = new HashSet<>();
    JsonNode splits = config.path("splits");
    for (int i = 0; i < splits.size(); i++) {
      String one = at + "/splits/" + i;
      TfxInput.checkFields(one, splits.get(i), Set.of("name", "hash_buckets"), problems);
      TfxInput.checkName(one + "/name", splits.get(i).path("name"), names, problems);
      JsonNode buckets = splits.get(i).path("hash_buckets");
      if (!buckets.canConvertToInt() || buckets.asInt() < 1) {
        problems.add(one + "/hash_buckets must be a whole number from 1");
      }
    }
    if (!names.containsAll(Set.of("train", "eval"))) {
      problems.add(at + "/splits must have train and eval");
    }
  }
}
