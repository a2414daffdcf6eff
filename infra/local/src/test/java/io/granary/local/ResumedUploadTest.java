package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.AccessTokens;
import io.granary.database.User;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A client is killed in the middle of an upload; another process goes on with it. */
final class ResumedUploadTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int KILLED_AFTER = 100;

  /** One for each file, and two more for the film. */
  private static final int PIECES = SendingProgram.FILES + 2;

  @TempDir Path folder;

  @Test
  void onlyWhatIsMissingIsSentAgainAndTheDatasetIsTheSame() throws Exception {
    User user = STACK.user("kim");
    try (HttpFront front = HttpFront.start(0, STACK.gateway())) {
      Path killed = folder.resolve("killed.log");
      Process first = start(front, user, killed, "resumed");
      await(() -> puts(killed).size() >= KILLED_AFTER || !first.isAlive());
      first.destroyForcibly().waitFor();
      List<String> before = puts(killed);
      String upload = lines(killed).getFirst().substring("upload ".length());

      Path resumed = folder.resolve("resumed.log");
      Process second = start(front, user, resumed, "resumed", upload);
      assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      List<String> after = puts(resumed);

      assertThat(before).hasSizeBetween(KILLED_AFTER, PIECES - 3).allMatch(l -> l.endsWith(" 200"));
      assertThat(before).contains("put film.mp4 1 200").doesNotContain("put film.mp4 2 200");
      assertThat(after).allMatch(l -> l.endsWith(" 200")).doesNotContainAnyElementsOf(before);
      // One that was under way at the end may have arrived without the client's knowing.
      assertThat(before.size() + after.size()).isBetween(PIECES - 1, PIECES);
      assertThat(after).contains("put film.mp4 2 200", "put film.mp4 3 200");
      assertThat(lines(resumed)).endsWith("completed 202");

      Process whole = start(front, user, folder.resolve("whole.log"), "at once");
      assertThat(whole.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(puts(folder.resolve("whole.log"))).hasSize(PIECES);
    }
    STACK.drain();

    String resumed = contents("resumed");
    assertThat(resumed).contains("ready 298 298 1").contains("film.mp4").contains("0297.jpg");
    assertThat(resumed).isEqualTo(contents("at once"));
  }

  /** Everything that a dataset says of itself but its ids and times. */
  private static String contents(String dataset) {
    return STACK
        .bean(Jdbi.class)
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select concat_ws(E'\\n',
                          concat_ws(' ', d.status, d.total_samples, d.annotation_count,
                                    d.class_count, d.file_size, d.modality),
                          (select string_agg(concat_ws(' ', s.path, s.sha256, s.size, s.width,
                                                       s.annotation_count), ',' order by s.path)
                           from samples s where s.dataset_id = d.id),
                          (select string_agg(concat_ws(' ', f.path, f.sha256, f.size), ','
                                             order by f.path)
                           from source_files f where f.dataset_id = d.id),
                          (select string_agg(concat_ws(' ', s.path, a.type, a.geometry, c.name), ','
                                             order by s.path, a.source_id)
                           from annotations a
                           join samples s on s.dataset_id = a.dataset_id and s.id = a.sample_id
                           join classes c on c.id = a.class_id
                           where a.dataset_id = d.id),
                          (select string_agg(concat_ws(' ', c.name, c.annotation_count,
                                                       c.sample_count), ',' order by c.name)
                           from classes c where c.dataset_id = d.id))
                        from datasets d where d.name = :name
                        """)
                    .bind("name", dataset)
                    .mapTo(String.class)
                    .one());
  }

  private Process start(HttpFront front, User user, Path log, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                SendingProgram.class.getName(),
                front.url(),
                STACK.bean(AccessTokens.class).issue(user.id()),
                log.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out.log").toFile())
        .start();
  }

  private static List<String> lines(Path log) throws IOException {
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private static List<String> puts(Path log) throws IOException {
    return lines(log).stream().filter(line -> line.startsWith("put ")).toList();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
