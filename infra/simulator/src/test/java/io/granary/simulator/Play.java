package io.granary.simulator;

import io.granary.simulator.Expected.Either;
import io.granary.simulator.Expected.Grown;
import io.granary.simulator.MessageStore.Message;
import io.granary.simulator.Scenario.Drop;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Plays a scenario in a world to its end, and judges what has come of it. */
final class Play {
  private static final int TOLD = Integer.getInteger("simulator.tail", 80);
  private static final List<Class<? extends RuntimeException>> MISTAKES =
      List.of(
          NullPointerException.class,
          ClassCastException.class,
          IndexOutOfBoundsException.class,
          NoSuchElementException.class,
          UnsupportedOperationException.class);
  private static final Duration TICK = Duration.ofMinutes(5);

  /** Longer than anything is left lying; twice as long each time, as the sweeper waits. */
  private static final Duration PAUSE = Duration.ofMinutes(21);

  private static final int MOST_ROUNDS = 8;

  private final Stage stage;
  private final long seed;
  private final Scenario scenario;
  private final World world;
  private final Look look;
  private final Invariants invariants;
  private final People people;

  Play(Stage stage, long seed, Scenario scenario, Weather weather) {
    this.stage = stage;
    this.seed = seed;
    this.scenario = scenario;
    this.world = stage.begin(seed, weather);
    this.look = new Look(stage.owner(), world);
    this.invariants = new Invariants(look, additions(scenario));
    this.people = new People(stage, world, look);
    world.add(invariants::check);
    world.objects().onCreated(invariants::written);
    Choices faults = world.choices().split();
    world.faults(
        (invocation, _, _) ->
            invocation.mayBreak() && Weather.strikes(faults, weather.fault())
                ? Fault.anyOf(faults)
                : Fault.NONE);
    prepare(weather);
  }

  private static int additions(Scenario scenario) {
    return (int) scenario.drops().stream().filter(d -> d.expected() instanceof Grown).count();
  }

  World world() {
    return world;
  }

  Look look() {
    return look;
  }

  private void prepare(Weather weather) {
    people.register(Scenario.USERS);
    for (String user : Scenario.USERS) {
      insertDataset(people.id(user));
    }
    Instant start = world.clock().instant();
    for (Drop drop : scenario.drops()) {
      drop.writes()
          .forEach(
              write ->
                  world
                      .timeline()
                      .at(start.plus(write.at()), () -> put(write.key(), write.bytes())));
    }
    scenario.strays().forEach(body -> world.messages().send("ingest", body, Duration.ZERO));
    for (int tick = 1; tick <= weather.ticks(); tick++) {
      world.timeline().at(start.plus(TICK.multipliedBy(tick)), stage::tick);
    }
    scenario
        .deeds()
        .forEach(
            deed -> world.timeline().at(start.plus(deed.at()), () -> people.cancel(deed.drop())));
  }

  private void put(String key, byte[] bytes) {
    world.trace().add("somebody", "puts " + key);
    world.objects().put(key, bytes, "application/zip");
  }

  private void insertDataset(UUID owner) {
    try (PreparedStatement insert =
        stage
            .owner()
            .prepareStatement(
                """
                insert into datasets
                  (id, owner_id, name, status, source_type, created_at, updated_at)
                values (?, ?, ?, 'draft', 'api', ?, ?)
                """)) {
      Timestamp now = Timestamp.from(world.clock().instant());
      insert.setObject(1, new UUID(owner.getLeastSignificantBits(), 1));
      insert.setObject(2, owner);
      insert.setString(3, Scenario.TAKEN);
      insert.setTimestamp(4, now);
      insert.setTimestamp(5, now);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot prepare a dataset", e);
    }
  }

  /**
   * Lets it all happen and judges it.
   *
   * @throws AssertionError with what is wrong, how it came about, and how to see it again
   */
  void judge() {
    List<String> problems = new ArrayList<>();
    try {
      settle();
      problems.addAll(deadLetters());
      scenario.drops().stream().filter(scenario::isCancelled).forEach(people::retry);
      settle();
      problems.addAll(new Oracle(look).problems(scenario));
      problems.addAll(uploads());
      problems.addAll(mistakes());
      problems.addAll(results());
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(told(List.of(e.toString())), e);
    }
    if (!problems.isEmpty()) {
      throw new AssertionError(told(problems));
    }
  }

  /** Lets the clock call until it finds nothing to do any more. */
  private void settle() {
    world.run();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      long before = world.changes();
      world.clock().advance(PAUSE.multipliedBy(1L << round));
      stage.tickInPeace();
      world.run();
      if (world.changes() == before) {
        return;
      }
    }
    throw new AssertionError("The clock finds something to do each time");
  }

  /** Only what no function can read may be left, and that must be. */
  private List<String> deadLetters() {
    List<String> dead = new ArrayList<>();
    for (String queue : world.messages().names()) {
      // One that waited for somebody who hangs until its own time was over told nobody.
      world.messages().dead(queue).stream()
          .filter(message -> !message.endedUnheard())
          .map(Message::body)
          .forEach(dead::add);
    }
    boolean isLoose = scenario.drops().stream().anyMatch(d -> d.expected() instanceof Either);
    if (isLoose ? dead.containsAll(scenario.strays()) : dead.equals(scenario.strays())) {
      return List.of();
    }
    return List.of("The dead letters should be %s and are %s".formatted(scenario.strays(), dead));
  }

  /** What no fault of a world explains. */
  private List<String> mistakes() {
    return world.told().stream()
        .filter(
            failure ->
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                    .anyMatch(cause -> MISTAKES.stream().anyMatch(kind -> kind.isInstance(cause))))
        .map(failure -> "A function made a mistake: " + failure)
        .toList();
  }

  private List<String> uploads() {
    return world.objects().uploads().values().stream()
        .map(upload -> "An upload is open: " + upload.key())
        .toList();
  }

  private List<String> results() {
    return scenario.drops().stream()
        .filter(
            drop ->
                !scenario.isCancelled(drop)
                    && !(drop.expected() instanceof Either)
                    && !(drop.expected() instanceof Grown))
        .filter(drop -> invariants.resultsOf(drop.resultKey()) > 1)
        .map(drop -> "There were several results of " + drop.key())
        .toList();
  }

  private String told(List<String> problems) {
    return "Seed %d:\n%s\n\nThe last calls:\n%s\n"
        .formatted(seed, String.join("\n", problems), world.trace().tail(TOLD));
  }
}
