package muster.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, for what a test cannot do to the JVM that it runs in. */
final class ChildMain {
  private final Kernel kernel;
  private final List<String> arguments;

  private ChildMain(String[] mainArguments) {
    kernel = new LinuxKernel(mainArguments);
    arguments = kernel.arguments();
  }

  public static void main(String[] mainArguments) {
    ChildMain child = new ChildMain(mainArguments);
    switch (mainArguments[0]) {
      case "arguments" -> child.say(child.arguments);
      case "environment" -> child.say(child.kernel.environment());
      case "execve" -> child.execve();
      case "signals" -> child.signals();
      case "descriptors" -> child.descriptors();
      case "mount" -> child.mount(mainArguments[1]);
      case "session" -> child.session();
      default -> throw new IllegalArgumentException(mainArguments[0]);
    }
  }

  private void say(List<String> lines) {
    for (String line : lines) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
      kernel.write(1, bytes, 0, bytes.length);
    }
  }

  private void say(String line) {
    say(List.of(line));
  }

  /** Becomes the rest of the arguments, with a signal caught and another ignored. */
  private void execve() {
    kernel.catchSignal(Signals.USR1);
    kernel.catchSignal(Signals.TERM);
    kernel.ignoreSignal(Signals.SYS);
    say("none " + kernel.execve("/none", List.of("none"), List.of()));
    say(blockedHere());
    List<String> program = arguments.subList(1, arguments.size());
    say("failed " + kernel.execve(program.getFirst(), program, List.of("A=1", "B=\u00e9")));
  }

  private String blockedHere() {
    byte[] status = new byte[4096];
    int fd = kernel.open("/proc/thread-self/status", Linux.O_RDONLY, 0);
    int length = kernel.read(fd, status, 0, status.length);
    kernel.close(fd);
    String text = new String(status, 0, length, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("SigBlk:");
    return text.substring(at, text.indexOf('\n', at));
  }

  /** Catches all that can be, sends each to itself, and says which arrive where. */
  private void signals() {
    int[] all = {
      Signals.QUIT, Signals.ABRT, Signals.USR1, Signals.USR2, Signals.ALRM, Signals.TERM,
      Signals.CHLD, Signals.CONT, Signals.WINCH, Signals.PWR, Signals.HUP, Signals.INT
    };
    int[] descriptors = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      descriptors[i] = kernel.catchSignal(all[i]);
    }
    int epoll = kernel.epollCreate();
    Ready ready = new Ready(1);
    for (int i = 0; i < all.length; i++) {
      if (descriptors[i] < 0) {
        say(all[i] + " refused " + -descriptors[i]);
        continue;
      }
      kernel.epollControl(epoll, Linux.EPOLL_CTL_ADD, descriptors[i], Linux.EPOLLIN, all[i]);
      kernel.kill(kernel.getpid(), all[i]);
      int count = kernel.epollWait(epoll, ready, 10_000);
      boolean own = descriptors[i] == all[i];
      say(count == 1 && ready.data[0] == all[i] ? all[i] + (own ? " own" : " jvm") : all[i] + " ?");
      kernel.read(descriptors[i], new byte[8], 0, 8);
    }
    System.exit(0);
  }

  private void descriptors() {
    kernel.closeOnExecFrom(3);
    List<String> program = List.of("/bin/ls", "/proc/self/fd");
    int pid =
        kernel.spawn(
            new Spawn(
                program.getFirst(),
                program,
                List.of(),
                List.of(),
                Linux.AT_FDCWD,
                true,
                0,
                List.of()));
    kernel.waitid(Linux.P_PID, pid, 0, new ChildStatus());
  }

  private void mount(String directory) {
    // Private, so that nothing gets out even when the caller forgot.
    say("private " + kernel.mount(null, "/", null, 0x44000, null));
    say("mount " + kernel.mount("tmpfs", directory, "tmpfs", 6, "size=64k,mode=0711"));
    FileStatus status = new FileStatus();
    kernel.stat(directory, status);
    say("mode " + Integer.toOctalString(status.mode & 07777));
    say("umount " + kernel.umount(directory, 0));
    say("again " + kernel.umount(directory, 0));
  }

  private void session() {
    List<String> lines = new ArrayList<>();
    lines.add("setsid " + (kernel.setsid() == kernel.getpid()));
    lines.add("again " + kernel.setsid());
    lines.add("group " + (kernel.getpgid(0) == kernel.getpid()));
    say(lines);
  }
}
