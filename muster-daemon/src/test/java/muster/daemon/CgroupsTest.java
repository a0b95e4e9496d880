package muster.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where our own cgroup is. */
class CgroupsTest {
  private static final String HYBRID =
      """
      30 22 0:27 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
      31 30 0:28 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
      40 30 0:37 / /sys/fs/cgroup/unified rw,relatime shared:4 - cgroup2 cgroup2 rw
      """;

  private static final String INSIDE = "40 30 0:37 /a/b /sys/fs/cgroup rw - cgroup2 none rw\n";

  @Test
  void itIsWhereTheMountAndThePathSay() {
    assertThat(Cgroups.ours(HYBRID, "9:name=systemd:/x\n0::/\n"))
        .isEqualTo("/sys/fs/cgroup/unified");
    assertThat(Cgroups.ours(HYBRID, "0::/user/me\n")).isEqualTo("/sys/fs/cgroup/unified/user/me");
    assertThat(Cgroups.ours(INSIDE, "0::/a/b/c")).isEqualTo("/sys/fs/cgroup/c");
    assertThat(Cgroups.ours(INSIDE, "0::/a/b")).isEqualTo("/sys/fs/cgroup");
  }

  @Test
  void itIsNowhereIfItIsNotBelowTheMount() {
    assertThat(Cgroups.ours(HYBRID, "1:cpu:/\n")).isNull();
    assertThat(Cgroups.ours(INSIDE, "0::/a/bc")).isNull();
    assertThat(Cgroups.ours(INSIDE, "0::/")).isNull();
    assertThat(Cgroups.ours(HYBRID, "0::/../x")).isNull();
    assertThat(Cgroups.ours("", "0::/")).isNull();
    assertThat(Cgroups.ours(HYBRID.replace("unified", "a\\040b"), "0::/")).isNull();
    assertThat(Cgroups.ours("a b - cgroup2", "0::/")).isNull();
  }
}
