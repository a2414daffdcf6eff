package io.granary.jobs;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.storage.ObjectKeys;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.UUID;

/** Gives a note back. It is an operation that only a test has: one class and nothing else. */
@Controller
@LambdaFunction(
    name = "scratch-note",
    access = Access.SIGNED_IN,
    memoryMb = 1500,
    timeoutSeconds = 20,
    reads = ObjectKeys.THUMBNAILS,
    sends = "image",
    keeps = "note#")
final class ScratchNoteFunction {

  /**
   * A note.
   *
   * @param text what it says
   * @param author who wrote it
   */
  record Note(String text, UUID author) {}

  @Get("/api/scratch-notes")
  Note note(Caller caller) {
    return new Note("A note.", caller.id());
  }
}
