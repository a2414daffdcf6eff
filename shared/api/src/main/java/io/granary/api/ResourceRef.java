package io.granary.api;

import java.util.UUID;

/** The sample, project or job that the path names; the caller may see it. */
public record ResourceRef(UUID id) {}
