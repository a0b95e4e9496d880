package muster.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.plan.Attributes;
import muster.plan.Program;
import org.junit.jupiter.api.Test;

/** What is executed, as words. */
class LaunchTest {
  private static final List<String> ENVIRONMENT = List.of("PATH=/bin", "LANG=C", "ODD", "PATHS=x");

  private static final Accounts ACCOUNTS =
      new Accounts(
          "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:\nweb:x:33:34::/:\nbad:x:y:1::/:\n+\n",
          "root:x:0:\nadm:x:4:web\nnogroup:x:65534:\n");

  private static Surroundings as(int uid, int gid) {
    return new Surroundings(
        "/home/me",
        ENVIRONMENT,
        ACCOUNTS,
        uid,
        gid,
        "/usr/bin/prlimit",
        "/usr/bin/setpriv",
        "/usr/bin/nice",
        Set.of("if", "foreground"));
  }

  private static final Surroundings ROOT = as(0, 0);
  private static final Program SERVE = new Program.Arguments(List.of("./serve", "-x"));

  private static Launch launch(Services.Of service, Surroundings surroundings) {
    return Launch.of(
        service.oneshot(SERVE), SERVE, List.of(), EnvironmentFiles.NONE, List.of(), surroundings);
  }

  private static Services.Of service() {
    return new Services.Of("web");
  }

  // ---- words ----------------------------------------------------------------------------------

  @Test
  void aProgramIsExecutedAsItIs() {
    Launch launch = launch(service(), ROOT);
    assertThat(launch.words()).containsExactly("./serve", "-x");
    assertThat(launch.before()).isZero();
    assertThat(launch.directory()).isEqualTo("/home/me");
    assertThat(launch.environment()).isSameAs(ENVIRONMENT);
    assertThat(launch.variables()).isEmpty();
  }

  @Test
  void aScriptIsForShAndKnowsItsName() {
    Program script = new Program.Script("echo \u00e9");
    Launch launch =
        Launch.of(
            service().oneshot(script),
            script,
            List.of("0", "9"),
            EnvironmentFiles.NONE,
            List.of(),
            ROOT);
    assertThat(launch.words())
        .containsExactly("/bin/sh", "-c", "echo \u00c3\u00a9", "web", "0", "9");
  }

  @Test
  void limitsComeFirstThenTheUserThenTheProgram() {
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("nofile", "100:200");
    limits.put("core", "unlimited");
    Launch launch = launch(service().limits(limits).user("web").group("adm"), ROOT);
    assertThat(launch.words())
        .containsExactly(
            "/usr/bin/prlimit",
            "--nofile=100:200",
            "--core=unlimited",
            "--",
            "/usr/bin/setpriv",
            "--reuid=web",
            "--regid=4",
            "--init-groups",
            "--",
            "./serve",
            "-x");
    assertThat(launch.words().get(launch.before())).isEqualTo("./serve");
  }

  @Test
  void allThatIsExecutedBeforeHasItsOrder() {
    Attributes attributes =
        new Attributes("027", -5, List.of("chown", "kill"), List.of("chown", "kill"), List.of());
    Services.Of service = service().attributes(attributes).user("web").limits(Map.of("core", "0"));
    Launch launch = launch(service, ROOT);
    assertThat(launch.words())
        .containsExactly(
            "/usr/bin/prlimit",
            "--core=0",
            "--",
            "/usr/bin/nice",
            "-n",
            "-5",
            "/bin/sh",
            "-c",
            "umask 027; exec \"$@\"",
            "sh",
            "/usr/bin/setpriv",
            "--reuid=web",
            "--regid=34",
            "--init-groups",
            "--inh-caps=+chown,+kill",
            "--ambient-caps=+chown,+kill",
            "--bounding-set=-all,+chown,+kill",
            "--",
            "./serve",
            "-x");
    assertThat(launch.words().get(launch.before())).isEqualTo("./serve");
  }

  @Test
  void capabilitiesAreForRootToGive() {
    Attributes none = new Attributes(null, 0, List.of(), List.of(), List.of());
    assertThat(identity(service().attributes(none), ROOT).words())
        .containsExactly("/usr/bin/setpriv", "--bounding-set=-all", "--");
    assertThat(identity(service().attributes(none), as(33, 34)).problem())
        .isEqualTo("only root can say what services may do, and Muster is user 33");
  }

  @Test
  void theDirectoryIsAbsolute() {
    assertThat(launch(service().directory("shop"), ROOT).directory()).isEqualTo("/home/me/shop");
    assertThat(launch(service().directory("/srv"), ROOT).directory()).isEqualTo("/srv");
  }

  // ---- users ----------------------------------------------------------------------------------

  private static Identity identity(Services.Of service, Surroundings surroundings) {
    return Identity.of(service.settings(), surroundings);
  }

  @Test
  void aUserHasItsOwnGroupUnlessAnotherIsSaid() {
    assertThat(identity(service().user("web"), ROOT).words())
        .containsExactly("/usr/bin/setpriv", "--reuid=web", "--regid=34", "--init-groups", "--");
    assertThat(identity(service().user("33"), ROOT).words())
        .containsExactly("/usr/bin/setpriv", "--reuid=33", "--regid=34", "--init-groups", "--");
    assertThat(identity(service().user("4242").group("77"), ROOT).words())
        .containsExactly("/usr/bin/setpriv", "--reuid=4242", "--regid=77", "--clear-groups", "--");
    assertThat(identity(service().group("adm"), ROOT).words())
        .containsExactly("/usr/bin/setpriv", "--regid=4", "--keep-groups", "--");
  }

  @Test
  void whoDoesNotExistIsAProblem() {
    assertThat(identity(service().user("wbe"), ROOT).problem())
        .isEqualTo(
            "there is no user wbe in /etc/passwd; if there is one elsewhere, say its group too");
    assertThat(identity(service().user("4242"), ROOT).problem()).contains("4242");
    assertThat(identity(service().user("bad"), ROOT).problem()).contains("bad");
    assertThat(identity(service().user("web").group("amd"), ROOT).problem())
        .isEqualTo("there is no group amd in /etc/group");
    assertThat(identity(service().group("amd"), ROOT).problem()).isNotNull();
    Identity elsewhere = identity(service().user("ldap").group("adm"), ROOT);
    assertThat(elsewhere.problem()).isNull();
    assertThat(elsewhere.doubt()).contains("no user ldap in /etc/passwd");
    assertThat(elsewhere.words()).contains("--reuid=ldap", "--regid=4", "--init-groups");
  }

  @Test
  void whoIsNotRootRunsServicesAsHimself() {
    Surroundings web = as(33, 34);
    assertThat(identity(service().user("web"), web)).isEqualTo(new Identity(List.of(), null, null));
    assertThat(identity(service().user("33").group("34"), web).problem()).isNull();
    assertThat(identity(service().user("root"), web).problem())
        .isEqualTo("only root can run services as others, and Muster is user 33");
    assertThat(identity(service().user("web").group("adm"), web).problem()).isNotNull();
    assertThat(identity(service().group("adm"), web).problem()).isNotNull();
    assertThat(identity(service(), web).words()).isEmpty();
  }

  // ---- environment ----------------------------------------------------------------------------

  @Test
  void variablesReplaceAndDoNotDouble() {
    Map<String, String> own = new LinkedHashMap<>();
    own.put("LANG", "replaced");
    own.put("NAME", "\u00e9");
    own.put("NOTIFY_SOCKET", "mine");
    List<String> given = List.of("NOTIFY_SOCKET=/run/n", "ODD=1");
    Launch launch =
        Launch.of(
            service().environment(own).oneshot(SERVE),
            SERVE,
            List.of(),
            new EnvironmentFiles(List.of("LANG=C.UTF-8", "NOTIFY_SOCKET=theirs"), null),
            given,
            ROOT);
    assertThat(launch.environment()).containsExactly("PATH=/bin", "PATHS=x");
    assertThat(launch.variables())
        .containsExactly("NAME=\u00c3\u00a9", "LANG=C.UTF-8", "NOTIFY_SOCKET=/run/n", "ODD=1");
    assertThat(launch.path()).isEqualTo("/bin");
  }

  /** As Debian's execlineb does it. */
  @Test
  void execlinesProgramsFindEachOther() {
    Program script = new Program.Arguments(List.of("if", " true", "", "foreground", " x", ""));
    assertThat(of(service(), script).variables())
        .containsExactly("PATH=/usr/lib/execline/bin:/bin");
    Services.Of own = service().environment(Map.of("PATH", "/opt"));
    assertThat(of(own, script).variables()).containsExactly("PATH=/usr/lib/execline/bin:/opt");
    assertThat(of(own, new Program.Arguments(List.of("true", "if"))).variables())
        .containsExactly("PATH=/opt");
    assertThat(of(own, new Program.Script("if")).variables()).containsExactly("PATH=/opt");
  }

  private static Launch of(Services.Of service, Program program) {
    return Launch.of(
        service.oneshot(program), program, List.of(), EnvironmentFiles.NONE, List.of(), ROOT);
  }

  @Test
  void thePathIsTheServicesOwn() {
    assertThat(launch(service().environment(Map.of("PATH", "/opt")), ROOT).path())
        .isEqualTo("/opt");
    assertThat(Launch.path(List.of(), List.of("PATHS=x"))).isEqualTo("/bin:/usr/bin");
  }

  // ---- as a script ----------------------------------------------------------------------------

  @Test
  void aRunScriptSaysTheSame() {
    Launch launch =
        launch(
            service()
                .directory("/srv/my shop")
                .environment(Map.of("A", "it's"))
                .limits(Map.of("nofile", "9")),
            ROOT);
    assertThat(RunScript.of(launch))
        .isEqualTo(
            """
            #!/bin/sh
            cd '/srv/my shop' || exit 111
            exec env 'A=it'\\''s' /usr/bin/prlimit --nofile=9 -- ./serve -x
            """);
    assertThat(RunScript.of(launch(service(), ROOT)))
        .isEqualTo("#!/bin/sh\ncd /home/me || exit 111\nexec ./serve -x\n");
  }
}
