package muster.sources;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import muster.plan.Compiler;
import muster.plan.Definition;
import muster.plan.Finding;
import muster.plan.Findings;
import muster.plan.Plan;
import muster.plan.Program;
import muster.plan.ServiceSet;
import muster.plan.Work;
import muster.plan.graph.Ranks;
import org.junit.jupiter.api.Test;

class LsbTest {
  private static final String DIRECTORY = "/etc/init.d";

  private final MemoryTree tree = new MemoryTree();
  private final Findings findings = new Findings();

  // ---- what is written in the tests -----------------------------------------------------------

  /** A script whose header has what is necessary, and these lines. */
  private LsbTest script(String name, String... lines) {
    StringBuilder text = new StringBuilder("#!/bin/sh\n### BEGIN INIT INFO\n");
    for (String key : List.of("Provides", "Required-Start", "Required-Stop")) {
      line(text, key, key.equals("Provides") ? name : "", lines);
    }
    line(text, "Default-Start", "2 3 4 5", lines);
    line(text, "Default-Stop", "0 1 6", lines);
    for (String line : lines) {
      text.append("# ").append(line).append('\n');
    }
    return file(name, text.append("### END INIT INFO\n").toString());
  }

  private static void line(StringBuilder text, String key, String value, String... instead) {
    for (String line : instead) {
      if (line.startsWith(key)) {
        return;
      }
    }
    text.append("# ").append(key).append(": ").append(value).append('\n');
  }

  private LsbTest file(String name, String text) {
    tree.file(DIRECTORY + "/" + name, text);
    return this;
  }

  private LsbTest conf(String text) {
    tree.file("/etc/insserv.conf", text);
    return this;
  }

  // ---- what is looked at ----------------------------------------------------------------------

  private Plan plan() {
    return plan(Optional.empty(), DIRECTORY);
  }

  private Plan plan(String runlevel) {
    return plan(Runlevel.of(runlevel), DIRECTORY);
  }

  private Plan plan(Optional<Runlevel> runlevel, String... paths) {
    List<Definition> definitions = Lsb.read(List.of(paths), runlevel, tree, findings);
    return Compiler.compile(new ServiceSet(definitions), findings);
  }

  private static String ranks(Plan plan) {
    Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
    return IntStream.range(0, ranks.count())
        .mapToObj(
            rank -> IntStream.of(ranks.nodes(rank)).mapToObj(plan::name).collect(joining(" ")))
        .collect(joining(" / "));
  }

  private List<String> said() {
    return findings.all().stream().map(Finding::toString).toList();
  }

  private static List<String> members(Plan plan, String bundle) {
    return plan.bundles().stream()
        .filter(each -> each.definition().name().equals(bundle))
        .flatMap(each -> each.members().stream())
        .map(plan::name)
        .toList();
  }

  // ---- order ----------------------------------------------------------------------------------

  @Test
  void whatIsRequiredAndWhatShouldBeThereStartsBefore() {
    script("web", "Required-Start: database", "Should-Start: cache,mail");
    script("database").script("cache");
    assertThat(ranks(plan())).isEqualTo("cache database / web");
    assertThat(said()).isEmpty();
  }

  @Test
  void aScriptIsAOneshotThatItsArgumentsStartAndStop() {
    script("web", "Short-Description: serves pages");
    Definition web = plan().services().getFirst();
    assertThat(web.work())
        .isEqualTo(
            new Work.Oneshot(
                new Program.Arguments(List.of("./web", "start")),
                new Program.Arguments(List.of("./web", "stop"))));
    assertThat(web.settings().directory()).isEqualTo(DIRECTORY);
    assertThat(web.settings().description()).isEqualTo("serves pages");
  }

  @Test
  void whatAScriptProvidesIsANameForIt() {
    script("mail.sh", "Provides: mail transport");
    script("web", "Required-Start: transport");
    Plan plan = plan();
    assertThat(ranks(plan)).isEqualTo("mail.sh / web");
    assertThat(members(plan, "mail")).containsExactly("mail.sh");
    assertThat(members(plan, "transport")).containsExactly("mail.sh");
    assertThat(said()).isEmpty();
  }

  @Test
  void aScriptWithTheLineEndsOfWindowsIsReadAndBlamed() {
    script("database");
    file(
        "web",
        "#!/bin/sh\n### BEGIN INIT INFO\n# Provides: web\n# Required-Start: database\n# Required-Stop:\n# Default-Start: 2\n# Default-Stop:\n### END INIT INFO\n"
            .replace("\n", "\r\n"));
    assertThat(ranks(plan())).isEqualTo("database / web");
    assertThat(said())
        .containsExactly(
            "/etc/init.d/web:1:10: warning: the first line ends with CR LF, so the system looks for"
                + " an interpreter with a CR in its name and finds none; convert the file to LF");
  }

  @Test
  void aScriptMayGoBeforeOthers() {
    script("early", "X-Start-Before: late nobody");
    script("also", "X-Foo-Start-Before: late");
    script("late");
    assertThat(ranks(plan())).isEqualTo("also early / late");
    assertThat(said()).isEmpty();
  }

  @Test
  void whatAsksForAllIsLast() {
    script("a", "Required-Start: $all");
    script("b", "Should-Start: c");
    script("c");
    script("d", "Should-Start: $ALL a");
    assertThat(ranks(plan())).isEqualTo("c / b / a d");
    assertThat(said())
        .containsExactly(
            "/etc/init.d/d:8:22: warning: d and a both ask for $all, so neither comes first");
  }

  @Test
  void whatIsAfterAScriptThatAsksForAllGoesInACircle() {
    script("a", "Required-Start: $all");
    script("b", "Should-Start: a");
    assertThat(Ranks.of(plan().graph())).isEmpty();
  }

  @Test
  void allOfSStartsBeforeTheRest() {
    script("a", "Default-Start: S", "X-Start-Before: c");
    script("b", "Default-Start: S", "Should-Start: a");
    script("c", "Should-Start: b");
    script("d");
    Plan plan = plan();
    assertThat(ranks(plan)).isEqualTo("a / b / c d");
    assertThat(members(plan, "rcS")).containsExactly("a", "b");
  }

  @Test
  void scriptsThatAreNeverStartedTogetherHaveNoOrder() {
    script("a", "Default-Start: 2 4");
    script("b", "Default-Start: 3 5", "Should-Start: a");
    script("c", "Default-Start: 5 4 3 2", "Should-Start: b a");
    assertThat(ranks(plan())).isEqualTo("a b / c");
  }

  @Test
  void anInteractiveScriptStartsAlone() {
    conf("<interactive> e other\n");
    script("a")
        .script("b", "Should-Start: a")
        .script("c", "Should-Start: a", "X-Interactive: true");
    script("d", "Should-Start: c").script("e").script("f").script("g", "X-Interactive: yes");
    script("h", "Should-Start: b", "X-Interactive: true");
    Plan plan = plan();
    assertThat(ranks(plan)).isEqualTo("e / a f g / c / b d / h");
    assertThat(plan.edges()).as("only those between one that is alone and the next").hasSize(13);
    assertThat(said()).isEmpty();
  }

  @Test
  void aScriptThatIsAfterItselfIsNot() {
    script("a", "Required-Start: a b", "Should-Start: $me");
    script("b");
    conf("$me +a +b\n");
    assertThat(ranks(plan())).isEqualTo("b / a");
    assertThat(said())
        .containsExactly("/etc/init.d/a:7:19: warning: a depends on itself; remove a here");
  }

  // ---- runlevels ------------------------------------------------------------------------------

  @Test
  void aRunlevelStartsWhatIsInItAndInS() {
    script("a", "Default-Start: S").script("b", "Default-Start: 2").script("c", "Default-Start: 3");
    script("halt", "Default-Start: 0").script("off", "Default-Start:");
    assertThat(ranks(plan("2"))).isEqualTo("a / b");
    assertThat(ranks(plan("3"))).isEqualTo("a / c");
    assertThat(ranks(plan("S"))).isEqualTo("a");
    assertThat(ranks(plan())).isEqualTo("a / b c");
  }

  @Test
  void onTheWayToHaltScriptsStopInAnOrderOfTheirOwn() {
    script("a", "Required-Stop: b $fs", "Required-Start: nobody");
    script("b", "Should_stop: c").script("c", "Default-Stop: 6").script("d", "X-Stop-After: b");
    script("e", "Should-Stop: $all").script("fs");
    script("halt", "Default-Start: 0", "Default-Stop:");
    conf("$fs +fs\n");
    Plan plan = plan("0");
    assertThat(ranks(plan)).isEqualTo("e / a / b fs / d / halt");
    assertThat(plan.services().getFirst().work())
        .isEqualTo(new Work.Oneshot(new Program.Arguments(List.of("./a", "stop")), null));
    assertThat(plan.services().getLast().work())
        .isEqualTo(
            new Work.Oneshot(
                new Program.Arguments(List.of("./halt", "start")),
                new Program.Arguments(List.of("./halt", "stop"))));
    assertThat(said()).isEmpty();
  }

  @Test
  void whatIsRequiredHasToBeInTheSameRunlevels() {
    script("early", "Default-Start: S");
    script("some", "Default-Start: 3 4");
    script("never", "Default-Start:");
    script("web", "Required-Start: early some never", "Should-Start: never");
    plan();
    assertThat(said())
        .containsExactly(
            "/etc/init.d/web:7:25: error: web is started in 2 3 4 5 and needs some,"
                + " which is not started in 2 5",
            "/etc/init.d/web:7:30: error: web is started in 2 3 4 5 and needs never,"
                + " which is not started in 2 3 4 5");
  }

  @Test
  void whatIsNoRunlevelIsNotRead() {
    script("a", "Default-Start: 2345 3", "Default-Stop: 0 7").script("b", "Default-Start: B");
    assertThat(ranks(plan())).isEqualTo("a");
    assertThat(said())
        .containsExactly(
            "/etc/init.d/a:6:18: warning: 2345 is no runlevel, and is not read; write 2 3 4 5",
            "/etc/init.d/a:7:19: warning: 7 is no runlevel, and is not read",
            "/etc/init.d/b:7:18: error: there is no runlevel B but in SUSE; it is S");
  }

  @Test
  void whatIsStoppedInARunlevelIsNotStartedThere() {
    script("a", "Default-Start: 1 2 3", "Default-Stop: 0 1 2 6").script("b");
    assertThat(ranks(plan("2"))).isEqualTo("b");
    assertThat(said())
        .containsExactly(
            "/etc/init.d/a:6:3: warning: a is stopped in 1 2, so it is not started there");
  }

  // ---- names ----------------------------------------------------------------------------------

  @Test
  void whatIsRequiredAndMissingIsAnErrorWithWhatWasMeant() {
    script("mail.sh", "Provides: exim4").script("web", "Required-Start: exim mail.sh +nobody");
    plan();
    assertThat(said())
        .containsExactly(
            "/etc/init.d/web:7:19: error: web needs exim, which no script provides;"
                + " did you mean exim4?",
            "/etc/init.d/web:7:24: error: web needs mail.sh, which no script provides:"
                + " the script of that name provides exim4");
  }

  @Test
  void aNameHasOneProvider() {
    script("a", "Provides: a mta").script("b", "Provides: b mta $network #x");
    plan();
    assertThat(said())
        .containsExactly(
            "/etc/init.d/b:7:19: warning: a script cannot provide $network, which is not read",
            "/etc/init.d/b:7:28: warning: a script cannot provide #x, which is not read",
            "/etc/init.d/b:7:15: error: b provides mta, and so does a; remove one of the scripts");
  }

  @Test
  void facilitiesStandForWhatTheConfigurationSays() {
    conf(
        """
        # a comment
        $net = +ifup,networking $low
        $low: slip
        something else
        """);
    tree.file("/etc/insserv.conf.d/more", "$net wifi");
    tree.file("/etc/insserv.conf.d/more.dpkg-old", "$net gone");
    script("web", "Required-Start: $net $nett $null");
    script("networking", "X-Start-Before: slip").script("slip");
    Plan plan = plan();
    assertThat(said())
        .containsExactly(
            "/etc/insserv.conf:4:1: warning: this line is not read:"
                + " it begins with neither $ nor <interactive>",
            "/etc/init.d/web:7:19: error: web needs wifi, which no script provides",
            "/etc/init.d/web:7:24: warning: there is no $nett in any insserv.conf;"
                + " did you mean $net?");
    assertThat(findings.all().get(1).notes())
        .extracting(Object::toString)
        .containsExactly("/etc/insserv.conf.d/more:1:6: note: $net stands for wifi here");
    assertThat(ranks(plan)).isEqualTo("networking / slip / web");
    assertThat(members(plan, "$net")).containsExactly("networking", "slip");
  }

  @Test
  void aFacilityNeedsWhatItNeedsAnywhere() {
    conf("$a +x\n$b $a x\n$a y +y +z z\n");
    script("web", "Required-Start: $a").script("api", "Required-Start: $b");
    plan();
    assertThat(said())
        .containsExactly(
            "/etc/init.d/api:7:19: error: api needs x, which no script provides",
            "/etc/init.d/api:7:19: error: api needs y, which no script provides",
            "/etc/init.d/api:7:19: error: api needs z, which no script provides",
            "/etc/init.d/web:7:19: error: web needs y, which no script provides",
            "/etc/init.d/web:7:19: error: web needs z, which no script provides");
  }

  @Test
  void aFacilityThatContainsItselfIsAnError() {
    conf("$a $b\n$b +x $c\n$c $b\n$d $c $e\n");
    script("web", "Required-Start: $d");
    plan();
    assertThat(said())
        .containsExactly(
            "/etc/insserv.conf:2:7: error: $b contains itself, by $c",
            "/etc/insserv.conf:3:4: error: $c contains itself, by $b",
            "/etc/insserv.conf:4:7: warning: there is no $e in any insserv.conf; did you mean $a?");
  }

  @Test
  void withoutConfigurationFacilitiesAreDebians() {
    script("mountall.sh", "Provides: mountall", "Default-Start: S");
    script("ssh", "Required-Start: $remote_fs $syslog");
    script("rsyslog");
    assertThat(ranks(plan())).isEqualTo("mountall.sh / rsyslog / ssh");
    assertThat(said()).isEmpty();
  }

  // ---- headers --------------------------------------------------------------------------------

  @Test
  void oddHeadersAreReadAsInsservReadsThem() {
    file(
        "odd",
        """
        #!/bin/sh
        echo no header yet
          ### BEGIN INIT INFO ###
        #PROVIDES:odd
        #\tRequired_Start: a,b;c\td\ta
        # required--stop:
        # Description: one
        #   more
        # Default-Start:\t2 3\r
        # Default-Stop: 0
        ### END INIT INFO#
        echo and more
        """);
    script("a").script("b").script("c").script("d");
    assertThat(ranks(plan())).isEqualTo("a b c d / odd");
    assertThat(said())
        .containsExactly(
            "/etc/init.d/odd:5:25: warning: insserv does not see d and what follows;"
                + " let one blank be between names");
  }

  @Test
  void crlfAndNoLastNewlineAreNoTrouble() {
    file(
        "dos",
        """
        ### BEGIN INIT INFO
        # Provides: dos
        # Required-Start: a b
        # Required-Stop:
        # X-Interactive: true
        # Default-Start: 2 3 4 5
        # Default-Stop: 0 1 6
        ### END INIT INFO\
        """
            .replace("\n", "\r\n"));
    script("a").script("b").script("c");
    assertThat(ranks(plan())).isEqualTo("a b c / dos");
    assertThat(said()).isEmpty();
  }

  @Test
  void whatIsNotReadIsSaid() {
    file(
        "odd",
        """
        ### BEGIN INIT INFO
        # Provides: odd
        # Required-Start: a
        #    b
        # Required-Start: c
        # Requird-Stop: d
        Should-Start: e

        # Note: nothing
        ### END INIT INFO
        ### BEGIN INIT INFO
        # Provides: other
        ### END INIT INFO
        """);
    script("a");
    plan();
    assertThat(said())
        .containsExactly(
            "/etc/init.d/odd:4:6: warning: this line is not read: Required-Start has to be one line",
            "/etc/init.d/odd:5:3: warning: this second Required-Start is not read; make them one",
            "/etc/init.d/odd:6:3: warning: Requird-Stop is no key of an LSB header;"
                + " did you mean Required-Stop?",
            "/etc/init.d/odd:7:1: warning: this line of the LSB header is no comment,"
                + " and is not read",
            "/etc/init.d/odd:1:1: warning: the LSB header has no Required-Stop; add it,"
                + " if only empty",
            "/etc/init.d/odd:1:1: warning: the LSB header has no Default-Start; add it,"
                + " if only empty",
            "/etc/init.d/odd:1:1: warning: the LSB header has no Default-Stop; add it,"
                + " if only empty",
            "/etc/init.d/odd:11:1: warning: this second LSB header is not read; remove one");
  }

  @Test
  void aHeaderHasAnEnd() {
    file("open", "#!/bin/sh\n### BEGIN INIT INFO\n# Provides: open\n");
    plan();
    assertThat(said())
        .containsExactly(
            "/etc/init.d/open:2:1: error: the LSB header has no end; add the line"
                + " ### END INIT INFO");
  }

  @Test
  void aScriptWithoutAHeaderIsNeverStarted() {
    file("plain", "#!/bin/sh\n").file("rc", "#!/bin/sh\n").file("openrc", "#!/sbin/openrc-run\n");
    assertThat(ranks(plan())).isEqualTo("openrc");
    assertThat(said())
        .containsExactly(
            "/etc/init.d/plain:1:1: warning: it has no LSB header, so it is in no runlevel;"
                + " add one (### BEGIN INIT INFO ...)");
  }

  @Test
  void bytesThatAreNotUtf8MatterInNamesOnly() {
    byte[] latin1 =
        """
        # \u00e4
        ### BEGIN INIT INFO
        # Provides: a
        # Required-Start: caf\u00e9
        # Required-Stop:
        # Default-Start: 2
        # Default-Stop: 0
        ### END INIT INFO
        """
            .getBytes(StandardCharsets.ISO_8859_1);
    tree.file(DIRECTORY + "/a", latin1);
    plan();
    assertThat(said())
        .containsExactly("/etc/init.d/a:4:19: error: a needs caf\uFFFD, which no script provides");
  }

  // ---- files ----------------------------------------------------------------------------------

  @Test
  void overridesReplaceHeaders() {
    script("a", "Required-Start: nobody").script("b", "Required-Start: nobody").script("c");
    script("d", "Required-Start: c");
    String header = "### BEGIN INIT INFO\n# Provides: %s\n# Required-Start: %s\n# Required-Stop:\n";
    String end = "# Default-Start: 2\n# Default-Stop:\n### END INIT INFO\n";
    tree.file("/etc/insserv/overrides/a", header.formatted("a", "b") + end);
    tree.file("/usr/share/insserv/overrides/a", header.formatted("a", "nobody") + end);
    tree.file("/usr/share/insserv/overrides/b", header.formatted("b", "c") + end);
    tree.file("/etc/insserv/overrides/d", "nothing here\n");
    assertThat(ranks(plan())).isEqualTo("c / b d / a");
    assertThat(said()).isEmpty();
  }

  @Test
  void filesThatAreNoScriptsAreLeftOut() {
    script("a").script("reboot");
    for (String name :
        List.of(
            ".depend.boot",
            "README",
            "Makefile.am",
            "rcS",
            "skeleton.sh",
            "a~",
            "a.dpkg-new",
            "a.ucf-dist",
            "a.bak",
            "a.rpmsave",
            "a.orig",
            "a,v",
            "+x",
            "a.git",
            "core")) {
      file(name, "### BEGIN INIT INFO\n");
    }
    tree.file("/etc/insserv/file-filters", "git\nsvn\n");
    tree.link(DIRECTORY + "/alias", "a");
    tree.file("/lib/other", "### BEGIN INIT INFO\n### END INIT INFO\n");
    tree.link(DIRECTORY + "/other", "/lib/other");
    tree.file(DIRECTORY + "/directory/x", "");
    plan();
    assertThat(said())
        .hasSize(5)
        .allMatch(line -> line.startsWith("/etc/init.d/other:1:1: warning"));
  }

  @Test
  void aScriptThatIsNotExecutableIsNeverStarted() {
    script("a").script("b");
    tree.notExecutable(DIRECTORY + "/b");
    assertThat(ranks(plan())).isEqualTo("a");
    assertThat(said())
        .containsExactly(
            "/etc/init.d/b:1:1: warning: it is not executable, so it is never started;"
                + " chmod +x it, or remove it");
  }

  @Test
  void whereNoScriptIsExecutableAllAreRead() {
    script("a").script("b");
    tree.notExecutable(DIRECTORY + "/a").notExecutable(DIRECTORY + "/b");
    assertThat(ranks(plan())).isEqualTo("a b");
    assertThat(said())
        .containsExactly(
            "/etc/init.d:1:1: warning: none of the scripts is executable;"
                + " all are read, as if they were");
  }

  @Test
  void scriptsAndConfigurationMayBeAnywhere() {
    tree.file("scripts/insserv.conf.d/x", "$x +a\n");
    tree.file("insserv.conf", "is not looked at, since there is one in the directory\n");
    script("a").script("b", "Should-Start: $x $y");
    tree.link("scripts/a", DIRECTORY + "/a").link("scripts/b", DIRECTORY + "/b");
    tree.file("conf/insserv.conf.old-one", "$y +c\n");
    script("c");
    Plan plan = plan(Optional.empty(), "scripts/", "conf", DIRECTORY + "/c");
    assertThat(ranks(plan)).isEqualTo("a c / b");
    assertThat(plan.services()).extracting(s -> s.settings().directory()).contains("scripts");
    assertThat(said()).isEmpty();
  }

  @Test
  void whatBelongsToSeveralScriptsIsReadOnce() {
    conf("$x +a\n...\n");
    script("a").script("b", "Should-Start: $x");
    assertThat(ranks(plan(Optional.empty(), DIRECTORY + "/a", DIRECTORY + "/b")))
        .isEqualTo("a / b");
    assertThat(said()).hasSize(1);
  }

  @Test
  void theSameNameInTwoDirectoriesIsAnError() {
    script("a");
    tree.link("more/a", DIRECTORY + "/a");
    plan(Optional.empty(), DIRECTORY, "more");
    assertThat(said()).containsExactly("more/a:3:3: error: a is there twice; rename or remove one");
  }
}
