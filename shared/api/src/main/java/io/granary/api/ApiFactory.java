package io.granary.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.granary.domain.Ids;
import io.granary.json.Json;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.jackson.ObjectMapperFactory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What every function is given, and what it must not take from the framework. */
@Factory
final class ApiFactory {
  @Singleton
  @Requires(missingBeans = InstantSource.class)
  InstantSource clock() {
    return InstantSource.system();
  }

  @Singleton
  Ids ids(InstantSource clock) {
    return new Ids(clock);
  }

  @Singleton
  @Primary
  @Named("json")
  @Replaces(value = ObjectMapper.class, factory = ObjectMapperFactory.class)
  ObjectMapper objectMapper() {
    return Json.mapper();
  }
}
