package io.granary.testing;

import io.granary.testing.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Many callers at the same time. */
public final class AtOnce {
  private AtOnce() {}

  /**
   * Lets all call, and gives every answer.
   *
   * @param call what a caller of this number sends
   * @throws AssertionError when a call breaks
   */
  public static List<Answer> call(int callers, IntFunction<Answer> call) {
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      int number = i;
      calls.add(() -> call.apply(number));
    }
    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The callers were interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("A call broke", e.getCause());
    }
    return answers;
  }
}
