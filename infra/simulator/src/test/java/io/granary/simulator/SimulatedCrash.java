package io.granary.simulator;

/** The end of a process, which nobody catches. */
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedCrash() {
    super("The process has ended", null, false, false);
  }
}
