package io.granary.api;

import io.granary.domain.DatasetRole;
import java.util.UUID;

/** The dataset that the path names or leads to, with the role that the caller has on it. */
public record DatasetRef(UUID id, DatasetRole role) {}
