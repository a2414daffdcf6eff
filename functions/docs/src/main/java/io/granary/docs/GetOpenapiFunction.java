package io.granary.docs;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** This document. */
@Controller
@LambdaFunction(name = "get-openapi", access = Access.PUBLIC)
final class GetOpenapiFunction {
  private final String document = read();

  @Get(value = "/api/openapi.yml", produces = "application/yaml")
  String get() {
    return document;
  }

  /** The build has written it beside this class. */
  private static String read() {
    try (InputStream in = GetOpenapiFunction.class.getResourceAsStream("openapi.yml")) {
      return new String(
          Objects.requireNonNull(in, "openapi.yml is not there").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the description of the API", e);
    }
  }
}
