package io.granary.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Access;
import io.granary.api.Deployed;
import io.granary.api.Operation;
import io.granary.api.Operation.Success;
import io.granary.json.Json;
import java.util.Optional;

/** One operation: what it is for, what it takes, what it answers. */
final class OperationPart {
  private final Javadocs docs;
  private final Schemas schemas;
  private final ParameterPart parameters;
  private final ProblemPart problems;

  OperationPart(Javadocs docs, Schemas schemas, ParameterPart parameters, ProblemPart problems) {
    this.docs = docs;
    this.schemas = schemas;
    this.parameters = parameters;
    this.problems = problems;
  }

  /** The family that an operation belongs to. */
  static String tag(Operation operation) {
    return new Deployed(operation.function()).family();
  }

  ObjectNode of(Operation operation) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("operationId", operation.name());
    node.putArray("tags").add(tag(operation));
    Optional<Javadocs.Comment> comment = docs.of(operation.function());
    node.put("summary", comment.map(Javadocs.Comment::summary).orElse(""));
    String rest = comment.map(Javadocs.Comment::rest).orElse("");
    node.put("description", (rest + "\n\n" + callers(operation.access())).strip());
    ArrayNode security = node.putArray("security");
    if (operation.access() != Access.PUBLIC) {
      security.addObject().putArray("bearer");
    }
    ArrayNode taken = parameters.of(operation);
    if (!taken.isEmpty()) {
      node.set("parameters", taken);
    }
    operation.body().ifPresent(type -> node.set("requestBody", body(operation, type)));
    ObjectNode responses = node.putObject("responses");
    for (Success success : operation.successes()) {
      responses.set(String.valueOf(success.status()), answer(operation, success));
    }
    problems.addTo(responses, operation);
    return node;
  }

  private ObjectNode body(Operation operation, Class<?> type) {
    ObjectNode body = Json.mapper().createObjectNode();
    ObjectNode schema = schemas.request(type);
    // Where all fields are optional an empty body is an object without fields.
    body.put("required", schemas.hasRequired(type));
    body.putObject("content").putObject(operation.declared().consumes()).set("schema", schema);
    return body;
  }

  private ObjectNode answer(Operation operation, Success success) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.put(
        "description",
        switch (success.status()) {
          case 201 -> "It was made; `Location` says where it is.";
          case 202 -> "It goes on; the job says how far it is.";
          case 204 -> "It is done.";
          case 302 -> "`Location` leads to the bytes.";
          case 303 -> "It is larger than the gateway lets through; `Location` leads to it.";
          case 304 -> "It is as the `If-None-Match` of the request says.";
          default -> "It is done; this is what there is now.";
        });
    answer.set("headers", Headers.of(Headers.onSuccess(operation, success)));
    if (success.body() != null) {
      answer
          .putObject("content")
          .putObject(operation.route().produces())
          .set("schema", schemas.response(success.body()));
    }
    return answer;
  }

  private static String callers(Access access) {
    String name = access.name();
    if (access == Access.PUBLIC) {
      return "Everybody may call it, without a token.";
    }
    if (access == Access.ADMIN) {
      return "It takes the role admin.";
    }
    if (access == Access.MODEL_OWNER) {
      return "Only the owner of the model may call it.";
    }
    if (access == Access.JOB_VIEWER || access == Access.JOB_EDITOR) {
      return "Whoever started the job may call it, and who has the role %s on its dataset."
          .formatted(access == Access.JOB_VIEWER ? "viewer" : "editor");
    }
    return switch (name.substring(name.lastIndexOf('_') + 1)) {
      case "VIEWER" -> "It takes the role viewer on the dataset that this belongs to.";
      case "EDITOR" -> "It takes the role editor on the dataset that this belongs to.";
      case "OWNER" -> "Only the owner of the dataset may call it.";
      default -> "Everybody with a token may call it.";
    };
  }
}
