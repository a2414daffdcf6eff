package io.granary.database;

import io.granary.domain.Issue;
import java.util.List;
import java.util.Map;

/**
 * What an ingest has brought: the JSON of {@code ingests.summary}, and part of report and result.
 *
 * @param filesUploaded all stored files, images among them
 * @param folderStructure samples by folder; the top is the empty name; at most 1,000 folders
 * @param annotationsRepaired those of the imported that had to be completed
 * @param storageBytesUsed bytes of all stored files
 */
public record IngestSummary(
    long imagesUploaded,
    long filesUploaded,
    Map<String, Long> folderStructure,
    long annotationsImported,
    long annotationsSkipped,
    long annotationsRepaired,
    long storageBytesUsed,
    int classes,
    List<Issue> issues) {}
