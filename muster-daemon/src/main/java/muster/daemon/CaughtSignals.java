package muster.daemon;

import java.util.function.IntConsumer;
import muster.kernel.Kernel;

/** Signals that reach the loop as descriptors. */
final class CaughtSignals {
  private final Kernel kernel;
  private final int[] signals;
  private final int[] descriptors;

  private CaughtSignals(Kernel kernel, int[] signals, int[] descriptors) {
    this.kernel = kernel;
    this.signals = signals;
    this.descriptors = descriptors;
  }

  /** Catches them, with a warning for each that cannot be. */
  static CaughtSignals catching(Kernel kernel, Messages messages, int... signals) {
    int[] descriptors = new int[signals.length];
    for (int i = 0; i < signals.length; i++) {
      descriptors[i] = kernel.catchSignal(signals[i]);
      if (descriptors[i] < 0) {
        messages.warn(
            "cannot catch "
                + SignalNames.name(signals[i])
                + ": "
                + Messages.why(descriptors[i])
                + "; it keeps its default meaning");
      }
    }
    return new CaughtSignals(kernel, signals.clone(), descriptors);
  }

  /**
   * From now on the loop says which signal came.
   *
   * @throws StartupException when the loop cannot watch for them
   */
  void watch(Loop loop, IntConsumer arrived) {
    for (int i = 0; i < signals.length; i++) {
      int signal = signals[i];
      int fd = descriptors[i];
      if (fd >= 0) {
        int result =
            loop.watch(
                fd,
                true,
                () -> {
                  Loop.drain(kernel, fd);
                  arrived.accept(signal);
                });
        StartupException.check(result, "watch for signals");
      }
    }
  }
}
