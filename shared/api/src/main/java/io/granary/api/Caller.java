package io.granary.api;

import java.util.UUID;

/** Who calls, as the edge has established. */
public record Caller(UUID id, String username, boolean isAdmin) {}
