package io.granary.database;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is said about a dataset that is made of a backup. */
@Singleton
public final class RestoredRepository {
  /**
   * What the backup says.
   *
   * @param metadata JSON object
   * @param pipelineConfig JSON object
   */
  public record About(
      @Nullable String description, List<String> tags, String metadata, String pipelineConfig) {
    public About {
      tags = List.copyOf(tags);
    }
  }

  /** Fills what nobody has said yet; run again, it changes nothing. */
  public void fill(Handle handle, UUID dataset, About about) {
    handle
        .createUpdate(
            """
            update datasets
            set description = coalesce(description, :description),
                tags = case when tags = '{}' then :tagArray else tags end,
                metadata = case when metadata = '{}' then :metadata::jsonb else metadata end,
                pipeline_config =
                  case when pipeline_config = '{}' then :pipelineConfig::jsonb
                       else pipeline_config end
            where id = :id
            """)
        .bindMethods(about)
        .bindArray("tagArray", String.class, about.tags())
        .bind("id", dataset)
        .execute();
  }
}
