package muster.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import muster.kernel.Errno;
import org.junit.jupiter.api.Test;

/** What is about the whole machine, as far as it can be tried: what is refused. */
public interface MachineContract extends Fixture {

  @Test
  default void rebootRefusesWhatIsNoCommand() {
    assertThat(kernel().reboot(0x0bad0bad)).isIn(-Errno.EINVAL, -Errno.EPERM);
  }

  @Test
  default void mountingWhatCannotBeIsRefused() {
    assertThat(kernel().mount("none", path("none"), "tmpfs", 0, null))
        .isIn(-Errno.ENOENT, -Errno.EPERM);
    assertThat(kernel().umount(path("none"), 0)).isIn(-Errno.ENOENT, -Errno.EPERM);
    assertThat(kernel().mount("\u20ac", directory(), "tmpfs", 0, null)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().mount(null, directory(), "tmpfs", 0, "a\0")).isEqualTo(-Errno.EINVAL);
  }

  @Test
  default void namespacesAndOptionsThatAreNone() {
    assertThat(kernel().setns(-1, 0)).isEqualTo(-Errno.EBADF);
    assertThat(kernel().unshare(1)).isEqualTo(-Errno.EINVAL);
    assertThat(kernel().prctl(9999, 0, 0, 0, 0)).isEqualTo(-Errno.EINVAL);
  }
}
