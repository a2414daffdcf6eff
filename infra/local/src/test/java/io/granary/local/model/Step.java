package io.granary.local.model;

/**
 * One step of a sequence; what it comes to follows from what is there then.
 *
 * @param action which of the actions that are possible
 * @param which of the things that it can be done to
 * @param size from 1 to 4: pictures, names, and ways to do it
 */
record Step(int action, int which, int size) {
  boolean isOdd() {
    return size % 2 == 1;
  }
}
