package io.granary.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform, and the plug that is pulled in the middle of what it does. When it is told so, each
 * operation is killed at a moment drawn by lot from the time that it took when nobody killed it.
 */
final class Plug {
  private static final Logger LOG = LoggerFactory.getLogger(Plug.class);

  /** Of the measured time: what is killed later has ended. */
  private static final double SPREAD = 1.1;

  private static final String STEPS =
      """
      select coalesce((select d.kind || ' at ' || d.step
        || case when d.step = 'backup' then coalesce(
             (select ' with ' || (select count(*) from backup_parts p where p.backup_id = b.id)
                || ' parts' from backups b where b.id = d.backup_id), ' unbegun') else '' end
        from deletions d where d.ended_at is null and d.step <> 'settling'
        order by d.created_at desc limit 1), 'nothing')
      """;

  private final Path home;
  private final Random random;
  private final Map<String, Duration> lengths = new HashMap<>();
  private final List<String> pulls = new ArrayList<>();
  private LocalProcess running;

  Plug(Path home, long seed) throws Exception {
    this.home = home;
    this.random = new Random(seed);
    this.running = LocalProcess.start(home);
  }

  /** Asks for something and waits for its end; may be asked again. */
  interface Operation {
    void run(LocalProcess at) throws Exception;
  }

  LocalProcess running() {
    return running;
  }

  /** What was under way at each pull. */
  List<String> pulls() {
    return List.copyOf(pulls);
  }

  /** Lets an operation run to its end, and notes how long that takes. */
  void measure(String name, Operation operation) throws Exception {
    long begun = System.nanoTime();
    operation.run(running);
    lengths.put(name, Duration.ofNanos(System.nanoTime() - begun));
    LOG.info("{} takes {} ms", name, lengths.get(name).toMillis());
  }

  /** Kills everything in the middle of an operation, starts anew, and asks for it again. */
  void pull(String name, Operation operation) throws Exception {
    long delay = Math.round(random.nextDouble() * SPREAD * lengths.get(name).toNanos());
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      long end = System.nanoTime() + delay;
      LocalProcess victim = running;
      Future<?> asked =
          thread.submit(
              () -> {
                operation.run(victim);
                return null;
              });
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      victim.kill();
      // Whatever it has heard by then: those who ask do not know either.
      asked.cancel(true);
    }
    String step = running.texts(STEPS).getFirst();
    pulls.add(step);
    LOG.info("Killed {} after {} ms: {}", name, Duration.ofNanos(delay).toMillis(), step);
    running = LocalProcess.start(home);
    operation.run(running);
  }
}
