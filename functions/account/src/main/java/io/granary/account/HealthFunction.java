package io.granary.account;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.jdbi.v3.core.Jdbi;

/** Says whether the platform can serve requests. */
@Controller
@LambdaFunction(name = "health", access = Access.PUBLIC)
final class HealthFunction {
  private final Jdbi jdbi;

  HealthFunction(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The answer; anything that does not work is an error answer instead. */
  record Health(String status) {}

  @Get("/api/health")
  Health health() {
    jdbi.useHandle(handle -> handle.execute("select 1"));
    return new Health("ok");
  }
}
