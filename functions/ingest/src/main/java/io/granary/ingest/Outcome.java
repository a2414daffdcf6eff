package io.granary.ingest;

/** What a run that finishes an ingest has come to. */
sealed interface Outcome {
  /** Everything is written, or was ended by another. */
  record Ended() implements Outcome {}

  /** There is nothing to make a dataset of. */
  record NoSamples() implements Outcome {}

  /** Nothing is written of a dry run. */
  record Tried(Completion.Completed done) implements Outcome {}
}
