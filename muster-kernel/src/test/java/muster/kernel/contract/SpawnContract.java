package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import muster.kernel.ChildStatus;
import muster.kernel.Errno;
import muster.kernel.Kernel;
import muster.kernel.Limit;
import muster.kernel.Linux;
import muster.kernel.Spawn;
import muster.kernel.Spawn.FileAction;
import org.junit.jupiter.api.Test;

/** What a new process is, and what it is not. */
public interface SpawnContract extends Fixture {

  private Spawn described(
      List<String> arguments, List<String> environment, List<String> extra, int directory) {
    String path = arguments.getFirst();
    return new Spawn(path, arguments, environment, extra, directory, true, 0, List.of());
  }

  private Spawn plain() {
    List<String> arguments = program(new Behaviour.Describe());
    return described(arguments, List.of(), List.of(), Linux.AT_FDCWD);
  }

  private void refused(Spawn request, int error) {
    assertThat(kernel().spawn(request)).isEqualTo(-error);
    assertThat(kernel().waitid(Linux.P_ALL, 0, Linux.WNOHANG, new ChildStatus()))
        .isEqualTo(-Errno.ECHILD);
  }

  @Test
  default void argumentsArriveAsTheyAre() {
    List<String> arguments =
        program(new Behaviour.Describe(), "one", "", "two words", "$HOME 'quoted'", "-x");
    List<String> lines = describe(described(arguments, List.of(), List.of(), Linux.AT_FDCWD));
    assertThat(told(lines, "argument"))
        .containsExactly("one", "", "two words", "$HOME 'quoted'", "-x");
  }

  @Test
  default void theEnvironmentIsWhatIsGivenThenWhatIsExtra() {
    List<String> arguments = program(new Behaviour.Describe());
    List<String> environment = List.of("B=2", "A=1", "EMPTY=");
    Spawn request = described(arguments, environment, List.of("INVOCATION_ID=x"), Linux.AT_FDCWD);
    assertThat(told(describe(request), "variable"))
        .containsExactly("B=2", "A=1", "EMPTY=", "INVOCATION_ID=x");
  }

  @Test
  default void eachSpawnHasItsOwnExtraEnvironment() {
    List<String> arguments = program(new Behaviour.Describe());
    List<String> same = List.of("A=1", "B=2");
    for (int i = 0; i < 3; i++) {
      List<String> extra = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        extra.add("X" + j + "=" + i);
      }
      List<String> expected = new ArrayList<>(same);
      expected.addAll(extra);
      Spawn request = described(arguments, same, extra, Linux.AT_FDCWD);
      assertThat(told(describe(request), "variable")).containsExactlyElementsOf(expected);
    }
    Spawn other = described(arguments, List.of("C=3"), List.of(), Linux.AT_FDCWD);
    assertThat(told(describe(other), "variable")).containsExactly("C=3");
  }

  @Test
  default void anEnvironmentMayBeBig() {
    List<String> environment = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      environment.add("VARIABLE_" + i + "=" + "v".repeat(60));
    }
    List<String> arguments = program(new Behaviour.Describe(), "a".repeat(100_000));
    List<String> lines = describe(described(arguments, environment, List.of(), Linux.AT_FDCWD));
    assertThat(told(lines, "variable")).containsExactlyElementsOf(environment);
    assertThat(told(lines, "argument")).containsExactly("a".repeat(100_000));
  }

  @Test
  default void theChildStartsInTheDirectoryGiven() {
    done(kernel().mkdir(path("service"), 0755));
    int fd = done(kernel().open(path("service"), Linux.O_RDONLY | Linux.O_DIRECTORY, 0));
    done(kernel().rename(path("service"), path("renamed")));
    List<String> arguments = program(new Behaviour.Describe());
    List<String> lines = describe(described(arguments, List.of(), List.of(), fd));
    assertThat(told(lines, "directory")).containsExactly(path("renamed"));
  }

  @Test
  default void theProgramIsLookedForInTheDirectoryGiven() {
    done(kernel().mkdir(path("service"), 0755));
    int fd = done(kernel().open(path("service"), Linux.O_RDONLY | Linux.O_DIRECTORY, 0));
    done(kernel().symlinkAt(program(new Behaviour.Exit(3)).getFirst(), fd, "run"));
    List<String> arguments = program(new Behaviour.Exit(3));
    Spawn here = new Spawn("./run", arguments, List.of(), List.of(), fd, true, 0, List.of());
    assertThat(reap(done(kernel().spawn(here)))).isEqualTo(3 << 8);
  }

  @Test
  default void theChildLeadsASessionWhenAsked() {
    assertThat(describe(plain())).contains("leader");
    Spawn asked = plain();
    Spawn request =
        new Spawn(
            asked.path(),
            asked.arguments(),
            List.of(),
            List.of(),
            Linux.AT_FDCWD,
            false,
            0,
            List.of());
    assertThat(describe(request)).doesNotContain("leader");
  }

  @Test
  default void aLeaderOfASessionLeadsItsGroup() {
    int leader = start(new Behaviour.Sleep());
    assertThat(kernel().getpgid(leader)).isEqualTo(leader);
    List<String> arguments = program(new Behaviour.Sleep());
    Spawn request =
        new Spawn(
            arguments.getFirst(),
            arguments,
            List.of(),
            List.of(),
            Linux.AT_FDCWD,
            false,
            0,
            List.of());
    int member = done(kernel().spawn(request));
    assertThat(kernel().getpgid(member)).isEqualTo(kernel().getpgid(0));
    end(leader);
    end(member);
  }

  // ---- descriptors ----------------------------------------------------------------------------

  @Test
  default void theChildHasOnlyTheDescriptorsItIsGiven() {
    int[] ends = pipe(0);
    int epoll = done(kernel().epollCreate());
    int file = create("a");
    int high = done(kernel().dupAbove(file, 60));
    assertThat(epoll + high).isPositive();
    Spawn asked = plain();
    Spawn request =
        new Spawn(
            asked.path(),
            asked.arguments(),
            List.of(),
            List.of(),
            Linux.AT_FDCWD,
            true,
            0,
            List.of(
                new FileAction.Open(0, path("a"), Linux.O_RDONLY, 0),
                new FileAction.Dup(ends[1], 2),
                new FileAction.Dup(file, 7)));
    assertThat(told(describe(request), "descriptor")).containsExactlyInAnyOrder("0", "1", "2", "7");
  }

  @Test
  default void aDescriptorDupedOntoItselfStaysOpen() {
    int fd = done(kernel().dupAbove(create("a"), 40));
    int pid = start(new Behaviour.Exit(0), new FileAction.Dup(fd, fd));
    assertThat(reap(pid)).isZero();
    Spawn asked = plain();
    Spawn request =
        new Spawn(
            asked.path(),
            asked.arguments(),
            List.of(),
            List.of(),
            Linux.AT_FDCWD,
            true,
            0,
            List.of(
                new FileAction.Dup(fd, 0), new FileAction.Dup(fd, 2), new FileAction.Dup(fd, fd)));
    assertThat(told(describe(request), "descriptor"))
        .containsExactlyInAnyOrder("0", "1", "2", String.valueOf(fd));
  }

  @Test
  default void actionsAreDoneInOrder() {
    int a = done(kernel().dupAbove(create("a"), 30));
    int b = done(kernel().dupAbove(create("b"), 31));
    int pid =
        start(
            new Behaviour.Write(4, "x"),
            new FileAction.Dup(a, 4),
            new FileAction.Dup(4, 5),
            new FileAction.Dup(b, 4),
            new FileAction.Close(5));
    assertThat(reap(pid)).isZero();
    assertThat(content(path("a"))).isEmpty();
    assertThat(content(path("b"))).isEqualTo("x");
  }

  @Test
  default void filesCanBeOpenedOnTheWay() {
    int pid =
        start(
            new Behaviour.Write(4, "words"),
            new FileAction.Open(4, path("a"), Linux.O_WRONLY | Linux.O_CREAT, 0600),
            new FileAction.Close(50));
    assertThat(reap(pid)).isZero();
    assertThat(content(path("a"))).isEqualTo("words");
  }

  @Test
  default void filesAreOpenedFromTheDirectoryGiven() {
    done(kernel().mkdir(path("service"), 0755));
    int fd = done(kernel().open(path("service"), Linux.O_RDONLY | Linux.O_DIRECTORY, 0));
    List<String> arguments = program(new Behaviour.Write(4, "here"));
    FileAction open = new FileAction.Open(4, "out", Linux.O_WRONLY | Linux.O_CREAT, 0600);
    Spawn request =
        new Spawn(
            arguments.getFirst(), arguments, List.of(), List.of(), fd, true, 0, List.of(open));
    assertThat(reap(done(kernel().spawn(request)))).isZero();
    assertThat(content(path("service/out"))).isEqualTo("here");
  }

  @Test
  default void anActionThatFailsIsTheCallsError() {
    List<String> arguments = program(new Behaviour.Exit(0));
    refused(request(arguments, new FileAction.Dup(700, 1)), Errno.EBADF);
    refused(request(arguments, new FileAction.Dup(-1, 1)), Errno.EBADF);
    FileAction open = new FileAction.Open(4, path("none"), Linux.O_RDONLY, 0);
    refused(request(arguments, open), Errno.ENOENT);
  }

  @Test
  default void aDirectoryThatIsNoneIsTheCallsError() {
    List<String> arguments = program(new Behaviour.Exit(0));
    refused(described(arguments, List.of(), List.of(), create("a")), Errno.ENOTDIR);
    refused(described(arguments, List.of(), List.of(), 700), Errno.EBADF);
  }

  @Test
  default void descriptorsAboveTheSoftLimitCanBeGiven() {
    Kernel kernel = kernel();
    Limit before = new Limit();
    done(kernel.getLimit(Linux.RLIMIT_NOFILE, before));
    int high = done(kernel.dupAbove(create("a"), 900));
    Limit lower = new Limit();
    lower.soft = 800;
    lower.hard = before.hard;
    done(kernel.setLimit(Linux.RLIMIT_NOFILE, lower));
    try {
      assertThat(kernel.open(path("a"), Linux.O_RDONLY, 0)).isGreaterThan(0);
      assertThat(kernel.dupAbove(high, 850)).isEqualTo(-Errno.EINVAL);
      int pid = start(new Behaviour.Write(4, "high"), new FileAction.Dup(high, 4));
      assertThat(reap(pid)).isZero();
      Limit now = new Limit();
      done(kernel.getLimit(Linux.RLIMIT_NOFILE, now));
      assertThat(now.soft).isEqualTo(800);
    } finally {
      done(kernel.setLimit(Linux.RLIMIT_NOFILE, before));
    }
    assertThat(content(path("a"))).isEqualTo("high");
  }

  // ---- programs that cannot be ----------------------------------------------------------------

  @Test
  default void whatIsNotThereCannotBeExecuted() {
    refused(request(List.of(path("none"))), Errno.ENOENT);
    refused(request(List.of("")), Errno.ENOENT);
    file("a", "");
    refused(request(List.of(path("a/b"))), Errno.ENOTDIR);
  }

  @Test
  default void whatIsNoProgramCannotBeExecuted() {
    refused(request(List.of(directory())), Errno.EACCES);
    file("run", "#!/bin/sh\n");
    done(kernel().chmodAt(Linux.AT_FDCWD, path("run"), 0644));
    refused(request(List.of(path("run"))), Errno.EACCES);
    file("words", "some words\n");
    done(kernel().chmodAt(Linux.AT_FDCWD, path("words"), 0755));
    refused(request(List.of(path("words"))), Errno.ENOEXEC);
    file("empty", "");
    done(kernel().chmodAt(Linux.AT_FDCWD, path("empty"), 0755));
    refused(request(List.of(path("empty"))), Errno.ENOEXEC);
  }

  @Test
  default void aScriptNeedsItsInterpreter() {
    file("run", "#!" + path("no/interpreter") + "\n");
    done(kernel().chmodAt(Linux.AT_FDCWD, path("run"), 0755));
    refused(request(List.of(path("run"))), Errno.ENOENT);
  }
}
