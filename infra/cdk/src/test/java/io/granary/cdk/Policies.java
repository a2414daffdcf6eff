package io.granary.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What every role may do, read from the templates.
 *
 * @param roles statements by the role's place, such as {@code jobs/cancel-job}
 */
record Policies(Map<String, List<Statement>> roles) {
  private static final Pattern FUNCTION = Pattern.compile("^(?!guard/)[a-z]+/granary-(?!drop)");

  /** How many statements come first that are the same for all functions but for their names. */
  private static final int PLATFORM = 4;

  /**
   * A statement of a policy in words.
   *
   * @param condition empty when there is none
   */
  record Statement(String effect, List<String> actions, List<String> resources, String condition) {
    @Override
    public String toString() {
      return "%s %s%n      on %s%s"
          .formatted(
              effect.equals("Allow") ? "may" : "must not",
              String.join(", ", actions),
              String.join("%n         ".formatted(), resources),
              condition.isEmpty() ? "" : "%n      if %s".formatted(condition));
    }
  }

  static Policies of(Synthesized synthesized) {
    Map<String, List<Statement>> roles = new TreeMap<>();
    for (String part : synthesized.templates().keySet()) {
      for (String type : List.of("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
        synthesized
            .resources(part, type)
            .forEach(
                (id, resource) -> roles.put(part + "/" + name(id, resource), statements(resource)));
      }
    }
    return new Policies(roles);
  }

  /** The statements of a function's role. */
  List<Statement> ofFunction(String family, String function) {
    List<Statement> statements = roles.get(family + "/granary-" + function);
    if (statements == null) {
      throw new AssertionError("No role of " + function + " among " + roles.keySet());
    }
    return statements;
  }

  /** What all functions share stands once, at the top. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    List<String> common =
        platform(roles.keySet().stream().filter(FUNCTION.asPredicate()).findFirst().orElseThrow());
    text.append("every function\n");
    common.forEach(statement -> text.append("  ").append(statement).append('\n'));
    roles.forEach(
        (role, statements) -> {
          boolean isCommon = FUNCTION.asPredicate().test(role) && platform(role).equals(common);
          text.append('\n').append(role).append('\n');
          statements.stream()
              .skip(isCommon ? PLATFORM : 0)
              .forEach(statement -> text.append("  ").append(statement).append('\n'));
        });
    return text.toString();
  }

  private List<String> platform(String role) {
    String name = role.substring(role.indexOf("/granary-") + "/granary-".length());
    return roles.get(role).stream()
        .limit(PLATFORM)
        .map(s -> s.toString().replace(name, "{name}"))
        .toList();
  }

  private static String name(String id, JsonNode resource) {
    JsonNode properties = resource.get("Properties");
    JsonNode name =
        properties.has("RoleName")
            ? properties.get("RoleName")
            : properties.get("ManagedPolicyName");
    return name == null ? id : text(name).replace("-<Region>", "");
  }

  /** What a resource says in its policies. */
  static List<Statement> statements(JsonNode resource) {
    List<Statement> statements = new ArrayList<>();
    JsonNode properties = resource.get("Properties");
    for (JsonNode policy : properties.path("Policies")) {
      policy.get("PolicyDocument").get("Statement").forEach(s -> statements.add(statement(s)));
    }
    properties.path("PolicyDocument").path("Statement").forEach(s -> statements.add(statement(s)));
    return statements;
  }

  private static Statement statement(JsonNode statement) {
    Map<String, String> conditions = new LinkedHashMap<>();
    statement
        .path("Condition")
        .properties()
        .forEach(
            operator ->
                operator
                    .getValue()
                    .properties()
                    .forEach(
                        key ->
                            conditions.put(
                                key.getKey() + " " + operator.getKey(),
                                String.join(" ", texts(key.getValue())))));
    return new Statement(
        statement.get("Effect").asText(),
        texts(statement.get("Action")),
        texts(statement.get("Resource")),
        conditions.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining("; ")));
  }

  private static List<String> texts(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).map(Policies::text).toList()
        : List.of(text(node));
  }

  /** A value with what only CloudFormation knows named in angle brackets. */
  static String text(JsonNode node) {
    if (!node.isObject()) {
      return node.asText();
    }
    String function = node.fieldNames().next();
    JsonNode value = node.get(function);
    return switch (function) {
      case "Ref" -> "<" + value.asText().replace("AWS::", "") + ">";
      case "Fn::Join" ->
          StreamSupport.stream(value.get(1).spliterator(), false)
              .map(Policies::text)
              .collect(Collectors.joining(value.get(0).asText()))
              .replace("arn:<Partition>:", "")
              .replace("<Region>:<AccountId>:", "");
      case "Fn::GetAtt" -> "<" + value.get(0).asText() + "." + value.get(1).asText() + ">";
      case "Fn::ImportValue" ->
          "<" + value.asText().replaceAll(".*:ExportsOutput(Ref|FnGetAtt)", "") + ">";
      case "Fn::Select" -> text(value.get(1));
      case "Fn::Split" -> text(value.get(1));
      default -> node.toString();
    };
  }
}
