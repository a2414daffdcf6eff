package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.Operation;
import io.granary.domain.Code;
import io.granary.testing.ApiClient.Answer;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PromisesTest {
  private final Promises promises =
      new Promises(
          List.of(Operation.of(TellFunction.class), Operation.of(TellNobodyFunction.class)));

  @Controller
  @LambdaFunction(name = "tell", access = Access.PUBLIC, refuses = Code.UNKNOWN_USER)
  static final class TellFunction {
    @Get("/api/tell/{username}")
    String tell(String username) {
      return username;
    }
  }

  @Controller
  @LambdaFunction(
      name = "tell-nobody",
      access = Access.PUBLIC,
      answers = @LambdaFunction.Answer(status = 302, headers = "Cache-Control"))
  static final class TellNobodyFunction {
    @Get("/api/tell/nobody")
    void tell() {}
  }

  @Test
  void aCodeThatIsDeclaredOrFollowsFromTheEdgeIsFine() {
    assertThatCode(
            () -> {
              promises.check("GET", "/api/tell/ada?loud=true", refusal(Code.UNKNOWN_USER));
              promises.check("GET", "/api/tell/ada", refusal(Code.INTERNAL));
              promises.check("GET", "/api/tell/ada", new Answer(200, Map.of(), "ada"));
              promises.check("GET", "/api/elsewhere", refusal(Code.FORBIDDEN));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void anyOtherCodeFailsAndSaysWhatToDo() {
    assertThatThrownBy(
            () -> promises.check("GET", "/api/tell/ada", refusal(Code.DATASET_NOT_READY)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("tell refused with DATASET_NOT_READY")
        .hasMessageContaining("refuses");
  }

  @Test
  void anyOtherStatusFails() {
    assertThatThrownBy(() -> promises.check("GET", "/api/tell/ada", new Answer(201, Map.of(), "")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("tell answered 201");
  }

  @Test
  void theOperationWithTheMoreExactPathAnswers() {
    var answer = new Answer(302, Map.of("cache-control", "private"), "");

    assertThatCode(() -> promises.check("GET", "/api/tell/nobody", answer))
        .doesNotThrowAnyException();
  }

  @Test
  void aHeaderThatIsPromisedMustBeThere() {
    assertThatThrownBy(
            () -> promises.check("GET", "/api/tell/nobody", new Answer(302, Map.of(), "")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("without the header Cache-Control");
  }

  private static Answer refusal(Code code) {
    return new Answer(code.status(), Map.of(), "{\"code\": \"%s\"}".formatted(code));
  }
}
