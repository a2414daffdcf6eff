package io.granary.formats.archives;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What memory a test takes. */
final class Heap {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Heap() {}

  /** Bytes that this thread has allocated since it began, freed ones included. */
  static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Bytes that live objects take. */
  static long live() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
