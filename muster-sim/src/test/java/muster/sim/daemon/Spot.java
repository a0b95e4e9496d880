package muster.sim.daemon;

/** A place in a service's directory that the daemon looks at. */
enum Spot {
  RUN("run", Form.PROGRAM),
  FINISH("finish", Form.PROGRAM),
  DOWN("down", Form.OTHER),
  DOWN_SIGNAL("down-signal", Form.SIGNAL),
  RELOAD_SIGNAL("reload-signal", Form.SIGNAL),
  TIMEOUT_KILL("timeout-kill", Form.NUMBER),
  TIMEOUT_FINISH("timeout-finish", Form.NUMBER),
  MAX_DEATH_TALLY("max-death-tally", Form.NUMBER),
  NOTIFICATION_FD("notification-fd", Form.DESCRIPTOR),
  LOCK_FD("lock-fd", Form.DESCRIPTOR),
  FLAG_TIMEOUT_KILLPG("flag-timeout-killpg", Form.OTHER),
  FLAG_NEWPIDNS("flag-newpidns", Form.OTHER),
  LOG("log", Form.OTHER),
  LOG_RUN("log/run", Form.OTHER),
  LOG_NOTIFICATION_FD("log/notification-fd", Form.OTHER),
  EVENT("event", Form.OTHER),
  SUBSCRIBER("event/ftrig1:@400000006b0407ec23ffa25d:abcdef", Form.OTHER),
  SUPERVISE("supervise", Form.OTHER),
  LOCK("supervise/lock", Form.OTHER),
  CONTROL("supervise/control", Form.OTHER),
  STATUS("supervise/status", Form.OTHER),
  STATUS_NEW("supervise/status.new", "supervise/status"),
  FIRST_STATUS("supervise/muster-status", Form.OTHER),
  DEATH_TALLY("supervise/death_tally", Form.OTHER),
  DEATH_TALLY_NEW("supervise/death_tally.new", "supervise/death_tally"),
  SERVICE_LOCK("supervise/service-lock", Form.OTHER),
  READY("supervise/muster-ready", Form.OTHER),
  INSTANCE("supervise/muster-instance", Form.OTHER),
  INSTANCE_NEW("supervise/muster-instance.new", "supervise/muster-instance");

  /** What belongs there. */
  enum Form {
    PROGRAM,
    NUMBER,
    DESCRIPTOR,
    SIGNAL,
    OTHER
  }

  final String path;
  final Form form;

  /** What a message about it names: a file, also when what stands in its way is its new version. */
  final String told;

  Spot(String path, Form form) {
    this.path = path;
    this.form = form;
    this.told = path;
  }

  Spot(String path, String told) {
    this.path = path;
    this.form = Form.OTHER;
    this.told = told;
  }
}
