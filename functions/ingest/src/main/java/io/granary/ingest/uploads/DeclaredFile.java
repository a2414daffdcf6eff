package io.granary.ingest.uploads;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to come.
 *
 * @param path its path in the dataset, such as {@code images/day/0001.jpg}
 * @param contentType what it is sent as; absent: application/octet-stream
 * @param sha256 its SHA-256 in hexadecimal, by which it is checked when it has come
 */
@Introspected
record DeclaredFile(
    @NotNull @Size(min = 1, max = 1024) String path,
    @NotNull @Min(0) Long size,
    @Nullable
        @Size(max = 200)
        @Pattern(regexp = "[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+(; ?[A-Za-z0-9-]+=[A-Za-z0-9.-]+)?")
        String contentType,
    @Nullable @Pattern(regexp = "[0-9a-fA-F]{64}") String sha256) {
  String mediaType() {
    return contentType == null ? "application/octet-stream" : contentType;
  }

  @Nullable String hash() {
    return sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
  }
}
