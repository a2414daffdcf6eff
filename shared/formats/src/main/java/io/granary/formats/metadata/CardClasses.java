package io.granary.formats.metadata;

import io.granary.formats.annotations.Content;
import io.granary.formats.csv.UnreadableTableException;
import io.granary.formats.csv.Utf8Text;
import io.granary.formats.yaml.YamlNodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The names that a dataset card of Hugging Face gives to numbered classes: the ClassLabel features
 * of dataset_info in the YAML at the head of README.md.
 */
final class CardClasses {
  private static final int LONGEST = 1 << 20;

  private final Map<String, List<String>> names = new HashMap<>();

  /** Aliases may lead to where one is, or many times to one place. */
  private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Reads a card; one without such names, or with broken YAML, gives none. */
  static CardClasses of(Content card) throws IOException {
    var classes = new CardClasses();
    try {
      classes.take(YamlNodes.compose(head(card)));
    } catch (UnreadableTableException | YAMLException _) {
      classes.names.clear();
    }
    return classes;
  }

  static CardClasses none() {
    return new CardClasses();
  }

  /** The name of a number in a field such as label or category; null when the card has none. */
  @Nullable String name(String field, String number) {
    List<String> list = names.get(field);
    int place = Integer.parseInt(number);
    return list == null || place >= list.size() || list.get(place).isEmpty()
        ? null
        : list.get(place);
  }

  /** The YAML between the first two lines of dashes. */
  private static String head(Content card) throws IOException {
    var yaml = new StringBuilder();
    try (var lines = new BufferedReader(Utf8Text.open(card))) {
      String first = lines.readLine();
      if (first == null || !first.strip().equals("---")) {
        return "";
      }
      for (String line = lines.readLine();
          line != null && !line.strip().equals("---");
          line = lines.readLine()) {
        yaml.append(line).append('\n');
        if (yaml.length() > LONGEST) {
          throw new UnreadableTableException("The card's head is too long");
        }
      }
      return yaml.toString();
    }
  }

  private void take(@Nullable Node card) {
    Node info = value(card, "dataset_info");
    List<Node> infos = info instanceof SequenceNode list ? list.getValue() : List.of();
    takeFeatures(value(info, "features"));
    infos.forEach(one -> takeFeatures(value(one, "features")));
  }

  private void takeFeatures(@Nullable Node features) {
    if (!(features instanceof SequenceNode list) || !visited.add(list)) {
      return;
    }
    for (Node feature : list.getValue()) {
      for (String kind : new String[] {"dtype", "sequence", "list", "struct"}) {
        Node type = value(feature, kind);
        Node labels = value(value(type, "class_label"), "names");
        if (labels != null) {
          names.putIfAbsent(text(value(feature, "name")), list(labels));
        }
        takeFeatures(type);
      }
    }
  }

  /** Names are a list, or a map of numbers, which are texts mostly. */
  private static List<String> list(Node names) {
    List<String> list = new ArrayList<>();
    if (names instanceof SequenceNode all) {
      all.getValue().forEach(name -> list.add(text(name)));
    } else if (names instanceof MappingNode map) {
      Map<String, String> byNumber = new HashMap<>();
      map.getValue().forEach(e -> byNumber.put(text(e.getKeyNode()), text(e.getValueNode())));
      while (list.size() < byNumber.size()) {
        list.add(byNumber.getOrDefault(Integer.toString(list.size()), ""));
      }
    }
    return list;
  }

  private static @Nullable Node value(@Nullable Node node, String key) {
    if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        if (text(entry.getKeyNode()).equals(key)) {
          return entry.getValueNode();
        }
      }
    }
    return null;
  }

  private static String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue().strip().replace("\0", "") : "";
  }
}
