import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Sends signals to a JVM whose handler is libc's eventfd_write, and counts wake-ups that do not come (ADR 0002). Each
 * signal is answered by a byte before the next of its kind is sent, while threads in the receiver allocate, collect
 * garbage, and look at the errno of calls that fail.
 *
 * <p>x86-64 only: epoll_event is packed there. {@code java --enable-native-access=ALL-UNNAMED SignalRain.java [N]}
 */
public final class SignalRain {
  private static final int[] SIGNALS = {3, 6, 10, 12, 14, 15, 17, 28, 30};
  private static final int EBADF = 9;
  private static final int SIGKILL = 9;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Arena ARENA = Arena.global();
  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.captureCallState("errno"));
  private static volatile Object sink;
  private static volatile boolean errnoWrong;

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0 && args[0].equals("receive")) {
      receive();
    } else {
      send(args.length > 0 ? Integer.parseInt(args[0]) : 20_000);
    }
  }

  private static void send(int each) throws IOException, InterruptedException {
    String java = System.getProperty("java.home") + "/bin/java";
    // 3 and 6 are kept free, as a launcher must: else the JVM's own files may be there.
    String script =
        "exec 3</dev/null 6</dev/null; exec '" + java + "' -Xmx24m -Xmn1m -XX:+UseSerialGC"
            + " --enable-native-access=ALL-UNNAMED \"$0\" receive";
    Process receiver =
        new ProcessBuilder("sh", "-c", script, System.getProperty("jdk.launcher.sourcefile", "SignalRain.java"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    InputStream answers = receiver.getInputStream();
    Thread watchdog = new Thread(() -> watch(receiver));
    watchdog.setDaemon(true);
    int first = answers.read();
    watchdog.start();
    long begin = System.nanoTime();
    for (int round = 0; round < each && first == 0; round++) {
      for (int signal : SIGNALS) {
        call("kill", receiver.pid(), signal, 0);
        int answer = answers.read();
        if (answer != signal) {
          System.out.println("sent " + signal + " in round " + round + ", got " + answer);
          System.exit(1);
        }
        progress++;
      }
    }
    System.out.printf(
        "%d signals, none lost, %.1f us each%n", progress, (System.nanoTime() - begin) / 1e3 / Math.max(1, progress));
    call("kill", receiver.pid(), SIGKILL, 0);
  }

  private static volatile long progress;

  /** A wake-up that does not come would be waited for without end. */
  private static void watch(Process receiver) {
    long before = -1;
    while (before != progress) {
      before = progress;
      try {
        Thread.sleep(10_000);
      } catch (InterruptedException e) {
        return;
      }
    }
    System.out.println("a wake-up is lost after " + before + " signals");
    receiver.destroyForcibly();
    System.exit(1);
  }

  private static void receive() {
    for (int signal : SIGNALS) {
      if (call("fcntl", signal, 1, 0) >= 0 && signal != 3 && signal != 6) {
        throw new IllegalStateException("descriptor " + signal + " is in use");
      }
      int fd = call("eventfd", 0, 0x80800, 0); // EFD_CLOEXEC | EFD_NONBLOCK
      call("dup3", fd, signal, 0x80000);
      MemorySegment action = ARENA.allocate(152, 8);
      action.set(JAVA_LONG, 0, LINKER.defaultLookup().find("eventfd_write").orElseThrow().address());
      action.asSlice(8, 128).fill((byte) -1);
      action.set(JAVA_INT, 136, 0x10000004); // SA_RESTART | SA_SIGINFO
      call("sigaction", signal, action.address(), 0);
    }
    int epoll = call("epoll_create1", 0x80000, 0, 0);
    MemorySegment event = ARENA.allocate(12 * 16, 8);
    for (int signal : SIGNALS) {
      event.set(JAVA_INT, 0, 1);
      event.set(JAVA_LONG_UNALIGNED, 4, signal);
      control(epoll, signal, event);
    }
    disturb(() -> sink = new byte[10_000]);
    disturb(SignalRain::fail);
    disturb(
        () -> {
          System.gc();
          pause();
        });
    answer(0);
    MemorySegment count = ARENA.allocate(8, 8);
    while (!errnoWrong) {
      int ready = wait(epoll, event);
      for (int i = 0; i < ready; i++) {
        int signal = (int) event.get(JAVA_LONG_UNALIGNED, 12L * i + 4);
        call("read", signal, count.address(), 8);
        answer(signal);
      }
    }
    System.err.println("the errno of a failing call was wrong");
  }

  private static void disturb(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                work.run();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void fail() {
    if (call("close", -1, 0, 0) != -EBADF) {
      errnoWrong = true;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final MemorySegment BYTE = ARENA.allocate(1);

  private static void answer(int signal) {
    BYTE.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 0, (byte) signal);
    call("write", 1, BYTE.address(), 1);
  }

  private static final MethodHandle FOUR =
      LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  private static void control(int epoll, int fd, MemorySegment event) {
    try {
      long ignored = (long) FOUR.invokeExact(symbol("epoll_ctl"), (long) epoll, 1L, (long) fd, event.address());
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static int wait(int epoll, MemorySegment events) {
    try {
      return (int) (long) FOUR.invokeExact(symbol("epoll_wait"), (long) epoll, events.address(), 16L, -1L);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static MemorySegment symbol(String name) {
    return LINKER.defaultLookup().find(name).orElseThrow();
  }

  private static final ThreadLocal<MemorySegment> ERRNO = ThreadLocal.withInitial(() -> ARENA.allocate(4, 4));

  private static int call(String name, long a, long b, long c) {
    MemorySegment errno = ERRNO.get();
    try {
      int result = (int) (long) CALL.invokeExact(symbol(name), errno, a, b, c, 0L);
      return result < 0 ? -errno.get(JAVA_INT, 0) : result;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
