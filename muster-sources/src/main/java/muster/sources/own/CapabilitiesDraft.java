package muster.sources.own;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code capabilities} has said so far. */
final class CapabilitiesDraft extends Draft {
  /**
   * @param bounding null for all
   */
  record Capabilities(List<String> ambient, @Nullable List<String> bounding) {}

  static final Capabilities STANDARD = new Capabilities(List.of(), null);

  /** Source: capabilities(7), as of Linux 5.9; in the way in which setpriv(1) writes them. */
  private static final String NAMES =
      "audit_control audit_read audit_write block_suspend bpf checkpoint_restore chown"
          + " dac_override dac_read_search fowner fsetid ipc_lock ipc_owner kill lease"
          + " linux_immutable mac_admin mac_override mknod net_admin net_bind_service"
          + " net_broadcast net_raw perfmon setfcap setgid setpcap setuid sys_admin sys_boot"
          + " sys_chroot sys_module sys_nice sys_pacct sys_ptrace sys_rawio sys_resource sys_time"
          + " sys_tty_config syslog wake_alarm";

  private static final Shape<List<String>> LIST =
      new Shape.Texts("a list of capabilities, as [\"net_bind_service\"]", names());

  static final Table<CapabilitiesDraft, Capabilities> TABLE =
      new Table<>(
          "{ ambient = [\"net_bind_service\"] }",
          List.of(
              Key.of(
                  "ambient",
                  LIST,
                  (CapabilitiesDraft d, List<String> names) -> d.ambient = names,
                  "[]",
                  "What it may do although its user may not.",
                  "keep"),
              Key.of(
                  "bounding",
                  LIST,
                  (CapabilitiesDraft d, List<String> names) -> d.bounding = names,
                  "",
                  "All that it can ever be allowed to do, even as root; without, there is no bound.",
                  "drop")),
          CapabilitiesDraft::new,
          CapabilitiesDraft::make);

  private List<String> ambient = List.of();
  private @Nullable List<String> bounding;

  private static Shape.Words<String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (String name : NAMES.split(" ", -1)) {
      names.put(name, name);
    }
    return new Shape.Words<>("the name of a capability, as \"net_bind_service\"", names);
  }

  private Optional<Capabilities> make(Errors errors) {
    List<String> bound = bounding;
    for (String name : ambient) {
      if (bound != null && !bound.contains(name)) {
        errors.say(
            "contradiction",
            Objects.requireNonNull(at("ambient")),
            "ambient and bounding contradict each other: " + name + " is out of bounds");
      }
    }
    return Optional.of(new Capabilities(ambient, bound));
  }
}
