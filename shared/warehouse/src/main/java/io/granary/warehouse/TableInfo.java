package io.granary.warehouse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A table as it stands in a list.
 *
 * @param rowCount null for a view, whose rows nobody has counted
 * @param sizeBytes as the warehouse bills it; null for a view
 */
public record TableInfo(
    String tableId,
    @Nullable Long rowCount,
    @Nullable Long sizeBytes,
    int columnCount,
    @Nullable Instant lastModified) {}
