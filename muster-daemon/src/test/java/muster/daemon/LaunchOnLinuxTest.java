package muster.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import muster.kernel.ChildStatus;
import muster.kernel.Linux;
import muster.kernel.LinuxKernel;
import muster.kernel.Spawn;
import muster.kernel.Spawn.FileAction;
import muster.plan.Attributes;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.Severity;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is executed really is: the words, the user, the limits, the environment, the directory. */
class LaunchOnLinuxTest {
  private static final List<String> ENVIRONMENT = List.of("PATH=/usr/bin:/bin", "LANG=C", "X=old");

  /** Tells of itself, each part ended by a NUL, without what sh sets. Not sh, which loses names. */
  private static final String TELL =
      """
      #!/usr/bin/perl
      sub all { local $/; open F, "<", "/proc/self/$_[0]"; return scalar <F>; }
      all("limits") =~ /Max open files +(\\d+) +(\\d+)/;
      @told = ("$< $(", readlink("/proc/self/cwd"), "$1 $2", @ARGV);
      push @told, grep { !/^(PWD|OLDPWD|_|SHLVL)=/ } split /\\0/, all("environ");
      print join("", map { "$_\\0" } @told);
      """;

  @TempDir Path directory;
  private final LinuxKernel kernel = new LinuxKernel();
  private Surroundings surroundings = Surroundings.of(kernel, "/", ENVIRONMENT);

  @BeforeEach
  void begin() throws IOException {
    kernel.closeOnExecFrom(3);
    kernel.chmodAt(Linux.AT_FDCWD, directory.toString(), 0755);
    surroundings = Surroundings.of(kernel, directory.toString(), ENVIRONMENT);
    write("tell", TELL);
  }

  private Path write(String name, String text) throws IOException {
    Path path = directory.resolve(name);
    Files.writeString(path, text, StandardCharsets.ISO_8859_1);
    kernel.chmodAt(Linux.AT_FDCWD, path.toString(), 0755);
    return path;
  }

  /** Executes it as the daemon does. @return what it wrote, in parts; the environment in order */
  private List<String> run(String path, List<String> words, Launch launch) throws IOException {
    Path out = directory.resolve("out");
    int at = kernel.open(launch.directory(), Linux.O_RDONLY | Linux.O_DIRECTORY, 0);
    int pid =
        kernel.spawn(
            new Spawn(
                path,
                words,
                launch.environment(),
                launch.variables(),
                at,
                true,
                0,
                List.of(
                    new FileAction.Open(
                        1, out.toString(), Linux.O_WRONLY | Linux.O_CREAT | Linux.O_TRUNC, 0644))));
    kernel.close(at);
    assertThat(pid).isPositive();
    ChildStatus status = new ChildStatus();
    kernel.waitid(Linux.P_PID, pid, 0, status);
    assertThat(status.waitStatus).isZero();
    List<String> parts =
        new ArrayList<>(
            List.of(Files.readString(out, StandardCharsets.ISO_8859_1).split("\0", -1)));
    assertThat(parts.removeLast()).isEmpty();
    return parts;
  }

  private List<String> run(Launch launch) throws IOException {
    Executable found = Executable.of(kernel, launch);
    assertThat(found.problem()).isNull();
    return run(found.path(), launch.words(), launch);
  }

  /** As execvp(3): the next place in PATH has its turn when a file cannot be executed. */
  @Test
  void aFileThatCannotBeExecutedIsPassedOver() throws IOException {
    for (String place : List.of("gone", "mode", "good")) {
      Files.createDirectory(directory.resolve(place));
    }
    write("gone/tool", "#!/no/such/interpreter\n");
    Files.writeString(directory.resolve("mode/tool"), "#!/bin/sh\n");
    write("good/tool", "#!/bin/sh\nprintf 'good\\0'\n");
    Launch launch =
        new Launch(
            List.of("tool"),
            0,
            directory.toString(),
            List.of("PATH=gone:mode:good:/bin"),
            List.of(),
            null);
    assertThat(run(launch)).containsExactly("good");
    write("good/tool", "#!/no/such/interpreter\n");
    assertThat(Executable.of(kernel, launch).problem())
        .startsWith("cannot execute tool: ")
        .contains("/no/such/interpreter");
  }

  /** Executes the script that says the same, with the inherited environment alone. */
  private List<String> runScript(Launch launch) throws IOException {
    Path script = write("run", RunScript.of(launch));
    Launch plain = new Launch(List.of("run"), 0, "/", surroundings.environment(), List.of(), null);
    return run(script.toString(), List.of("run"), plain);
  }

  private Launch launch(Services.Of service, Program program) {
    return Launch.of(
        service.oneshot(program),
        program,
        List.of(),
        EnvironmentFiles.read(kernel, service.settings(), surroundings),
        List.of(),
        surroundings);
  }

  private static Program tell(String... arguments) {
    List<String> words = new ArrayList<>(List.of("./tell"));
    words.addAll(List.of(arguments));
    return new Program.Arguments(words);
  }

  private void assumeRoot() {
    Assumptions.assumeTrue(kernel.getuid() == 0, "only root can be somebody else");
  }

  @Test
  void everythingAtOnce() throws IOException {
    assumeRoot();
    Services.Of service =
        new Services.Of("web")
            .user("nobody")
            .limits(Map.of("nofile", "100:200"))
            .environment(Map.of("X", "it's new"));
    Launch launch = launch(service, tell("a b", ""));
    List<String> told = run(launch);
    assertThat(told)
        .containsExactly(
            "65534 65534 65534",
            directory.toRealPath().toString(),
            "100 200",
            "a b",
            "",
            "PATH=/usr/bin:/bin",
            "LANG=C",
            "X=it's new");
    assertThat(runScript(launch)).containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void aNumberThatNobodyHasIsAUserToo() throws IOException {
    assumeRoot();
    Launch launch = launch(new Services.Of("web").user("4242").group("4343"), tell());
    assertThat(run(launch).getFirst()).isEqualTo("4242 4343");
    Launch group = launch(new Services.Of("web").group("nogroup"), tell());
    assertThat(run(group).getFirst()).startsWith("0 65534");
  }

  @Test
  void aNameIsFoundInThePathOfTheService() throws IOException {
    Files.createDirectory(directory.resolve("bin"));
    Files.move(directory.resolve("tell"), directory.resolve("bin/my-tell"));
    Program program = new Program.Arguments(List.of("my-tell", "x"));
    for (String path : List.of("/usr/bin:bin:/bin", "/usr/bin:/bin:" + directory + "/bin")) {
      Launch launch = launch(new Services.Of("web").environment(Map.of("PATH", path)), program);
      assertThat(run(launch)).contains("x", "PATH=" + path);
      assertThat(runScript(launch)).contains("x", "PATH=" + path);
    }
  }

  @Test
  void scriptsHaveTheirNameAndArguments() throws IOException {
    Program sound = new Program.Script("printf '%s\\0' \"$0\" \"$@\" \u00e9");
    Definition service = new Services.Of("w b").oneshot(sound);
    Launch launch =
        Launch.of(
            service, sound, List.of("256", "9"), EnvironmentFiles.NONE, List.of(), surroundings);
    assertThat(run(launch)).containsExactly("w b", "256", "9", "\u00c3\u00a9");
    assertThat(runScript(launch)).containsExactly("w b", "256", "9", "\u00c3\u00a9");
  }

  @Test
  void anyBytesSurviveBothWays() throws IOException {
    Random random = new Random(4);
    for (int i = 0; i < 60; i++) {
      String argument = bytes(random);
      String value = bytes(random);
      String place = bytes(random).replace('/', '_');
      Files.createDirectories(directory.resolve("d"));
      kernel.mkdir(directory + "/d/" + place, 0755);
      Launch launch =
          new Launch(
              List.of("../../tell", argument, "-" + argument),
              0,
              directory + "/d/" + place,
              surroundings.environment(),
              List.of("V=" + value, "not.a-name=" + value),
              null);
      List<String> told = run(launch);
      assertThat(told).contains(argument, "-" + argument, "V=" + value, "not.a-name=" + value);
      assertThat(runScript(launch)).containsExactlyInAnyOrderElementsOf(told);
    }
  }

  /** One to 20 of all bytes but NUL; those that mean something to a shell are frequent. */
  private static String bytes(Random random) {
    String special = "'\"\\$`!*?[]{}()<>|&;~#= \t\n-";
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(20); i >= 0; i--) {
      text.append(
          random.nextBoolean()
              ? special.charAt(random.nextInt(special.length()))
              : (char) (1 + random.nextInt(255)));
    }
    return text.toString();
  }

  @Test
  void aProgramWithAnEqualsSignIsNoVariable() throws IOException {
    Files.move(directory.resolve("tell"), directory.resolve("te=ll"));
    Program program = new Program.Arguments(List.of("./te=ll", "x"));
    Launch launch = launch(new Services.Of("web").environment(Map.of("A", "1")), program);
    assertThat(runScript(launch)).containsExactlyInAnyOrderElementsOf(run(launch)).contains("x");
  }

  @Test
  void whatASupervisorAboveSaysIsNotForServices() {
    List<String> given = List.of("A=1", "NOTIFY_SOCKET=/run/s", "LISTEN_FDS=1", "WATCHDOG_USEC=1");
    assertThat(Surroundings.of(kernel, "/", given).environment()).containsExactly("A=1");
  }

  // ---- before the start -----------------------------------------------------------------------

  private List<String> preflight(Definition service) {
    Findings findings = new Findings();
    new Preflight(kernel, surroundings, findings).check(service);
    return findings.all().stream().map(Finding::toString).toList();
  }

  @Test
  void whatIsSoundIsNotSpokenOf() {
    assertThat(preflight(new Services.Of("web").oneshot(tell()))).isEmpty();
    assertThat(preflight(new Services.Of("web").oneshot(new Program.Script("x")))).isEmpty();
    Readiness tcp = new Readiness.Tcp("[::1]:80");
    assertThat(preflight(new Services.Of("web").longrun(tell(), tcp))).isEmpty();
    assumeRoot();
    Services.Of other = new Services.Of("web").user("nobody").limits(Map.of("core", "0"));
    assertThat(preflight(other.oneshot(tell()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ./none     | ./none: there is no such file
          ./d        | ./d: it is not a file
          ./plain    | ./plain: it is not executable (chmod +x ./plain)
          ./lost     | ./lost: its #! line names /none/sh, which does not exist
          ./plain/x  | ./plain/x: Not a directory
          no-such    | no-such: it is not in PATH (/usr/bin:/bin)
          ./s\u00e9rve | ./s\u00e9rve: there is no such file
          """)
  void whatCannotBeExecutedIsKnownBefore(String word, String told) throws IOException {
    Files.createDirectory(directory.resolve("d"));
    Files.writeString(directory.resolve("plain"), "x");
    write("lost", "#! /none/sh -e\n");
    Program program = new Program.Arguments(List.of(word));
    assertThat(preflight(new Services.Of("web").oneshot(program)))
        .containsExactly("a.toml:3:1: error: web: cannot execute " + told);
  }

  @Test
  void aProgramThatIsNotExecutableIsNotTheOneInPath() throws IOException {
    Files.createDirectory(directory.resolve("one"));
    Files.writeString(directory.resolve("one/tell"), "x");
    Services.Of service = new Services.Of("web");
    Program program = new Program.Arguments(List.of("tell"));
    assertThat(preflight(service.environment(Map.of("PATH", "one:")).oneshot(program))).isEmpty();
    assertThat(preflight(service.environment(Map.of("PATH", "one")).oneshot(program)))
        .containsExactly(
            "a.toml:3:1: error: web: cannot execute tell: one/tell: it is not executable"
                + " (chmod +x one/tell)");
  }

  @Test
  void everythingThatIsMissingIsSaidAtOnce() {
    assumeRoot();
    Services.Of service = new Services.Of("web").directory("/none").user("nobdy");
    Readiness name = new Readiness.Http("http://example.org/");
    assertThat(preflight(service.longrun(tell(), name)))
        .containsExactly(
            "a.toml:3:1: error: web: cannot run in /none: there is no such directory",
            "a.toml:3:1: error: web: cannot run as user nobdy: there is no user nobdy in"
                + " /etc/passwd; if there is one elsewhere, say its group too",
            "a.toml:3:1: error: web: cannot execute ./tell: there is no such file",
            "a.toml:3:1: error: web: cannot ask http://example.org/ whether it is ready: names are"
                + " not looked up; write the number, or localhost");
  }

  @Test
  void whatASystemLacksIsSaid() {
    Surroundings here = surroundings;
    surroundings =
        new Surroundings(
            here.directory(),
            here.environment(),
            here.accounts(),
            0,
            0,
            "prlimit",
            "setpriv",
            "nice",
            Set.of());
    Attributes nice = new Attributes(null, 1, List.of(), null, List.of());
    Services.Of service =
        new Services.Of("web").user("root").limits(Map.of("core", "0")).attributes(nice);
    assertThat(preflight(service.oneshot(tell())))
        .containsExactly(
            "a.toml:3:1: error: web: cannot run as user root: there is no setpriv in PATH; it is in"
                + " the package util-linux",
            "a.toml:3:1: error: web: cannot set limits: there is no prlimit in PATH; it is in the"
                + " package util-linux",
            "a.toml:3:1: error: web: cannot be nice: there is no nice in PATH; it is in the package"
                + " coreutils");
  }

  @Test
  void whatAnotherMayStillMakeIsAWarning() {
    Findings findings = new Findings();
    Preflight preflight = new Preflight(kernel, surroundings, findings);
    Program later = new Program.Arguments(List.of("./later"));
    preflight.check(new Services.Of("web").needs("build").oneshot(later));
    preflight.check(new Services.Of("web").before("build").oneshot(later));
    assertThat(findings.all().stream().map(Finding::severity))
        .containsExactly(Severity.WARNING, Severity.ERROR);
  }

  @Test
  void aScriptThatNoArgumentCanBeIsSaid() {
    Program longest = new Program.Script("#" + "x".repeat(131_070));
    Program longer = new Program.Script("#" + "x".repeat(131_071));
    assertThat(preflight(new Services.Of("web").oneshot(longest))).isEmpty();
    assertThat(preflight(new Services.Of("web").oneshot(longer)))
        .containsExactly(
            "a.toml:3:1: error: web: cannot execute /bin/sh: its script has more than 131071 bytes;"
                + " put it in a file");
  }
}
