package io.granary.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.domain.Code;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations to describe. */
final class SampleFunction {
  private SampleFunction() {}

  /** Whose turn it is. */
  enum Side {
    LEFT,
    RIGHT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A thing as callers see it. */
  record ThingView(
      UUID id,
      String name,
      @Nullable String note,
      Side side,
      @Nullable Part part,
      @JsonRawValue String shape,
      JsonNode free,
      Map<String, Long> counts,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
      Instant createdAt) {
    /** A part of it. */
    record Part(double width) {}
  }

  /** A thing with more. */
  record MoreView(@JsonUnwrapped ThingView thing, long count) {}

  /**
   * Makes a thing. It is kept for good.
   *
   * <p>Nobody can take it away.
   */
  @Controller
  @LambdaFunction(
      name = "make-thing",
      access = Access.SIGNED_IN,
      refuses = Code.DATASET_BUSY,
      answers = @Answer(status = 201))
  abstract static class MakeThingFunction {
    /**
     * The thing wanted.
     *
     * @param name what it is called
     */
    record Request(
        @NotNull @Size(min = 1, max = 9) String name,
        @Nullable @Pattern(regexp = "small|large") String size,
        @Nullable @Pattern(regexp = "[a-z]{2}") String language,
        @NotNull @Min(1) @Max(5) Integer stars) {}

    @Post("/api/things")
    abstract HttpResponse<ThingView> make(@Body Request request);
  }

  /** Things. */
  @Controller
  @LambdaFunction(name = "list-things", access = Access.DATASET_EDITOR)
  abstract static class ListThingsFunction {
    /** Which. */
    record Query(@JsonProperty("class") @Nullable String kind, @Nullable String cursor) {}

    @Get("/api/datasets/{datasetId}/things")
    abstract Page<ThingView> list(String datasetId, @Parameters Query query);
  }

  /** Things again. */
  @Controller
  @LambdaFunction(name = "list-more", access = Access.PUBLIC)
  abstract static class ListMoreFunction {
    @Get("/api/datasets/{datasetId}/things")
    abstract List<MoreView> list(String datasetId);
  }

  /** Another thing. */
  @Controller
  @LambdaFunction(name = "get-thing", access = Access.PUBLIC)
  abstract static class GetThingFunction {
    /** A thing of another kind. */
    record Thing(String other) {}

    @Get("/api/other")
    abstract Thing get();
  }
}
