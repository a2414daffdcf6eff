package io.granary.testing;

import io.granary.api.Operation;
import io.granary.api.Operation.Success;
import io.granary.domain.Code;
import io.granary.testing.ApiClient.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Holds answers against what their operations promise, so that no operation answers otherwise. */
final class Promises {
  /** What the gateway answers where there is no operation. */
  private static final Set<Code> NO_OPERATION =
      Set.of(Code.ROUTE_NOT_FOUND, Code.METHOD_NOT_ALLOWED);

  private final List<Operation> operations;

  Promises(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  /**
   * Checks the answer to a request.
   *
   * @throws AssertionError when its operation does not say that it answers so
   */
  void check(String method, String target, Answer answer) {
    String path = target.split("\\?", 2)[0];
    operation(method, path).ifPresent(operation -> check(operation, answer));
  }

  private Optional<Operation> operation(String method, String path) {
    return operations.stream()
        .filter(operation -> operation.route().matches(method, path))
        .min(Comparator.comparing(operation -> operation.route().variables().size()));
  }

  private static void check(Operation operation, Answer answer) {
    if (answer.status() >= 400) {
      Code code = Code.valueOf(answer.code());
      if (!operation.refuses().contains(code) && !NO_OPERATION.contains(code)) {
        throw new AssertionError(
            "%s refused with %s, which is not among its codes; add it to 'refuses' of its @LambdaFunction: %s"
                .formatted(operation.name(), code, answer.body()));
      }
      return;
    }
    Success success =
        operation.successes().stream()
            .filter(s -> s.status() == answer.status())
            .findFirst()
            .orElseThrow(
                () ->
                    new AssertionError(
                        "%s answered %d, which it does not say; add it to 'answers' of its @LambdaFunction"
                            .formatted(operation.name(), answer.status())));
    List<String> headers = new ArrayList<>(success.headers());
    if (answer.status() == 201) {
      headers.add("Location");
    }
    for (String header : headers) {
      if (!answer.headers().containsKey(header.toLowerCase(Locale.ROOT))) {
        throw new AssertionError(
            "%s answered %d without the header %s that it promises"
                .formatted(operation.name(), answer.status(), header));
      }
    }
  }
}
