package muster.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import muster.plan.Compiler;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Log;
import muster.plan.Plan;
import muster.plan.Position;
import muster.plan.Program;
import muster.plan.Readiness;
import muster.plan.ServiceSet;
import muster.plan.Work;
import org.junit.jupiter.api.Test;

class ServiceDirectoriesTest {
  private static final String SH = "#!/bin/sh\n";

  private final MemoryTree tree = new MemoryTree();
  private final Findings findings = new Findings();

  @Test
  void aScanDirectoryHasAServiceInEachOfItsDirectories() {
    tree.file("scan/web/run", SH).file("scan/web/notification-fd", "3\n");
    tree.file("scan/db/run", SH).file("scan/db/finish", SH).file("scan/db/timeout-kill", "5\n");
    tree.file("scan/.hidden/run", SH).file("scan/README", "x").file("scan/db/.notes", "x");
    tree.file("scan/.s6-svscan/crash", SH);
    assertThat(read("scan/")).extracting(Definition::name).containsExactly("db", "web");
    Work.Longrun db = (Work.Longrun) read("scan").getFirst().work();
    assertThat(db.finish()).isEqualTo(new Program.Arguments(List.of("./finish")));
    assertThat(db.stop().killMillis()).isEqualTo(5);
    assertThat(read("scan").getFirst().settings().directory()).isEqualTo("scan/db");
    assertThat(messages()).isEmpty();
  }

  @Test
  void oneDirectoryIsOneService() {
    tree.file("sv/web/run", SH).file("sv/db/run", SH);
    assertThat(read("sv/web/")).extracting(Definition::name).containsExactly("web");
    assertThat(read("sv/web", "sv/db")).extracting(Definition::name).containsExactly("web", "db");
    assertThat(messages()).isEmpty();
  }

  @Test
  void aLoggerIsALongrunThatTheServiceWritesTo() {
    tree.file("scan/web/run", SH).file("scan/web/log/run", SH).file("scan/web/log/down", "");
    tree.file("scan/web/log/log/run", SH);
    List<Definition> read = read("scan");
    Plan plan = Compiler.compile(new ServiceSet(read), findings);
    assertThat(plan.services().get(1).settings().log())
        .isEqualTo(new Log.To("web-log", Position.of("scan/web/log")));
    assertThat(plan.edges())
        .extracting(edge -> plan.name(edge.from()) + " > " + plan.name(edge.to()))
        .containsExactly("web-log > web");
    assertThat(plan.services().getFirst().settings().directory()).isEqualTo("scan/web/log");
    assertThat(messages())
        .containsExactly(
            "scan/web/log/log:1:1: warning: a logger has no logger of its own, so it is left out");
  }

  @Test
  void whatIsDownAtFirstIsNotInTheBundleDefault() {
    tree.file("scan/a/run", SH).file("scan/b/run", SH).file("scan/b/down", "");
    tree.file("scan/c/run", SH);
    Work.Bundle bundle = (Work.Bundle) read("scan").getLast().work();
    assertThat(read("scan").getLast().name()).isEqualTo("default");
    assertThat(bundle.contents()).extracting(Work.Member::name).containsExactly("a", "c");
  }

  @Test
  void theCheckOfRunitSaysWhetherItServes() {
    tree.file("sv/a/run", SH).file("sv/a/check", SH).file("sv/a/control/t", SH);
    tree.file("sv/b/run", SH).file("sv/b/check", SH).file("sv/b/notification-fd", "4\n");
    assertThat(read("sv"))
        .extracting(definition -> ((Work.Longrun) definition.work()).readiness())
        .containsExactly(
            new Readiness.Exec(new Program.Arguments(List.of("./check"))),
            new Readiness.Descriptor(4));
    assertThat(messages())
        .containsExactly(
            "sv/a/control:1:1: warning: its scripts, which runit runs instead of sending signals,"
                + " are not read");
  }

  @Test
  void whatIsWrongIsSaidInOneRun() {
    tree.file("scan/a/finish", SH).file("scan/b/run", "echo hello\n").file("scan/c/run", SH);
    tree.file("scan/c/finish", "#!/bin/sh\r\nexit\r\n").file("scan/c/timeout-finish", "soon");
    tree.file("scan/d/run", "#!/bin/sh\necho hello\r\n").notExecutable("scan/d/run");
    tree.file("scan/e/run", "\u007fELF\r\n").file("scan/e/notification_fd", "3");
    tree.file("scan/f/run", new byte[] {'#', '!', '/', 'x', '\n', (byte) 0xe4});
    tree.file("scan/g\ufffd/run", SH).file("empty/README", "");
    read("scan", "empty", "nowhere");
    assertThat(messages())
        .containsExactly(
            "scan/a:1:1: error: there is no file run, which starts the service",
            "scan/b/run:1:1: warning: it begins with no #! line, so the system cannot execute it;"
                + " begin with #!/bin/sh",
            "scan/c/finish:1:10: warning: the first line ends with CR LF, so the system looks for an"
                + " interpreter with a CR in its name and finds none; convert the file to LF",
            "scan/c/timeout-finish:1:1: error: it has no number in it: want digits and a newline",
            "scan/d/run:2:11: warning: the line ends with CR LF; most interpreters take the CR for"
                + " a part of the last word; convert the file to LF",
            "scan/e/notification_fd:1:1: hint: this file means nothing to s6 and runit; did you"
                + " mean notification-fd?",
            "scan/f/run:2:1: hint: the byte 0xe4 is not UTF-8 here; convert the file, or escape the"
                + " byte",
            "scan/g\ufffd:1:1: error: a service cannot have this name; give the directory by a name"
                + " of its own, in UTF-8",
            "empty:1:1: error: there is no service directory in it",
            "nowhere:1:1: error: cannot read it: there is no such directory",
            "scan/d/run:1:1: warning: it is not executable, so it cannot be started; chmod +x it");
  }

  @Test
  void aCopyThatLostItsModesIsNotBlamedForIt() {
    tree.file("scan/a/run", SH).notExecutable("scan/a/run");
    tree.file("scan/b/run", SH).notExecutable("scan/b/run");
    read("scan");
    assertThat(messages()).isEmpty();
  }

  @Test
  void theDirectoryOneIsInHasNoName() {
    tree.file("./run", SH);
    read(".");
    assertThat(messages()).hasSize(1).first().asString().contains("a name of its own");
  }

  private List<Definition> read(String... paths) {
    return ServiceDirectories.read(List.of(paths), tree, findings);
  }

  private List<String> messages() {
    return findings.all().stream().map(Finding::toString).toList();
  }
}
