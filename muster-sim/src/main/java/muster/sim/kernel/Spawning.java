package muster.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.kernel.Errno;
import muster.kernel.Linux;
import muster.kernel.Spawn;
import muster.kernel.Spawn.FileAction;
import org.jspecify.annotations.Nullable;

/** posix_spawn(3): a child is made, gets its descriptors, and becomes a program, or nothing is. */
final class Spawning {
  private final FakeMachine machine;
  private final FakeFiles files;

  Spawning(FakeMachine machine, FakeFiles files) {
    this.machine = machine;
    this.files = files;
  }

  int spawn(Spawn request) {
    if (!valid(request)) {
      return -Errno.EINVAL;
    }
    Node.Directory directory = machine.workingDirectory;
    if (request.directory() != Linux.AT_FDCWD) {
      Opened opened = machine.descriptors.get(request.directory());
      if (opened == null) {
        return -Errno.EBADF;
      }
      if (!(opened instanceof Opened.Place place && place.node instanceof Node.Directory there)) {
        return -Errno.ENOTDIR;
      }
      directory = there;
    }
    Descriptors descriptors = machine.descriptors.copy();
    int result = prepare(request, directory, descriptors);
    if (result < 0) {
      descriptors.closeAll();
    }
    return result;
  }

  private int prepare(Spawn request, Node.Directory directory, Descriptors descriptors) {
    for (FileAction action : request.actions()) {
      int result = act(action, directory, descriptors);
      if (result < 0) {
        return result;
      }
    }
    Disk.Place place = machine.disk.find(directory, request.path(), true);
    if (place.missing() != 0) {
      return place.missing();
    }
    if (!(place.node() instanceof Node.Regular file) || !FakeFiles.executable(file)) {
      return -Errno.EACCES;
    }
    Node.Regular executed = file.program == null ? interpreter(file) : file;
    if (executed == null) {
      return script(file) ? -Errno.ENOENT : -Errno.ENOEXEC;
    }
    Program program = executed.program;
    if (program == null) {
      return -Errno.ENOEXEC;
    }
    descriptors.exec();
    List<String> environment = new ArrayList<>(request.environment());
    environment.addAll(request.extraEnvironment());
    int pid = machine.freshPid();
    boolean leads = request.newSession();
    FakeProcess process =
        new FakeProcess(
            machine,
            pid,
            leads ? pid : machine.ownPid,
            leads,
            request.arguments(),
            environment,
            directory,
            descriptors,
            machine.ignored & ~request.defaultSignals());
    machine.spawned(process, request.path());
    machine.begin(process, program);
    return pid;
  }

  private int act(FileAction action, Node.Directory directory, Descriptors descriptors) {
    return switch (action) {
      case FileAction.Dup(int from, int to) -> {
        Opened opened = descriptors.get(from);
        if (opened == null || to < 0 || to >= descriptors.limit && from != to) {
          yield -Errno.EBADF;
        }
        descriptors.put(to, opened, false);
        yield 0;
      }
      case FileAction.Close(int fd) -> {
        descriptors.close(fd);
        yield 0;
      }
      case FileAction.Open(int fd, String path, int flags, int mode) -> {
        int opened = files.openFrom(descriptors, directory, path, flags, mode);
        Opened made = descriptors.get(opened);
        if (made == null) {
          yield opened;
        }
        descriptors.put(fd, made, false);
        if (opened != fd) {
          descriptors.close(opened);
        }
        yield 0;
      }
    };
  }

  private static boolean script(Node.Regular file) {
    return file.content.length > 2 && file.content[0] == '#' && file.content[1] == '!';
  }

  private Node.@Nullable Regular interpreter(Node.Regular file) {
    if (!script(file)) {
      return null;
    }
    String text = new String(file.content, StandardCharsets.ISO_8859_1);
    String path = text.substring(2, Math.max(2, text.indexOf('\n'))).strip();
    Node node = path.isEmpty() ? null : machine.disk.at(path);
    return node instanceof Node.Regular program ? program : null;
  }

  private static boolean valid(Spawn request) {
    for (FileAction action : request.actions()) {
      if (action instanceof FileAction.Open open && !Disk.isBytes(open.path())) {
        return false;
      }
    }
    return Disk.isBytes(request.path())
        && allBytes(request.arguments())
        && allBytes(request.environment())
        && allBytes(request.extraEnvironment());
  }

  private static boolean allBytes(List<String> texts) {
    for (String text : texts) {
      if (!Disk.isBytes(text)) {
        return false;
      }
    }
    return true;
  }
}
