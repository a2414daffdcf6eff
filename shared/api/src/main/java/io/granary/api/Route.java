package io.granary.api;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where an operation is found.
 *
 * @param method the HTTP method
 * @param path with variables as the code names them, such as {@code /api/jobs/{jobId}}
 * @param produces the media type of the answer
 */
public record Route(String method, String path, String produces) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /** The route of a method; empty when it has none. */
  static Optional<Route> of(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      switch (annotation) {
        case Get get -> {
          return Optional.of(route("GET", get.value(), get.produces()));
        }
        case Post post -> {
          return Optional.of(route("POST", post.value(), post.produces()));
        }
        case Put put -> {
          return Optional.of(route("PUT", put.value(), put.produces()));
        }
        case Patch patch -> {
          return Optional.of(route("PATCH", patch.value(), patch.produces()));
        }
        case Delete delete -> {
          return Optional.of(route("DELETE", delete.value(), delete.produces()));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static Route route(String method, String path, String[] produces) {
    return new Route(method, path, produces.length == 0 ? MediaType.APPLICATION_JSON : produces[0]);
  }

  /** The names of the variables in their order. */
  public List<String> variables() {
    return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
  }

  /** The path with each variable replaced. */
  public String path(UnaryOperator<String> variable) {
    return VARIABLE.matcher(path).replaceAll((MatchResult found) -> variable.apply(found.group(1)));
  }

  /** Whether the path of a request is one of these. */
  public boolean matches(String requestMethod, String requestPath) {
    String[] parts = VARIABLE.split(path, -1);
    String pattern = String.join("[^/]+", Arrays.stream(parts).map(Pattern::quote).toList());
    return method.equals(requestMethod) && requestPath.matches(pattern);
  }
}
