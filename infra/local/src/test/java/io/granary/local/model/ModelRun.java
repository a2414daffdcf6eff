package io.granary.local.model;

import io.granary.testing.TestStack;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One sequence: after each step what is there is compared with the model. */
final class ModelRun {
  private final Model model = new Model();
  private final Actions actions;
  private final Removals removals;
  private final Comparison comparison;
  private final List<String> done = new ArrayList<>();

  ModelRun(TestStack stack, HttpClient http) {
    Person owner = Person.make(stack, http);
    Person friend = Person.make(stack, http);
    this.actions = new Actions(model, owner, friend);
    this.removals = new Removals(model, owner);
    this.comparison = new Comparison(model, owner, friend);
  }

  private record Action(String name, Function<Step, String> work) {}

  void take(Step step) {
    List<Action> possible = possible();
    Action action = possible.get(step.action() % possible.size());
    try {
      done.add(action.work().apply(step));
      comparison.check();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "After %s, at '%s' of %s: %s".formatted(done, action.name(), step, e.getMessage()), e);
    }
  }

  /** As often as they are to be done. */
  private List<Action> possible() {
    List<Action> all = new ArrayList<>();
    add(all, 3, "create", actions::create);
    if (!model.active().isEmpty()) {
      add(all, 2, "add", actions::add);
      add(all, 1, "share", actions::share);
      add(all, 1, "unshare", actions::unshare);
      add(all, 4, "delete", removals::delete);
    }
    if (!model.trash().isEmpty()) {
      add(all, 4, "restore", removals::restore);
      add(all, 3, "purge", removals::purge);
      add(all, 2, "expire", removals::expire);
      add(all, 1, "purge expired", removals::purgeExpired);
      add(all, 1, "again", removals::again);
    }
    if (!model.sets().isEmpty()) {
      add(all, 1, "refused", removals::refused);
    }
    if (!model.backups().isEmpty()) {
      add(all, 3, "reimport", actions::reimport);
      add(all, 1, "expire a backup", removals::expireBackup);
      add(all, 1, "purge expired", removals::purgeExpired);
      add(all, 1, "delete a backup", removals::deleteBackup);
    }
    return all;
  }

  private static void add(List<Action> all, int times, String name, Function<Step, String> work) {
    for (int i = 0; i < times; i++) {
      all.add(new Action(name, work));
    }
  }
}
