import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one idle FIFO, socket, pipe, pidfd or eventfd costs in kernel memory, as the slab allocator counts it (ADR 0003).
 *
 * <p>Makes N of a kind, looks at /proc/slabinfo and /proc/meminfo before and after, divides, and repeats; prints medians.
 * Run as root on Linux, on a quiet machine: {@code java --enable-native-access=ALL-UNNAMED KernelMemory.java [N [ROUNDS]]}
 */
public final class KernelMemory {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle CALL =
      LINKER.downcallHandle(
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;

  private static final Arena ARENA = Arena.global();
  private static final Path dir = Path.of("/dev/shm/muster-measure");
  private static final List<Integer> open = new ArrayList<>();

  private record Slab(long objects, long objectBytes, long heldBytes) {}

  private record Snapshot(Map<String, Slab> slabs, Map<String, Long> meminfoKb) {}

  private interface Maker {
    void make(int i);
  }

  public static void main(String[] args) throws IOException {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 4000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Map<String, Maker> kinds = new java.util.LinkedHashMap<>();
    kinds.put("FIFO on tmpfs, not open", i -> fifo(i));
    kinds.put("FIFO on tmpfs, open O_RDWR", i -> keep(openAt(fifo(i))));
    kinds.put("pipe (both ends)", _ -> pipe());
    kinds.put("AF_UNIX stream, unbound", _ -> keep(socket()));
    kinds.put("AF_UNIX stream, listening", KernelMemory::listening);
    kinds.put("AF_UNIX connected pair", _ -> socketpair());
    kinds.put("listening + one connection", KernelMemory::connected);
    long[] sleepers = sleepers(Math.min(n, 1000));
    kinds.put(PIDFD, i -> keep((int) call("pidfd_open", sleepers[i], 0, 0)));
    kinds.put("eventfd", _ -> keep((int) call("eventfd", 0, O_NONBLOCK | O_CLOEXEC, 0)));

    Map<String, List<Map<String, Double>>> objects = new HashMap<>();
    Map<String, List<Double>> used = new HashMap<>();
    Map<String, List<Double>> held = new HashMap<>();
    Map<String, List<Double>> unreclaimable = new HashMap<>();
    Map<String, Long> sizes = new HashMap<>();
    for (int round = 0; round <= rounds; round++) { // round 0 only warms up
      for (var kind : kinds.entrySet()) {
        clean();
        Files.createDirectories(dir);
        dropCaches();
        int count = kind.getKey().equals(PIDFD) ? sleepers.length : n;
        Snapshot before = snapshot();
        for (int i = 0; i < count; i++) {
          kind.getValue().make(i);
        }
        Snapshot after = snapshot();
        if (round == 0) {
          continue;
        }
        Map<String, Double> each = new TreeMap<>();
        double heldBytes = 0;
        double usedBytes = 0;
        for (var slab : after.slabs().entrySet()) {
          Slab old = before.slabs().getOrDefault(slab.getKey(), new Slab(0, 0, 0));
          double perItem = (double) (slab.getValue().objects() - old.objects()) / count;
          if (perItem > 0.4) { // less is the rest of the machine, not ours
            each.put(slab.getKey(), perItem);
            sizes.put(slab.getKey(), slab.getValue().objectBytes());
            usedBytes += Math.round(perItem) * slab.getValue().objectBytes();
            heldBytes += (double) (slab.getValue().heldBytes() - old.heldBytes()) / count;
          }
        }
        objects.computeIfAbsent(kind.getKey(), _ -> new ArrayList<>()).add(each);
        used.computeIfAbsent(kind.getKey(), _ -> new ArrayList<>()).add(usedBytes);
        held.computeIfAbsent(kind.getKey(), _ -> new ArrayList<>()).add(heldBytes);
        unreclaimable
            .computeIfAbsent(kind.getKey(), _ -> new ArrayList<>())
            .add((after.meminfoKb().get("Slab") - before.meminfoKb().get("Slab")) * 1024.0 / count);
      }
    }
    clean();
    shell.destroy();
    System.out.printf("kernel %s, N = %d, medians of %d rounds, bytes for one%n", kernel(), n, rounds);
    System.out.printf(
        "%-31s %8s %8s %8s  %s%n", "kind", "objects", "slabs", "meminfo", "made of (objects x bytes)");
    for (String kind : kinds.keySet()) {
      System.out.printf(
          Locale.ROOT,
          "%-31s %8.0f %8.0f %8.0f  %s%n",
          kind,
          median(used.get(kind)),
          median(held.get(kind)),
          median(unreclaimable.get(kind)),
          composition(objects.get(kind), sizes));
    }
  }

  private static final String PIDFD = "pidfd, each of another process";
  private static Process shell;

  /** Processes to hold pidfds of, all children of one shell that ends with them. */
  private static long[] sleepers(int count) throws IOException {
    String script = "trap 'kill $(cat /proc/$$/task/$$/children)' TERM; i=0; while [ $i -lt " + count
        + " ]; do sleep 3600 & i=$((i+1)); done; echo up; wait";
    shell = new ProcessBuilder("sh", "-c", script).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    shell.inputReader().readLine();
    return shell.children().mapToLong(ProcessHandle::pid).toArray();
  }

  /** The caches that grew in most rounds. */
  private static String composition(List<Map<String, Double>> rounds, Map<String, Long> sizes) {
    Map<String, List<Double>> byCache = new TreeMap<>();
    for (Map<String, Double> round : rounds) {
      round.forEach((cache, count) -> byCache.computeIfAbsent(cache, _ -> new ArrayList<>()).add(count));
    }
    StringBuilder text = new StringBuilder();
    byCache.forEach(
        (cache, counts) -> {
          if (counts.size() * 2 > rounds.size()) {
            text.append(
                String.format(
                    Locale.ROOT, "%s%s %.0fx%d", text.isEmpty() ? "" : ", ", cache, median(counts), sizes.get(cache)));
          }
        });
    return text.toString();
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static MemorySegment path(int i) {
    return ARENA.allocateFrom(dir.resolve("n" + i).toString());
  }

  private static final Map<Integer, MemorySegment> paths = new HashMap<>();

  private static MemorySegment fifo(int i) {
    MemorySegment path = paths.computeIfAbsent(i, KernelMemory::path);
    check("mkfifo", call("mkfifo", path.address(), 0600, 0));
    return path;
  }

  private static int openAt(MemorySegment path) {
    return (int) call("open", path.address(), O_RDWR | O_NONBLOCK | O_CLOEXEC, 0);
  }

  private static final MemorySegment PAIR = ARENA.allocate(8, 4);

  private static void pipe() {
    check("pipe2", call("pipe2", PAIR.address(), O_NONBLOCK | O_CLOEXEC, 0));
    keep(PAIR.get(JAVA_INT, 0));
    keep(PAIR.get(JAVA_INT, 4));
  }

  private static int socket() {
    return (int) call("socket", AF_UNIX, SOCK_STREAM | O_NONBLOCK | O_CLOEXEC, 0);
  }

  private static final MemorySegment ADDRESS = ARENA.allocate(110, 8);

  private static void address(int i) {
    ADDRESS.fill((byte) 0);
    ADDRESS.set(java.lang.foreign.ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    ADDRESS.setString(2, dir.resolve("n" + i).toString());
  }

  private static void listening(int i) {
    int fd = keep(socket());
    address(i);
    check("bind", call("bind", fd, ADDRESS.address(), 110));
    check("listen", call("listen", fd, 5, 0));
  }

  private static void connected(int i) {
    listening(i);
    int listener = open.getLast();
    int client = keep(socket());
    check("connect", call("connect", client, ADDRESS.address(), 110));
    keep((int) call("accept", listener, 0, 0));
  }

  private static void socketpair() {
    check("socketpair", pair());
    keep(PAIR.get(JAVA_INT, 0));
    keep(PAIR.get(JAVA_INT, 4));
  }

  private static final MethodHandle SOCKETPAIR =
      LINKER.downcallHandle(
          LINKER.defaultLookup().find("socketpair").orElseThrow(),
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  private static long pair() {
    try {
      return (int)
          (long) SOCKETPAIR.invokeExact((long) AF_UNIX, (long) (SOCK_STREAM | O_CLOEXEC), 0L, PAIR.address());
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static int keep(int fd) {
    check("descriptor", fd);
    open.add(fd);
    return fd;
  }

  private static void check(String what, long result) {
    if (result < 0) {
      throw new IllegalStateException(what + " failed after " + open.size() + " descriptors: raise ulimit -n or lower N");
    }
  }

  private static final Map<String, MemorySegment> SYMBOLS = new HashMap<>();

  private static long call(String name, long a, long b, long c) {
    MemorySegment symbol = SYMBOLS.computeIfAbsent(name, s -> LINKER.defaultLookup().find(s).orElseThrow());
    try {
      return (int) (long) CALL.invokeExact(symbol, a, b, c, 0L);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static void clean() throws IOException {
    open.forEach(fd -> call("close", fd, 0, 0));
    open.clear();
    if (Files.isDirectory(dir)) {
      try (var entries = Files.newDirectoryStream(dir)) {
        for (Path entry : entries) {
          Files.delete(entry);
        }
      }
      Files.delete(dir);
    }
  }

  private static void dropCaches() throws IOException {
    System.gc();
    try {
      Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "2");
      Thread.sleep(200); // freed by RCU, a little later
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Snapshot snapshot() throws IOException {
    Map<String, Slab> slabs = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/slabinfo"))) {
      String[] f = line.trim().split("\\s+");
      if (f.length < 16 || line.startsWith("#")) {
        continue;
      }
      long pages = Long.parseLong(f[5]);
      slabs.put(f[0], new Slab(Long.parseLong(f[1]), Long.parseLong(f[3]), Long.parseLong(f[14]) * pages * 4096));
    }
    Map<String, Long> meminfo = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
      String[] f = line.split("[:\\s]+");
      meminfo.put(f[0], Long.parseLong(f[1]));
    }
    return new Snapshot(slabs, meminfo);
  }

  private static String kernel() throws IOException {
    return Arrays.stream(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip().split("-")).findFirst().orElse("?");
  }
}
