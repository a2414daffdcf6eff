package io.granary.benchmarks;

import io.granary.api.AccessTokens;
import io.granary.api.GatewayFunction;
import io.granary.runtime.Deployable;
import io.granary.runtime.Deployable.Task;
import io.granary.runtime.LambdaProcess;
import io.granary.runtime.LambdaProcess.Function;
import io.granary.runtime.LambdaProcess.Jvm;
import io.granary.runtime.LambdaProcess.Loading;
import io.granary.runtime.RuntimeApi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * From the start of a JVM to its first answer under Lambda's runtime, for one operation of each
 * family, beside a bare handler with the same clients that asks the table and the database once: as
 * the managed runtime starts it, and from the class path with an AOT cache. {@code
 * GRANARY_BENCH_START} names one family to be measured alone.
 */
final class StartBenchmark {
  private static final int ROUNDS = 5;
  private static final int MEMORY_MB = 1024;
  private static final int TRAINING_EVENTS = 3;
  private static final int PATIENCE_SECONDS = 120;
  private static final String CACHED = " cached";
  private static final double AIM_MILLIS = 800;
  private static final double AIM_RATIO = 1.5;

  /** One of each family, with what it is asked for. */
  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("account", "get-me", "/api/users/me"),
          new Subject("datasets", "list-datasets", "/api/datasets"),
          new Subject("docs", "get-openapi", "/api/openapi.yml"),
          new Subject(
              "ingest",
              "get-import-report",
              "/api/datasets/00000000-0000-0000-0000-000000000000/import-report"),
          new Subject("jobs", "list-jobs", "/api/jobs"),
          new Subject("labeling", "list-projects", "/api/projects"),
          new Subject("models", "list-models", "/api/models"));

  private final Bench bench;
  private final Path checkout;
  private final Path home;

  /**
   * @param checkout whose deployables are built
   * @param home an empty folder
   */
  StartBenchmark(Bench bench, Path checkout, Path home) {
    this.bench = bench;
    this.checkout = checkout;
    this.home = home;
  }

  private record Subject(String family, String function, String path) {}

  /** What is measured: a function, how it is started, and what it is asked. */
  private record Start(String name, Function function, Task task, Jvm jvm, String event) {}

  void run() throws IOException {
    List<Start> starts = new ArrayList<>();
    Task bare = BareTask.of(Deployable.of(checkout, "account").unpack(home.resolve("bare")));
    starts.addAll(both("bare", function("bare", BareFunction.class.getName()), bare, "/nobody"));
    for (Subject subject : chosen()) {
      starts.addAll(
          both(
              subject.function(),
              function(subject.function(), GatewayFunction.class.getName()),
              Deployable.of(checkout, subject.family()).unpack(home),
              subject.path()));
    }
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    // In turn, so that whatever else the machine does meets all of them.
    for (int round = -1; round < ROUNDS; round++) {
      for (Start start : starts) {
        double taken = millis(start);
        if (round >= 0) {
          millis.computeIfAbsent(start.name(), _ -> new ArrayList<>()).add(taken);
        }
      }
    }
    print(millis);
  }

  private static List<Subject> chosen() {
    String family = System.getenv("GRANARY_BENCH_START");
    return family == null
        ? SUBJECTS
        : SUBJECTS.stream().filter(subject -> subject.family().equals(family)).toList();
  }

  private Function function(String name, String handler) {
    return new Function(name, handler, MEMORY_MB, bench.settings());
  }

  /** As the managed runtime starts it; and with a cache, which is made here. */
  private List<Start> both(String name, Function function, Task task, String path)
      throws IOException {
    String event = BareTask.request(path, bench.bean(AccessTokens.class).issue(bench.user().id()));
    Path cache = home.resolve(name + ".aot");
    var training = new Jvm(Loading.CLASS_PATH, List.of("-XX:AOTCacheOutput=" + cache));
    try (LambdaProcess process = LambdaProcess.start(function, task, training)) {
      for (int i = 0; i < TRAINING_EVENTS; i++) {
        await(process, event);
      }
    }
    if (!Files.exists(cache)) {
      throw new IOException("Cannot find the cache that was to be made: " + cache);
    }
    var cached = new Jvm(Loading.CLASS_PATH, List.of("-XX:AOTCache=" + cache));
    return List.of(
        new Start(name, function, task, Jvm.AS_MANAGED, event),
        new Start(name + CACHED, function, task, cached, event));
  }

  private static double millis(Start start) throws IOException {
    try (LambdaProcess process = LambdaProcess.start(start.function(), start.task(), start.jvm())) {
      return (await(process, start.event()).nanos() - process.startedNanos()) / 1e6;
    }
  }

  private static Outcome await(LambdaProcess process, String event) throws IOException {
    try {
      Outcome outcome = process.invoke(event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (outcome.isError()) {
        throw new IOException("Cannot start: %s%n%s".formatted(outcome.body(), process.output()));
      }
      return outcome;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Cannot start within %d s".formatted(PATIENCE_SECONDS), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot wait for a start", e);
    }
  }

  private static void print(Map<String, List<Double>> millis) {
    System.out.printf(
        "JVM start to first answer, median of %d (least) in ms; ratio to the bare handler%n"
            + "%-20s %18s %6s %18s %6s%n",
        ROUNDS, "", "managed", "ratio", "AOT cache", "ratio");
    for (String name : millis.keySet()) {
      if (!name.endsWith(CACHED)) {
        System.out.printf(
            "%-20s %s %s%n",
            name, cells(millis, name, "bare"), cells(millis, name + CACHED, "bare" + CACHED));
      }
    }
    System.out.printf("aim with a cache: %.0f ms, ratio %.1f%n", AIM_MILLIS, AIM_RATIO);
  }

  private static String cells(Map<String, List<Double>> millis, String name, String floor) {
    List<Double> own = millis.getOrDefault(name, List.of());
    return "%9.0f (%6.0f) %6.2f"
        .formatted(
            median(own),
            Collections.min(own),
            median(own) / median(millis.getOrDefault(floor, List.of())));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
