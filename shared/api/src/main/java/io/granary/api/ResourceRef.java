package io.granary.api;

import java.util.UUID;

/** The sample, project, job, model or upload that the path names; the caller may see it. */
public record ResourceRef(UUID id) {}
