package io.granary.datasets;

import io.granary.api.Caller;
import io.granary.api.Cursors;
import io.granary.api.DatasetView;
import io.granary.api.Page;
import io.granary.database.DatasetListRepository;
import io.granary.database.DatasetListRepository.After;
import io.granary.database.DatasetListRepository.Facet;
import io.granary.database.DatasetListRepository.Filter;
import io.granary.database.DatasetListRepository.Listed;
import io.granary.database.DatasetListRepository.Order;
import io.granary.database.DatasetListRepository.Sort;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of datasets, as every operation that lists them gives them. */
@Singleton
final class DatasetLists {
  private final DatasetListRepository datasets;
  private final Cursors cursors;

  DatasetLists(DatasetListRepository datasets, Cursors cursors) {
    this.datasets = datasets;
    this.cursors = cursors;
  }

  /** What to list and in which order. */
  @Introspected
  record Query(
      @Nullable @Size(max = 100) String search,
      @Nullable
          @Pattern(
              regexp = "uploading|processing|validating|ready|error|draft|active",
              message =
                  "must be one of uploading, processing, validating, ready, error, draft, active")
          String status,
      @Nullable Boolean labeled,
      @Nullable
          @Pattern(
              regexp = "image|tabular|text|audio|video|multimodal",
              message = "must be one of image, tabular, text, audio, video, multimodal")
          String modality,
      @Nullable @Pattern(regexp = "files|warehouse", message = "must be files or warehouse")
          String kind,
      @Nullable
          @Pattern(
              regexp = "upload|drop|api|scheduled|derived",
              message = "must be one of upload, drop, api, scheduled, derived")
          String sourceType,
      @Nullable UUID modelId,
      @Nullable @Size(max = 100) String tag,
      @Nullable Sort sort,
      @Nullable Order order,
      @Nullable @Pattern(regexp = "all", message = "must be all") String scope,
      @Nullable Boolean facets,
      @Nullable @Min(1) @Max(200) Integer limit,
      @Nullable String cursor) {}

  /** The datasets that the caller owns or shares in; an admin may ask for everybody's. */
  Page<DatasetView> list(Caller caller, Query query) {
    return list(filter(caller, caller.isAdmin() && query.scope() != null, query), query);
  }

  /**
   * Those of one model, which an admin sees all of.
   *
   * @throws GranaryException VALIDATION_FAILED when the query names another model
   */
  Page<DatasetView> list(Caller caller, UUID model, Query query) {
    if (query.modelId() != null && !query.modelId().equals(model)) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot take the request: 1 problem(s) found.",
          List.of(new Violation("?model_id", "must be the model of the path")));
    }
    return list(filter(caller, caller.isAdmin(), query).inModel(model), query);
  }

  private static Filter filter(Caller caller, boolean everybody, Query query) {
    return new Filter(
        caller.id(),
        everybody,
        query.search(),
        query.status(),
        query.labeled(),
        query.modality(),
        query.kind(),
        query.sourceType(),
        query.modelId(),
        query.tag());
  }

  private Page<DatasetView> list(Filter filter, Query query) {
    Sort sort = query.sort() == null ? Sort.CREATED_AT : query.sort();
    Order order =
        query.order() == null ? (sort == Sort.NAME ? Order.ASC : Order.DESC) : query.order();
    String fingerprint = "datasets " + filter + sort + order;
    After after = null;
    if (query.cursor() != null) {
      List<String> keys = cursors.read(fingerprint, query.cursor());
      after = new After(keys.get(0), UUID.fromString(keys.get(1)));
    }
    int limit = query.limit() == null ? 50 : query.limit();
    List<Listed> found = datasets.list(filter, sort, order, after, limit + 1);
    String next = null;
    if (found.size() > limit) {
      found = found.subList(0, limit);
      Listed last = found.getLast();
      next = cursors.write(fingerprint, List.of(last.sortValue(), last.dataset().id().toString()));
    }
    boolean filtered =
        !filter.equals(
            new Filter(
                filter.user(), filter.everybody(), null, null, null, null, null, null, null, null));
    long count = datasets.count(filter, filtered ? Page.COUNT_LIMIT + 1 : Long.MAX_VALUE);
    Page<DatasetView> page =
        Page.of(
            found.stream().map(listed -> DatasetView.of(listed.dataset())).toList(),
            next,
            count,
            filtered);
    return Boolean.TRUE.equals(query.facets()) ? page.with(facets(filter)) : page;
  }

  private Map<String, Map<String, Long>> facets(Filter filter) {
    Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
    for (Facet field : Facet.values()) {
      facets.put(field.toString(), datasets.facet(filter, field));
    }
    return facets;
  }
}
