package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.plan.Compiler;
import muster.plan.Cycles;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Log;
import muster.plan.Plan;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.ServiceSet;
import muster.plan.Stop;
import muster.plan.Work;
import org.junit.jupiter.api.Test;

class S6RcTest {
  private final MemoryTree tree = new MemoryTree();
  private final Findings findings = new Findings();

  // ---- what is read -------------------------------------------------------------------------

  @Test
  void aLongrunWithAllThatItCanHave() {
    tree.file("s/db/type", "longrun\n")
        .file("s/db/run", "#!/bin/sh\n")
        .file("s/db/finish", "")
        .file("s/db/notification-fd", "4\n")
        .file("s/db/timeout-kill", "3000\n\n")
        .file("s/db/timeout-finish", "0")
        .file("s/db/timeout-up", "100\n")
        .file("s/db/timeout-down", "200\n")
        .file("s/db/down-signal", "SIGINT\n")
        .file("s/db/flag-essential", "");
    Definition db = read().getFirst();
    assertThat(db.work())
        .isInstanceOfSatisfying(
            Work.Longrun.class,
            longrun -> {
              assertThat(longrun.run()).isEqualTo(new Program.Arguments(List.of("./run")));
              assertThat(longrun.finish()).isEqualTo(new Program.Arguments(List.of("./finish")));
              assertThat(longrun.finishMillis()).isZero();
              assertThat(longrun.readiness()).isEqualTo(new Readiness.Descriptor(4));
              assertThat(longrun.stop())
                  .isEqualTo(new Stop("INT", null, 3000, false, Stop.Kill.PROCESS));
            });
    assertThat(db.settings().upMillis()).isEqualTo(100);
    assertThat(db.settings().downMillis()).isEqualTo(200);
    assertThat(db.settings().essential()).isTrue();
    assertThat(db.settings().directory()).isEqualTo("s/db");
    assertThat(messages()).isEmpty();
  }

  @Test
  void aOneshotIsOneCommandLine() {
    tree.file("s/mount/type", "oneshot")
        .file("s/mount/up", "#!/bin/execlineb\nif { mount /a }\n  mount /b # both\n")
        .file("s/mount/down", "");
    assertThat(read().getFirst().work())
        .isEqualTo(
            new Work.Oneshot(
                new Program.Arguments(List.of("if", " mount", " /a", "", "mount", "/b")), null));
    assertThat(messages()).isEmpty();
  }

  @Test
  void theDirectoryWinsOverTheOldFile() {
    oneshot("a").file("s/a/dependencies", "c\n").file("s/a/dependencies.d/b", "not empty");
    oneshot("b").file("s/b/dependencies", "# none\n  c\nc\n\n");
    oneshot("c");
    assertThat(edges()).containsExactly("b > a", "c > b");
  }

  @Test
  void bundlesSpreadWhatIsEssential() {
    tree.file("s/all/type", "bundle\n").file("s/all/contents", "inner\n");
    tree.file("s/all/flag-essential", "");
    tree.file("s/inner/type", "bundle")
        .file("s/inner/contents.d/a", "")
        .file("s/inner/contents.d/.x", "");
    oneshot("a");
    oneshot("b");
    assertThat(read().stream().filter(d -> d.settings().essential()).map(Definition::name))
        .containsExactlyInAnyOrder("a", "all", "inner");
  }

  @Test
  void aPipelineIsOrderedFromItsEndAndHasAName() {
    longrun("web").file("s/web/producer-for", "filter\n");
    longrun("filter").file("s/filter/consumer-for", "web").file("s/filter/producer-for", "log");
    longrun("log").file("s/log/consumer-for", "filter\nother").file("s/log/pipeline-name", "all");
    longrun("other").file("s/other/producer-for", "log");
    Plan plan = Compiler.compile(new ServiceSet(read()), findings);
    assertThat(edges()).containsExactly("log > filter", "log > other", "filter > web");
    assertThat(plan.bundles().getFirst().definition().name()).isEqualTo("all");
    assertThat(plan.bundles().getFirst().members()).hasSize(4);
    assertThat(plan.services().get(3).settings().log()).isInstanceOf(Log.To.class);
    assertThat(messages()).isEmpty();
  }

  // ---- what is refused ----------------------------------------------------------------------

  @Test
  void everythingWrongIsSaidInOneRun() {
    tree.file("s/a/type", "oneshot\r\n");
    tree.file("s/b/type", "longrnu\n");
    tree.file("s/c/type", "longrun ");
    tree.file("s/d/run", "");
    tree.file("s/e/type", "longrun");
    tree.file("s/f/type", "oneshot");
    tree.file("s/g/type", "bundle");
    tree.file("s/s6rc-h/type", "bundle");
    oneshot("i").file("s/i/timeout-up", "soon").file("s/i/dependencies", "s6-rc-x\nj\r\n");
    oneshot("j").file("s/j/up", "echo {\n  x\n");
    longrun("k").file("s/k/notification-fd", "3").file("s/k/lock-fd", "3");
    longrun("l").file("s/l/down-signal", "SIGTREM");
    tree.file("s/m/n/type", "bundle");
    read();
    assertThat(messages())
        .containsExactly(
            "s/a/type:1:1: error: the line ends with CR LF; convert the file to LF",
            "s/b/type:1:1: error: it is none of oneshot, longrun and bundle; did you mean longrun?",
            "s/c/type:1:1: error: there is a blank after the word; take it away",
            "s/d:1:1: error: there is no file type, which says oneshot, longrun or bundle; if this"
                + " adds to a service of another set, as layers of container images do, merge them"
                + " first",
            "s/e:1:1: error: there is no file run, which starts the service",
            "s/f:1:1: error: there is no file up, which starts the oneshot",
            "s/g:1:1: error: the bundle has neither contents.d nor contents; an empty directory"
                + " contents.d is an empty bundle",
            "s/i/timeout-up:1:1: error: it has no number in it: want digits and a newline",
            "s/i/dependencies:1:1: error: names that begin with s6rc- or s6-rc- are s6-rc's own;"
                + " use another one",
            "s/i/dependencies:2:1: error: the line ends with CR LF; convert the file to LF",
            "s/j/up:1:6: error: the block that begins here has no end",
            "s/k/lock-fd:1:1: error: lock-fd and notification-fd are both 3",
            "s/l/down-signal:1:1: warning: there is no signal \"SIGTREM\", so s6 sends TERM; did you"
                + " mean TERM?",
            "s/m:1:1: error: this is no service but a source directory with services in it; give"
                + " its own path",
            "s/s6rc-h:1:1: error: names that begin with s6rc- or s6-rc- are s6-rc's own; use"
                + " another one");
  }

  @Test
  void whatIsThereHasToBeOfItsKind() {
    longrun("a").file("s/a/dependencies.d", "b").file("s/a/data", "").file("s/a/finish/x", "");
    longrun("b").file("s/b/down-signal/x", "").link("s/b/env", "/nowhere/env");
    tree.file("s/s6rc-notes", "").link("s/gone", "/nowhere/gone").link("s/.gone", "/nowhere/gone");
    oneshot("c").file("s/c/reload", "}");
    read();
    assertThat(messages())
        .containsExactly(
            "s/a/finish:1:1: error: it is not a regular file",
            "s/a/data:1:1: error: it is not a directory",
            "s/a/dependencies.d:1:1: error: cannot read it: there is no such directory",
            "s/b/down-signal:1:1: warning: there is no signal \"\", so s6 sends TERM",
            "s/c/reload:1:1: error: no block ends here, because none is open",
            "s/gone:1:1: error: this link leads to nothing",
            "s/s6rc-notes:1:1: error: names that begin with s6rc- or s6-rc- are s6-rc's own; use"
                + " another one");
  }

  @Test
  void numbersAreReadAsS6AndS6RcReadThem() {
    longrun("a").file("s/a/timeout-kill", "5\nseconds").file("s/a/timeout-up", "5\0x");
    Definition a = read().getFirst();
    assertThat(((Work.Longrun) a.work()).stop().killMillis()).isEqualTo(5);
    assertThat(a.settings().upMillis()).isEqualTo(5);
    assertThat(messages()).isEmpty();
    longrun("a").file("s/a/timeout-up", "5\n6\n").file("s/a/timeout-finish", "4294967296");
    read();
    assertThat(messages())
        .containsExactly(
            "s/a/timeout-finish:1:1: error: it has no number in it: want digits and a newline",
            "s/a/timeout-up:1:1: error: it has no number in it: want digits and a newline");
  }

  @Test
  void aPipelineHasTwoSides() {
    longrun("web").file("s/web/producer-for", "log");
    longrun("log").file("s/log/consumer-for", "wbe").file("s/log/pipeline-name", "p");
    longrun("x").file("s/x/producer-for", "log\nlog2");
    oneshot("y");
    longrun("z").file("s/z/producer-for", "y").file("s/z/pipeline-name", "q");
    read();
    assertThat(messages())
        .containsExactly(
            "s/x/producer-for:1:1: error: it has 2 names in it: want exactly one",
            "s/z/pipeline-name:1:1: warning: only the last consumer of a pipeline can name it; this"
                + " says nothing",
            "s/log/consumer-for:1:1: error: wbe is no longrun of this set; did you mean web?",
            "s/web/producer-for:1:1: error: both sides have to say it: log has no web in its"
                + " consumer-for",
            "s/z/producer-for:1:1: error: y is no longrun of this set");
  }

  @Test
  void aCircleIsShownFileByFile() {
    oneshot("a").file("s/a/dependencies.d/b", "");
    oneshot("b").file("s/b/dependencies", "\n  a\n");
    Plan plan = Compiler.compile(new ServiceSet(read()), findings);
    Cycles.report(plan, findings);
    assertThat(findings.all().getFirst().notes())
        .extracting(Finding.Note::toString)
        .containsExactly(
            "s/b/dependencies:2:3: note: b needs a", "s/a/dependencies.d/b:1:1: note: a needs b");
  }

  @Test
  void whatPeopleStumbleOver() {
    oneshot("a").file("s/a/up", "#!/bin/sh\necho hello\r\n");
    longrun("b").file("s/b/run", "#!/bin/sh\r\n").file("s/b/log/run", "").file("s/b/down", "");
    longrun("c").file("s/c/notification_fd", "3").file("s/c/README", "");
    read();
    assertThat(messages())
        .containsExactly(
            "s/a/up:1:1: warning: this is no script: s6-rc takes the file for one command line of"
                + " execline and the first line for a comment; put the script into a file of its"
                + " own and write its path here",
            "s/a/up:1:1: warning: there is a CR in it, which execline takes for a blank",
            "s/b/down:1:1: warning: s6-rc leaves it out: a longrun cannot have it here",
            "s/b/log:1:1: warning: s6-rc leaves it out: a longrun cannot have it here",
            "s/b/run:1:10: warning: the first line ends with CR LF, so the system looks for an"
                + " interpreter with a CR in its name and finds none; convert the file to LF",
            "s/c/notification_fd:1:1: hint: s6-rc does not know this file and leaves it out; did"
                + " you mean notification-fd?");
  }

  // ---- making trees -------------------------------------------------------------------------

  private MemoryTree oneshot(String name) {
    return tree.file("s/" + name + "/type", "oneshot\n").file("s/" + name + "/up", "true\n");
  }

  private MemoryTree longrun(String name) {
    return tree.file("s/" + name + "/type", "longrun\n").file("s/" + name + "/run", "");
  }

  private List<Definition> read() {
    return S6Rc.read(List.of("s"), tree, findings);
  }

  private List<String> edges() {
    Plan plan = Compiler.compile(new ServiceSet(read()), new Findings());
    return plan.edges().stream()
        .map(edge -> plan.name(edge.from()) + " > " + plan.name(edge.to()))
        .toList();
  }

  private List<String> messages() {
    return findings.all().stream().map(Finding::toString).toList();
  }
}
