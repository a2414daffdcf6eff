package io.granary.simulator;

/** Decides which calls go wrong. */
interface FaultPlan {
  FaultPlan NONE = (_, _, _) -> Fault.NONE;

  /**
   * What happens to a call.
   *
   * @param number of the call in its world, from 1
   * @param what it asks for
   */
  Fault of(Invocation invocation, int number, String what);

  /** One call of a world goes wrong, and no other. */
  static FaultPlan at(int call, Fault fault) {
    return (_, number, _) -> number == call ? fault : Fault.NONE;
  }
}
