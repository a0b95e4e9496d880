package muster.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this process was started with, as bytes: the JVM decodes both and loses some. */
final class Origin {
  /** As many as the kernel lets a program have, with room to spare. */
  private static final int ENVIRONMENT_ENTRIES = 1 << 20;

  private final String[] mainArguments;
  private final Files files;
  private final Descriptors descriptors;
  private @Nullable List<String> arguments;
  private @Nullable List<String> environment;

  Origin(String[] mainArguments, Files files, Descriptors descriptors) {
    this.mainArguments = mainArguments;
    this.files = files;
    this.descriptors = descriptors;
  }

  List<String> arguments() {
    List<String> known = arguments;
    if (known == null) {
      known = fromCommandLine();
      arguments = known;
    }
    return known;
  }

  /** The last ones of /proc/self/cmdline, as many as main got. */
  private List<String> fromCommandLine() {
    int count = mainArguments.length;
    if (count == 0) {
      return List.of();
    }
    List<String> all = Text.split(readWhole("/proc/self/cmdline"));
    List<String> tail = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String decoded = mainArguments[i];
      int at = all.size() - count + i;
      if (at < 0 || differs(all.get(at), decoded)) {
        return encoded();
      }
      tail.add(all.get(at));
    }
    return Collections.unmodifiableList(tail);
  }

  /** Whether two readings cannot be of one argument; where a byte is not ASCII, anything may be. */
  private static boolean differs(String raw, String decoded) {
    if (raw.equals(decoded)) {
      return false;
    }
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  /** Without /proc, or when the command line is not the program's: what main got, encoded again. */
  private List<String> encoded() {
    List<String> list = new ArrayList<>(mainArguments.length);
    Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    for (String argument : mainArguments) {
      list.add(new String(argument.getBytes(charset), StandardCharsets.ISO_8859_1));
    }
    return Collections.unmodifiableList(list);
  }

  /** Empty when it cannot be read. */
  private byte[] readWhole(String path) {
    byte[] content = new byte[4096];
    int fd = files.openAt(Linux.AT_FDCWD, path, Linux.O_RDONLY, 0);
    if (fd < 0) {
      return new byte[0];
    }
    int length = 0;
    while (true) {
      if (length == content.length) {
        content = Arrays.copyOf(content, 2 * length);
      }
      int count = descriptors.read(fd, content, length, content.length - length);
      if (count <= 0) {
        break;
      }
      length += count;
    }
    descriptors.close(fd);
    return Arrays.copyOf(content, length);
  }

  List<String> environment() {
    List<String> known = environment;
    if (known == null) {
      known = fromEnviron();
      environment = known;
    }
    return known;
  }

  /** {@code environ} is a variable: a pointer to an array of pointers that ends in a null one. */
  private static List<String> fromEnviron() {
    List<String> entries = new ArrayList<>();
    MemorySegment variable = Libc.variable("environ");
    if (variable.address() == 0) {
      return entries;
    }
    long array = view(variable.address(), Long.BYTES).getLong(0);
    if (array == 0) {
      return entries;
    }
    for (int i = 0; i < ENVIRONMENT_ENTRIES; i++) {
      long entry = view(array + (long) i * Long.BYTES, Long.BYTES).getLong(0);
      if (entry == 0) {
        break;
      }
      entries.add(Text.read(view(entry, Spawner.ARGUMENT_BYTES), 0, Spawner.ARGUMENT_BYTES));
    }
    return Collections.unmodifiableList(entries);
  }

  @SuppressWarnings("restricted")
  private static ByteBuffer view(long address, int size) {
    return MemorySegment.ofAddress(address)
        .reinterpret(size)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }
}
