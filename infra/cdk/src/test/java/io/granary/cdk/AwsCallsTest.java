package io.granary.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.granary.api.Deployed;
import io.granary.cdk.Policies.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What functions asked of AWS while they were tested, beside what their roles may do: nothing is
 * missing, and nothing is granted that no test needed, but for a few that are listed with their
 * reason.
 */
final class AwsCallsTest {
  private static final Path CALLS = Path.of(System.getProperty("granary.root"), "target/aws-calls");

  /** Operations of the SDK that IAM knows by another name. */
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("S3 HeadObject", "s3:GetObject"),
          Map.entry("S3 CreateMultipartUpload", "s3:PutObject"),
          Map.entry("S3 UploadPart", "s3:PutObject"),
          Map.entry("S3 UploadPartCopy", "s3:PutObject"),
          Map.entry("S3 CompleteMultipartUpload", "s3:PutObject"),
          Map.entry("S3 CopyObject", "s3:PutObject"),
          Map.entry("S3 DeleteObjects", "s3:DeleteObject"),
          Map.entry("S3 ListParts", "s3:ListMultipartUploadParts"),
          Map.entry("Sqs SendMessageBatch", "sqs:SendMessage"),
          Map.entry("EventBridge PutEvents", "events:PutEvents"));

  /** Granted, and no test of a single function needs it. */
  private static final Map<String, String> UNUSED =
      Map.ofEntries(
          Map.entry("s3:AbortMultipartUpload", "Only when a large object breaks half-way."),
          Map.entry("s3:ListBucket", "Never asked by itself: it makes S3 say 404 in place of 403."),
          Map.entry(
              "s3:ListBucketMultipartUploads",
              "Asked of every backup; what is listed is not noted."),
          Map.entry("sqs:ChangeMessageVisibility", "When a message fails; GivenBackTest has one."),
          Map.entry(
              "ingest-part: s3:GetObject on s3:::granary-data-<AccountId>-<Region>/raw/*",
              "When a connection breaks while it writes, and it asks whether the object is there."),
          Map.entry(
              "granary-schedules-dead",
              "Lambda leaves there what a call of the clock could not do."),
          Map.entry(
              "sqs:GetQueueUrl",
              "Asked once in each process, which is once for all functions of a test."),
          Map.entry(
              "sts:AssumeRole",
              "There is no role on a laptop; DropSessionsTest takes one on by HTTP."),
          Map.entry("dynamodb:", "A function's own records: all four verbs of their prefix."),
          Map.entry("answers/", "The edge's own, for every GET; EdgeTest has answers over 5 MB."),
          Map.entry(
              "idempotency#", "The edge's own, for every POST; EdgeTest has requests sent twice."));

  /** Done by Lambda or the database's driver, not by the SDK. */
  private static final Set<String> NOT_BY_THE_SDK =
      Set.of("logs", "ec2", "xray", "rds-db", "secretsmanager");

  private static final Set<String> BY_LAMBDA =
      Set.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");

  private static final Policies POLICIES = Policies.of(Synthesized.byDefault());
  private static final List<Call> SEEN = new ArrayList<>();

  /**
   * A call, in IAM's words.
   *
   * @param target a prefix of the bucket, the beginning of a record's key, or the name of a queue
   */
  private record Call(String function, String action, String target) {
    boolean isAllowedBy(Statement statement) {
      return statement.effect().equals("Allow")
          && statement.actions().contains(action)
          && switch (action.substring(0, action.indexOf(':'))) {
            case "s3" ->
                statement.resources().stream().anyMatch(r -> r.endsWith("/" + target + "*"));
            case "dynamodb" -> statement.condition().contains(" " + target + "*");
            case "sqs" ->
                statement.resources().stream()
                    .anyMatch(r -> target.endsWith(r.substring(r.lastIndexOf("granary-") + 7)));
            default -> true;
          };
    }
  }

  @BeforeAll
  static void readWhatTheTestsHaveNoted() throws IOException {
    assumeTrue(
        Files.isDirectory(CALLS), "Skipped: the tests of the functions have not run in this build");
    try (Stream<Path> files = Files.list(CALLS)) {
      for (Path file : files.toList()) {
        for (String line : new TreeSet<>(Files.readAllLines(file))) {
          addCall(line.split("\t"));
        }
      }
    }
  }

  private static void addCall(String[] line) {
    // What signs links writes the name of its service small.
    String operation = (line[1].equals("s3") ? "S3" : line[1]) + " " + line[2];
    String service = line[1].equals("DynamoDb") ? "dynamodb" : line[1].toLowerCase(Locale.ROOT);
    String target = line[3];
    if (target.startsWith("from ")) {
      SEEN.add(new Call(line[0], "s3:GetObject", target.substring(5)));
    } else {
      SEEN.add(new Call(line[0], ACTIONS.getOrDefault(operation, service + ":" + line[2]), target));
    }
  }

  @Test
  void everyCallIsAllowedToItsFunction() {
    Map<String, Deployed> functions =
        Synthesized.real().stream().collect(Collectors.toMap(Deployed::name, f -> f));
    List<Call> refused =
        SEEN.stream()
            .filter(call -> functions.containsKey(call.function()))
            .filter(
                call ->
                    POLICIES
                        .ofFunction(functions.get(call.function()).family(), call.function())
                        .stream()
                        .noneMatch(call::isAllowedBy))
            .toList();
    assertThat(refused)
        .as("The class must say that it reads, writes, deletes, sends or keeps this")
        .isEmpty();
  }

  @Test
  void everyRightIsUsedByTheTestsOfItsFunction() {
    List<String> unused = new ArrayList<>();
    for (Deployed function : Synthesized.real()) {
      for (Statement statement : POLICIES.ofFunction(function.family(), function.name())) {
        if (statement.effect().equals("Allow")) {
          addUnused(function, statement, unused);
        }
      }
    }
    assertThat(unused).as("The class says more than its tests have needed").isEmpty();
  }

  private static void addUnused(Deployed function, Statement statement, List<String> unused) {
    for (String action : statement.actions()) {
      if (NOT_BY_THE_SDK.contains(action.substring(0, action.indexOf(':')))
          || BY_LAMBDA.contains(action)) {
        continue;
      }
      for (String resource : statement.resources()) {
        var one = new Statement("Allow", List.of(action), List.of(resource), statement.condition());
        boolean used =
            SEEN.stream()
                .anyMatch(call -> call.function().equals(function.name()) && call.isAllowedBy(one));
        String line =
            "%s: %s on %s %s".formatted(function.name(), action, resource, statement.condition());
        if (!used && UNUSED.keySet().stream().noneMatch(line::contains)) {
          unused.add(line);
        }
      }
    }
  }
}
