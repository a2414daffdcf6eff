package io.granary.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.cdk.Policies.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every function runs in the network, so an endpoint's policy cuts what the functions' roles may
 * do.
 */
final class NetworkStackTest {
  private static final Synthesized MADE = Synthesized.byDefault();

  private record Right(String action, String resource) {}

  @Test
  void theEndpointOfS3LetsThroughAllThatRolesMayDo() {
    List<Right> allowed = rights(endpoint(".s3"), "s3:").toList();
    assertThat(ofRoles("s3:"))
        .anyMatch(right -> right.resource().contains("granary-backups-"))
        .allSatisfy(right -> assertThat(allowed).anyMatch(each -> covers(each, right)));
  }

  @Test
  void theEndpointOfDynamoDbLetsThroughAllThatRolesMayDo() {
    List<Right> allowed = rights(endpoint(".dynamodb"), "dynamodb:").toList();
    assertThat(ofRoles("dynamodb:"))
        .isNotEmpty()
        .allSatisfy(right -> assertThat(allowed).anyMatch(each -> covers(each, right)));
  }

  private static List<Statement> endpoint(String service) {
    List<JsonNode> found =
        MADE.resources("AWS::EC2::VPCEndpoint").stream()
            .filter(each -> Policies.text(each.at("/Properties/ServiceName")).endsWith(service))
            .toList();
    assertThat(found).hasSize(1);
    return Policies.statements(found.getFirst());
  }

  /** Boundaries grant nothing. */
  private static List<Right> ofRoles(String service) {
    return Policies.of(MADE).roles().entrySet().stream()
        .filter(role -> !role.getKey().startsWith("guard/"))
        .flatMap(role -> rights(role.getValue(), service))
        .distinct()
        .toList();
  }

  private static Stream<Right> rights(List<Statement> statements, String service) {
    return statements.stream()
        .filter(statement -> statement.effect().equals("Allow"))
        .flatMap(
            statement ->
                statement.actions().stream()
                    .filter(action -> action.startsWith(service))
                    .flatMap(
                        action ->
                            statement.resources().stream()
                                .map(resource -> new Right(action, resource))));
  }

  private static boolean covers(Right allowed, Right right) {
    String resource = allowed.resource();
    return allowed.action().equals(right.action())
        && (resource.equals(right.resource())
            || resource.endsWith("*")
                && right.resource().startsWith(resource.substring(0, resource.length() - 1)));
  }
}
