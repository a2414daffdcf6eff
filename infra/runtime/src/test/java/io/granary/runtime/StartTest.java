package io.granary.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.AccessTokens;
import io.granary.api.Deployed;
import io.granary.api.GatewayFunction;
import io.granary.api.Route;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.runtime.LambdaProcess.Function;
import io.granary.runtime.LambdaProcess.Jvm;
import io.granary.runtime.RuntimeApi.Outcome;
import io.granary.testing.S3Events;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The deployables start under Lambda's runtime, and each function does what it is for. */
final class StartTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Path CHECKOUT = Path.of(System.getProperty("granary.root"));
  private static final int PATIENCE_SECONDS = 60;
  private static final int AT_ONCE = 2;

  @TempDir static Path folder;
  private static final Map<String, Deployable.Task> TASKS = new HashMap<>();
  private static String token = "";

  @BeforeAll
  static void unpack() throws IOException {
    for (Deployable deployable : Deployable.all(CHECKOUT)) {
      TASKS.put(deployable.family(), deployable.unpack(folder));
    }
    token = STACK.bean(AccessTokens.class).issue(STACK.user("ann").id());
  }

  /** From the route through the edge to the database and back. */
  @Test
  void anOperationOfEachFamilyAnswersItsRouteAndNoSiblings() throws Exception {
    inParallel(
        TASKS.keySet().stream().flatMap(family -> Functions.simple(family).stream()).toList(),
        operation -> {
          try (LambdaProcess process = start(operation)) {
            Outcome answer = await(process, request(operation));
            Outcome other = await(process, request(Functions.sibling(operation)));

            assertThat(status(answer)).as("%s: %s", operation.name(), answer).isEqualTo(200);
            assertThat(isRouteNotFound(other)).as("%s: %s", operation.name(), other).isTrue();
            assertThat(process.output().lines())
                .as("the log has one JSON object a line")
                .isNotEmpty()
                .allSatisfy(
                    line -> assertThat(Json.tree(line).path("level").asText()).isNotEmpty());
          }
        });
  }

  @Test
  void aMessageOfAQueueHasItsEffect() throws Exception {
    User owner = STACK.user("bea");
    String key = "drop/bea/cats.zip";
    STACK.objects().create(key, SampleCoco.zip(3), "application/zip");
    String event = Json.write(S3Events.created(STACK.objects().bucket(), key, "0001"));

    try (LambdaProcess process = start(Functions.named("ingest"))) {
      Outcome answer = await(process, Events.message(event));

      assertThat(answer.isError()).as("%s", answer).isFalse();
      assertThat(Json.tree(answer.body()).path("batchItemFailures").isEmpty()).isTrue();
    }
    List<String> names =
        STACK
            .bean(Jdbi.class)
            .withHandle(
                handle ->
                    handle
                        .createQuery("select name from datasets where owner_id = ?")
                        .bind(0, owner.id())
                        .mapTo(String.class)
                        .list());
    assertThat(names).containsExactly("cats");
  }

  /** All functions of a deployable, one after the other, each selected in a JVM of the family. */
  @Test
  void everyFunctionOfEveryDeployableStartsAndAnswers() throws Exception {
    inParallel(
        List.copyOf(TASKS.keySet()),
        family -> {
          Deployable.Task task = requireNonNull(TASKS.get(family));
          ZipFiles.putClass(Probe.class, task.root());
          var probe = new Function("probe", Probe.class.getName(), 1024, STACK.properties());
          try (LambdaProcess process = LambdaProcess.start(probe, task, Jvm.AS_MANAGED)) {
            for (Deployed function : Functions.of(family)) {
              // Setup answers to a link of CloudFormation: it has a test of its own.
              if (function.trigger().equals("deployment")) {
                continue;
              }
              answers(process, function);
            }
          }
        });
  }

  private static void answers(LambdaProcess process, Deployed function) throws Exception {
    String head = function.name() + "\n" + function.handler() + "\n";
    Outcome answer = await(process, head + event(function));
    assertThat(answer.isError()).as("%s: %s", function.name(), answer).isFalse();
    if (function.operation().isPresent()) {
      Outcome other = await(process, head + request(Functions.sibling(function)));
      assertThat(status(answer)).as("%s: %s", function.name(), answer).isLessThan(500);
      assertThat(isRouteNotFound(answer)).as("%s: %s", function.name(), answer).isFalse();
      assertThat(isRouteNotFound(other)).as("%s: %s", function.name(), other).isTrue();
    }
  }

  @Test
  void aFunctionThatIsNotThereFailsItsStart() throws Exception {
    var function =
        new Function("get-moon", GatewayFunction.class.getName(), 1024, STACK.properties());

    assertThat(failure("account", function))
        .contains("Cannot start the function get-moon: GRANARY_FUNCTION names none that is here");
  }

  @Test
  void aHandlerOfAnotherFunctionFailsItsStart() throws Exception {
    var function =
        new Function("ingest-part", Functions.named("ingest").handler(), 1024, STACK.properties());

    assertThat(failure("ingest", function)).contains("GRANARY_FUNCTION names none that is here");
  }

  @Test
  void aSettingThatIsMissingFailsTheStartAndIsNamed() throws Exception {
    Map<String, Object> settings = new HashMap<>(STACK.properties());
    settings.remove("granary.auth.issuer");
    settings.remove("granary.storage.bucket");
    var function = new Function("get-me", GatewayFunction.class.getName(), 1024, settings);

    assertThat(failure("account", function))
        .contains("not set: GRANARY_STORAGE_BUCKET, GRANARY_AUTH_ISSUER");
  }

  private static String failure(String family, Function function) throws Exception {
    Deployable.Task task = requireNonNull(TASKS.get(family));
    try (LambdaProcess process = LambdaProcess.start(function, task, Jvm.AS_MANAGED)) {
      return process.api().broken().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static LambdaProcess start(Deployed function) throws IOException {
    return LambdaProcess.start(
        new Function(
            function.name(),
            function.handler(),
            function.declared().memoryMb(),
            STACK.properties()),
        requireNonNull(TASKS.get(function.family())),
        Jvm.AS_MANAGED);
  }

  private static Outcome await(LambdaProcess process, String event) throws Exception {
    return process.invoke(event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static String event(Deployed function) {
    return function.operation().isPresent()
        ? request(function)
        : function.queue().isPresent() ? Events.messages(List.of()) : Events.schedule();
  }

  private static String request(Deployed function) {
    Route route = function.operation().orElseThrow().route();
    return Events.request(route.method(), Functions.path(function), token);
  }

  private static int status(Outcome answer) {
    assertThat(answer.isError()).as("%s", answer.body()).isFalse();
    return Json.tree(answer.body()).path("statusCode").asInt();
  }

  private static boolean isRouteNotFound(Outcome answer) {
    return status(answer) == 404 && answer.body().contains("ROUTE_NOT_FOUND");
  }

  private interface Check<T> {
    void of(T subject) throws Exception;
  }

  private static <T> void inParallel(List<T> subjects, Check<T> check) throws Exception {
    assertThat(subjects).isNotEmpty();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> checks = new ArrayList<>();
      for (T subject : subjects) {
        checks.add(
            threads.submit(
                () -> {
                  check.of(subject);
                  return null;
                }));
      }
      for (Future<?> done : checks) {
        done.get();
      }
    }
  }
}
