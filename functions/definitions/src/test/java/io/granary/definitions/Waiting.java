package io.granary.definitions;

import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Callers who wait while the queues are being worked on. */
final class Waiting {
  private Waiting() {}

  static Answer on(TestStack stack, Supplier<Answer> call) {
    var answer = CompletableFuture.supplyAsync(call);
    while (!answer.isDone()) {
      stack.drain();
    }
    return answer.join();
  }
}
