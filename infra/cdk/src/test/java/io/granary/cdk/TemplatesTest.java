package io.granary.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Deployed;
import io.granary.api.QueueFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What stands in the templates of the usual installation. */
final class TemplatesTest {
  private static final Synthesized MADE = Synthesized.byDefault();

  @Test
  void everyFunctionIsDeployedAsItsClassSays() {
    Map<String, JsonNode> functions =
        MADE.resources("AWS::Lambda::Function").stream()
            .map(resource -> resource.get("Properties"))
            .collect(Collectors.toMap(p -> p.get("FunctionName").asText(), p -> p));
    assertThat(functions).hasSize(Synthesized.real().size());
    for (Deployed deployed : Synthesized.real()) {
      JsonNode function = functions.get("granary-" + deployed.name());
      assertThat(function.get("Runtime").asText()).isEqualTo("java25");
      assertThat(function.get("Handler").asText()).startsWith(deployed.handler());
      assertThat(function.get("MemorySize").asInt()).isEqualTo(deployed.declared().memoryMb());
      assertThat(function.get("Timeout").asInt()).isEqualTo(deployed.declared().timeoutSeconds());
      assertThat(function.at("/Environment/Variables/GRANARY_FUNCTION").asText())
          .isEqualTo(deployed.name());
      assertThat(function.at("/SnapStart/ApplyOn").asText())
          .isEqualTo(deployed.declared().snapStart() ? "PublishedVersions" : "");
      assertThat(function.at("/VpcConfig/SubnetIds")).hasSize(2);
      assertThat(function.get("Environment").toString().length())
          .as("The environment of %s, of which Lambda takes 4 KB", deployed.name())
          .isLessThan(4096);
    }
  }

  @Test
  void everyOperationHasItsRouteAndNoOtherIsThere() {
    assertThat(MADE.resources("AWS::ApiGatewayV2::Route"))
        .extracting(route -> route.at("/Properties/RouteKey").asText())
        .containsExactlyInAnyOrderElementsOf(
            Synthesized.real().stream()
                .filter(f -> f.operation().isPresent())
                .map(Deployed::trigger)
                .toList());
  }

  @Test
  void aRouteMayCallItsOwnFunctionAlone() {
    List<JsonNode> permissions = MADE.resources("AWS::Lambda::Permission");
    assertThat(permissions).hasSize(MADE.resources("AWS::ApiGatewayV2::Route").size());
    assertThat(permissions)
        .extracting(permission -> Policies.text(permission.at("/Properties/SourceArn")))
        .doesNotHaveDuplicates()
        .allMatch(arn -> arn.matches("execute-api:.*/\\*/[A-Z]+/.+"));
  }

  @Test
  void everyQueueGivesUpWhereItsFunctionsDo() {
    for (Deployed deployed : Synthesized.real()) {
      deployed
          .queue()
          .ifPresent(
              name -> {
                JsonNode queue = queue("granary-" + name);
                assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt())
                    .isEqualTo(QueueFunction.MAX_RECEIVES);
                assertThat(queue.get("VisibilityTimeout").asInt())
                    .isEqualTo(deployed.declared().timeoutSeconds() * 6);
                assertThat(queue("granary-" + name + "-dead")).isNotNull();
              });
    }
    assertThat(MADE.resources("AWS::Lambda::EventSourceMapping"))
        .hasSize((int) Synthesized.real().stream().filter(f -> f.queue().isPresent()).count())
        .allMatch(
            mapping ->
                mapping
                        .at("/Properties/FunctionResponseTypes/0")
                        .asText()
                        .equals("ReportBatchItemFailures")
                    && mapping.at("/Properties/ScalingConfig/MaximumConcurrency").asInt() >= 2);
  }

  @Test
  void everyQueueThatIsSentToIsThere() {
    assertThat(Synthesized.real().stream().flatMap(f -> f.rights().sends().stream()).distinct())
        .isNotEmpty()
        .allMatch(name -> queue("granary-" + name) != null);
  }

  @Test
  void dropsWakeTheIngest() {
    JsonNode data = bucket("data");
    JsonNode notification = data.at("/NotificationConfiguration/QueueConfigurations/0");
    assertThat(notification.get("Event").asText()).isEqualTo("s3:ObjectCreated:*");
    assertThat(notification.at("/Filter/S3Key/Rules/0/Value").asText()).isEqualTo("drop/");
    assertThat(MADE.template("stores").toString()).contains("aws:SourceAccount");
  }

  @Test
  void bucketsAreClosedAndTidyThemselves() {
    for (String name : List.of("data", "backups", "logs")) {
      JsonNode bucket = bucket(name);
      assertThat(bucket.at("/PublicAccessBlockConfiguration/RestrictPublicBuckets").asBoolean())
          .isTrue();
      assertThat(bucket.has("BucketEncryption")).isTrue();
      assertThat(bucket.at("/LifecycleConfiguration/Rules").toString())
          .contains("AbortIncompleteMultipartUpload");
    }
    assertThat(bucket("data").at("/LifecycleConfiguration/Rules").toString())
        .contains("uploads/", "answers/")
        .doesNotContain("raw/", "drop/");
    assertThat(
            bucket("data")
                .at("/LifecycleConfiguration/Rules")
                .findPath("DaysAfterInitiation")
                .asInt())
        .as("longer than an upload takes parts")
        .isEqualTo(8);
    assertThat(bucket("data").has("VersioningConfiguration")).isFalse();
    assertThat(bucket("backups").at("/VersioningConfiguration/Status").asText())
        .isEqualTo("Enabled");
  }

  @Test
  void everyFunctionHasItsLogAndItsAlarms() {
    int functions = Synthesized.real().size();
    assertThat(MADE.resources("AWS::Logs::LogGroup"))
        .allMatch(group -> group.get("Properties").has("RetentionInDays"));
    assertThat(alarmsOn("Errors")).hasSize(functions);
    assertThat(alarmsOn("Throttles")).hasSize(functions);
    assertThat(alarmsOn("5xx")).hasSize(1);
    assertThat(alarmsOn("ApproximateAgeOfOldestMessage")).hasSize(6);
    assertThat(MADE.resources("AWS::CloudWatch::Alarm"))
        .allMatch(alarm -> alarm.at("/Properties/AlarmActions").size() == 1);
  }

  @Test
  void theApiIsThrottledAndLogsEveryCallAsJson() {
    JsonNode stage = MADE.resources("AWS::ApiGatewayV2::Stage").getFirst().get("Properties");
    assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt()).isEqualTo(500);
    assertThat(stage.at("/AccessLogSettings/Format").asText())
        .startsWith("{\"requestId\":\"$context.requestId\"")
        .doesNotContain("authorization");
  }

  @Test
  void nothingInTheTemplatesIsASecret() {
    assertThat(MADE.resources("AWS::SecretsManager::Secret"))
        .hasSize(4)
        .allMatch(secret -> !secret.get("Properties").has("SecretString"));
    assertThat(MADE.templates().values().toString())
        .doesNotContain("MasterUserPassword\":\"", "PRIVATE KEY");
    JsonNode cluster = MADE.resources("AWS::RDS::DBCluster").getFirst().get("Properties");
    assertThat(cluster.get("ManageMasterUserPassword").asBoolean()).isTrue();
    assertThat(cluster.get("EnableIAMDatabaseAuthentication").asBoolean()).isTrue();
  }

  @Test
  void functionsAreGivenSettingsThatTheyKnow() throws IOException {
    String table = Files.readString(Path.of(System.getProperty("granary.root"), "infra/README.md"));
    for (JsonNode function : MADE.resources("AWS::Lambda::Function")) {
      function
          .at("/Properties/Environment/Variables")
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (name.startsWith("GRANARY_")) {
                  assertThat(table).contains("`%s`".formatted(name));
                }
              });
    }
  }

  @Test
  void everythingSaysWhichInstallationItBelongsTo() {
    assertThat(MADE.resources("AWS::Lambda::Function"))
        .allMatch(
            function ->
                StreamSupport.stream(function.at("/Properties/Tags").spliterator(), false)
                    .anyMatch(tag -> tag.get("Key").asText().equals("granary:installation")));
  }

  @Test
  void noStackComesNearTheMostThatCloudFormationTakes() {
    MADE.templates()
        .forEach(
            (part, template) ->
                assertThat(template.get("Resources").size()).as(part).isLessThan(450));
  }

  private static JsonNode queue(String name) {
    return MADE.resources("AWS::SQS::Queue").stream()
        .map(queue -> queue.get("Properties"))
        .filter(queue -> queue.get("QueueName").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No queue " + name));
  }

  private static JsonNode bucket(String name) {
    return MADE.resources("AWS::S3::Bucket").stream()
        .map(bucket -> bucket.get("Properties"))
        .filter(bucket -> Policies.text(bucket.get("BucketName")).startsWith("granary-" + name))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> alarmsOn(String metric) {
    return MADE.resources("AWS::CloudWatch::Alarm").stream()
        .filter(alarm -> alarm.at("/Properties/MetricName").asText().equals(metric))
        .toList();
  }
}
