package io.granary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.IfMatch;
import io.granary.api.LambdaFunction;
import io.granary.api.Parameters;
import io.granary.api.RequestInfo;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Operations that do nothing but show what has arrived. */
final class Scratch {
  static final AtomicInteger MADE = new AtomicInteger();

  private Scratch() {}

  @Controller
  @LambdaFunction(name = "echo", access = Access.PUBLIC)
  static final class EchoFunction {
    @Introspected
    record EchoQuery(@Nullable List<String> l, @Nullable String x, @Nullable Integer n) {}

    record Echo(String name, @Nullable List<String> l, @Nullable String x) {}

    @Get("/api/echo/{name}")
    Echo echo(String name, @Parameters EchoQuery query) {
      return new Echo(name, query.l(), query.x());
    }
  }

  @Controller
  @LambdaFunction(name = "make", access = Access.SIGNED_IN)
  static final class MakeFunction {
    @Introspected
    record Request(
        @NotNull Integer count,
        @Nullable BigDecimal amount,
        @Nullable @Size(max = 5) String text,
        @Nullable JsonNode free) {}

    @Introspected
    record MakeQuery(@Nullable Integer n) {}

    record Made(int number, int count) {}

    @Post("/api/make")
    Made make(Caller caller, @Parameters MakeQuery query, @Body Request request) {
      return new Made(MADE.incrementAndGet(), request.count());
    }
  }

  @Controller
  @LambdaFunction(name = "who", access = Access.SIGNED_IN)
  static final class WhoFunction {
    @Get("/api/who")
    Caller who(Caller caller) {
      return caller;
    }
  }

  @Controller
  @LambdaFunction(name = "guarded", access = Access.SIGNED_IN, ifMatchRequired = true)
  static final class GuardedFunction {
    @Put("/api/guarded")
    Map<String, String> put(IfMatch match) {
      return Map.of("revision", String.valueOf(match.revision()));
    }
  }

  @Controller
  @LambdaFunction(
      name = "raw",
      access = Access.PUBLIC,
      consumes = MediaType.APPLICATION_OCTET_STREAM)
  static final class RawFunction {
    @Post("/api/raw")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    byte[] raw(RequestInfo info) {
      return info.body();
    }
  }

  @Controller
  @LambdaFunction(name = "break", access = Access.PUBLIC)
  static final class BreakFunction {
    @Get("/api/break")
    String fail() {
      throw new IllegalStateException("select password from users");
    }
  }

  @Controller
  @LambdaFunction(name = "large", access = Access.PUBLIC)
  static final class LargeFunction {
    @Get("/api/large")
    Map<String, String> large() {
      return Map.of("text", "é".repeat(3_000_000));
    }
  }

  @Controller
  @LambdaFunction(name = "nothing", access = Access.PUBLIC)
  static final class NothingFunction {
    @Get("/api/nothing")
    @Nullable String nothing() {
      return null;
    }
  }
}
