package io.granary.api;

import java.util.UUID;

/** The sample, project, job or model that the path names; the caller may see it. */
public record ResourceRef(UUID id) {}
