package io.granary.simulator;

import io.granary.api.Caller;
import io.granary.api.ResourceRef;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.simulator.Scenario.Drop;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The users of a world, who ask operations of the API for something. */
final class People {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String JOB =
      """
      select j.id from jobs j join datasets d on d.id = j.dataset_id
        join users u on u.id = d.owner_id
      where u.username = ? and d.name = ? and j.status = any (string_to_array(?, ','))
      order by j.created_at desc, j.id desc limit 1
      """;

  private final Stage stage;
  private final World world;
  private final Look look;
  private final Map<String, User> users = new TreeMap<>();
  private int asked;

  People(Stage stage, World world, Look look) {
    this.stage = stage;
    this.world = world;
    this.look = look;
  }

  /** Makes their accounts. */
  void register(List<String> names) {
    for (String name : names) {
      var user =
          new User(
              stage.bean(Ids.class).next(),
              name,
              name + "@example.com",
              "user",
              world.clock().instant());
      stage.bean(UserRepository.class).insert(user, "!");
      users.put(name, user);
    }
  }

  UUID id(String name) {
    return java.util.Objects.requireNonNull(users.get(name)).id();
  }

  /** Cancels the job that is at a drop, if there is one; asks again when nobody answers. */
  void cancel(Drop drop) {
    ask("CancelJob", "cancel", drop, "pending,running", true);
  }

  /** Does again what was cancelled, or failed on every try. */
  void retry(Drop drop) {
    ask("RetryJob", "retry", drop, "cancelled,failed", false);
  }

  private void ask(String operation, String method, Drop drop, String states, boolean mayBreak) {
    boolean[] answered = {false};
    String name = "%s#%d".formatted(operation, ++asked);
    Runnable work =
        () -> {
          for (String job : look.rows(JOB, drop.user(), drop.name(), states)) {
            answered[0] = invoke(operation, method, drop.user(), UUID.fromString(job));
          }
        };
    world
        .crowd()
        .begin(new Invocation(name, world.clock().instant().plus(PATIENCE), mayBreak, work));
    if (mayBreak) {
      world
          .timeline()
          .at(
              world.clock().instant().plus(PATIENCE.multipliedBy(2)),
              () -> {
                if (!answered[0]) {
                  // Whoever was not answered sees what became of it and asks until it is certain.
                  ask(operation, method, drop, states + ",cancelled", false);
                }
              });
    }
  }

  /** Says whether there was an answer. */
  private boolean invoke(String operation, String method, String user, UUID job) {
    ApplicationContext context = stage.context();
    try {
      BeanDefinition<?> definition =
          context.getBeanDefinition(Class.forName("io.granary.jobs." + operation + "Function"));
      invoke(context, definition, method, new Caller(id(user), user, false), new ResourceRef(job));
      return true;
    } catch (GranaryException refusal) {
      world.trace().add(user, "is refused: " + refusal.code());
      return true;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException failure) {
      world.trace().add(user, "is not answered");
      world.tell(failure);
      return false;
    }
  }

  private static <B> void invoke(
      ApplicationContext context,
      BeanDefinition<B> definition,
      String method,
      Caller caller,
      ResourceRef ref) {
    definition
        .findPossibleMethods(method)
        .findFirst()
        .orElseThrow()
        .invoke(context.getBean(definition), caller, ref);
  }
}
