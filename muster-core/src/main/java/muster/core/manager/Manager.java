package muster.core.manager;

import java.util.List;
import muster.core.Moment;
import muster.core.Service;
import muster.plan.Plan;

/**
 * The policy for a set of services. A service starts the moment the last thing that it waits for is
 * settled: there are no ranks and no barriers. Down is the exact reverse.
 *
 * <p>Two steps a turn: {@link #on} notes what happened to one service and which others that may
 * matter to; {@link #settle} looks at those on a bounded list, so nothing recurses over the graph,
 * and decides. At most one service is started in a settling: exits and readiness are looked at
 * between two spawns, and the longest remaining chain goes first.
 */
public final class Manager {
  final Board board;
  final Course course;
  final Ends ends;
  private final Requests requests;
  private final Tidings tidings;
  private final Hearing hearing;

  /**
   * Nobody has asked for anything yet.
   *
   * @param plan without cycles
   * @param durations how long each start took earlier, in milliseconds; 1 where that is not known
   */
  public Manager(Plan plan, long[] durations) {
    this(plan, durations, (_, _) -> {});
  }

  Manager(Plan plan, long[] durations, Board.Onlooker onlooker) {
    board = new Board(plan, durations, onlooker);
    requests = new Requests(board);
    ends = new Ends(board, requests);
    course = new Course(board, ends);
    hearing = new Hearing(board);
    tidings = new Tidings(board, course, ends, hearing);
  }

  /** Takes note of an event. */
  public void on(ManagerEvent event, Moment at) {
    board.now = at;
    switch (event) {
      case ManagerEvent.Moved(int node, Service service) ->
          tidings.moved(board.nodes[node], service);
      case ManagerEvent.Troubled(int node, String text) ->
          board.nodes[node].trouble = Reasons.cut(text);
      case ManagerEvent.Spawned(int node, int pid) -> tidings.spawned(board.nodes[node], pid);
      case ManagerEvent.SpawnFailed(int node, String why) ->
          tidings.notSpawned(board.nodes[node], why);
      case ManagerEvent.Ended(int node, int pid, int waitStatus) ->
          tidings.ended(board.nodes[node], pid, waitStatus);
      case ManagerEvent.Heard(int node, int pid, Notice notice) ->
          hearing.heard(board.nodes[node], pid, notice);
      case ManagerEvent.Asked asked -> requests.asked(asked);
    }
  }

  /** What is to be done now. Call again at once while {@link #hasMore}. */
  public List<ManagerEffect> settle(Moment at) {
    board.now = at;
    course.timeOut();
    hearing.lookAtSilence();
    course.consider();
    course.startNext(requests.jobs());
    course.consider();
    board.tellChanges(requests::see);
    requests.answer();
    return board.takeEffects();
  }

  /**
   * Whether {@link #settle} has something to do at once: something has happened since, perhaps by
   * the last effects themselves, or somebody is to start as soon as what has happened meanwhile was
   * looked at.
   */
  public boolean hasMore() {
    return board.hasNews() || board.starts.hasMore(requests.jobs());
  }

  /** When {@link #settle} has something to do though nothing happens. */
  public long deadline() {
    long limits = Math.min(board.timeouts.earliest(), board.watchdogs.earliest());
    return Math.min(limits, requests.deadline());
  }

  /** Whether everything is to end. */
  public boolean ending() {
    return board.ending;
  }
}
