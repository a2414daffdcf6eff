package io.granary.formats.yaml;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * YAML as nodes, of which nothing is constructed: no tag makes an object, and a class named {@code
 * no} keeps its name. Depth and aliases are bounded.
 */
public final class YamlNodes {
  /** Characters of a text; longer ones are refused. */
  private static final int MOST_CHARACTERS = 1 << 20;

  private static final int MOST_DEPTH = 20;
  private static final int MOST_ALIASES = 20;

  private YamlNodes() {}

  /**
   * The only document of a text; null when it is empty. An alias may be of a node that it is in:
   * who follows nodes must remember where it has been.
   *
   * @throws YAMLException when it is no YAML, too long or too deep
   */
  public static @Nullable Node compose(String text) {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(MOST_DEPTH);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setAllowRecursiveKeys(false);
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setProcessComments(false);
    var dumping = new DumperOptions();
    var yaml = new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options);
    try {
      return yaml.compose(new StringReader(text));
    } catch (IllegalArgumentException e) {
      // SnakeYAML lets numbers through that are no characters, such as \U99999999.
      throw new YAMLException("An escape that is no character", e);
    }
  }

  /** The fields of a mapping by their keys as texts; of equal keys the last counts. */
  public static Map<String, Node> fields(MappingNode mapping) {
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      text(tuple.getKeyNode()).ifPresent(key -> fields.put(key, tuple.getValueNode()));
    }
    return fields;
  }

  public static List<Node> items(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
  }

  /** The text of a scalar as it is written; empty for null and for anything else. */
  public static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())
        ? Optional.of(scalar.getValue().replace("\0", ""))
        : Optional.empty();
  }

  /** A scalar as a list of one, a sequence of scalars as it is. */
  public static List<String> texts(Node node) {
    return node instanceof ScalarNode
        ? text(node).stream().toList()
        : items(node).stream().flatMap(item -> text(item).stream()).toList();
  }
}
