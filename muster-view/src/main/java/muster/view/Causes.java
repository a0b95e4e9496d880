package muster.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import muster.core.Stage;
import muster.core.trace.TraceRecord;
import muster.plan.Dependency;
import muster.plan.Plan;
import muster.plan.graph.Graph;
import muster.plan.graph.Ranks;
import org.jspecify.annotations.Nullable;

/**
 * Why a service is as it is: itself, what it waits for, what that waits for, and so on to the one
 * that is the cause. Where several are waited for, the one with the gravest cause is followed.
 *
 * @param links the service that was asked about first, the cause last
 * @param needs all that the cause needs, directly or not
 */
public record Causes(List<Link> links, Set<String> needs) {

  /**
   * A service of the chain.
   *
   * @param kind longrun, oneshot or milestone
   * @param edge because of which the one before it waits for it; null at the beginning
   */
  public record Link(TraceRecord.Changed service, String kind, Plan.@Nullable Edge edge) {
    String name() {
      return service.service();
    }
  }

  /** The one whose log tells more. */
  public String cause() {
    return links.getLast().name();
  }

  /**
   * @param node of the service that is asked about
   */
  public static Causes of(Plan plan, Snapshot snapshot, int node) {
    return new Finder(plan, snapshot).chain(node);
  }

  private static final class Finder {
    private static final int NONE = -1;

    private final Plan plan;
    private final List<TraceRecord.Changed> services = new ArrayList<>();

    /** Of each node, the edge to what it waits for. */
    private final int[] edges;

    /** Of each node, how grave its cause is. */
    private final int[] gravity;

    Finder(Plan plan, Snapshot snapshot) {
      this.plan = plan;
      plan.services().forEach(service -> services.add(snapshot.service(service.name())));
      edges = new int[services.size()];
      gravity = new int[services.size()];
      Ranks ranks = Ranks.of(plan.graph()).orElseThrow();
      for (int rank = 0; rank < ranks.count(); rank++) {
        for (int node : ranks.nodes(rank)) {
          follow(node);
        }
      }
    }

    private void follow(int node) {
      edges[node] = NONE;
      gravity[node] = gravity(services.get(node).stage());
      Graph graph = plan.graph();
      for (int i = 0; i < graph.inDegree(node); i++) {
        int edge = graph.inEdge(node, i);
        int other = graph.from(edge);
        if (holdsUp(edge) && (edges[node] == NONE || isGraver(other, from(node)))) {
          edges[node] = edge;
          gravity[node] = gravity[other];
        }
      }
    }

    private int from(int node) {
      return plan.graph().from(edges[node]);
    }

    private boolean isGraver(int node, int other) {
      return gravity[node] != gravity[other]
          ? gravity[node] < gravity[other]
          : services.get(node).at().nanos() < services.get(other).at().nanos();
    }

    private static int gravity(Stage stage) {
      return switch (stage) {
        case FAILED -> 0;
        case BACKOFF -> 1;
        case DOWN -> 2;
        case STOPPING, FINISHING -> 3;
        case STARTING -> 4;
        case WAITING -> 5;
        case UP -> 6;
      };
    }

    /** Is it because of the first service of an edge that the second does not come up? */
    private boolean holdsUp(int edge) {
      TraceRecord.Changed first = services.get(plan.edges().get(edge).from());
      TraceRecord.Changed second = services.get(plan.edges().get(edge).to());
      boolean needed = plan.edges().get(edge).kind() == Dependency.Kind.NEEDS;
      return switch (second.stage()) {
        case WAITING -> needed ? !first.ready() : isOnItsWay(first);
        case FAILED -> needed && first.stage() == Stage.FAILED && isBlamed(first, second);
        case DOWN -> needed && second.wantedUp() && !first.ready();
        case STARTING, UP, STOPPING, FINISHING, BACKOFF -> false;
      };
    }

    private static boolean isOnItsWay(TraceRecord.Changed service) {
      return switch (service.stage()) {
        case WAITING, STARTING, BACKOFF -> true;
        case STOPPING, FINISHING -> service.wantedUp();
        case DOWN, UP, FAILED -> false;
      };
    }

    /** One that has failed by itself ran before, and then its reason is not the other. */
    private static boolean isBlamed(TraceRecord.Changed first, TraceRecord.Changed second) {
      return first.at().nanos() <= second.at().nanos()
          && (second.waitStatus() == TraceRecord.NO_STATUS
              || second.reason().contains(first.service()));
    }

    Causes chain(int start) {
      List<Link> links = new ArrayList<>();
      links.add(link(start, null));
      int node = start;
      while (edges[node] != NONE) {
        Plan.Edge edge = plan.edges().get(edges[node]);
        node = edge.from();
        links.add(link(node, edge));
      }
      for (int edge = dependent(node); edge != NONE; edge = dependent(node)) {
        node = plan.edges().get(edge).to();
        links.add(link(node, plan.edges().get(edge)));
      }
      return new Causes(links, needs(node));
    }

    private Set<String> needs(int node) {
      Set<String> names = new LinkedHashSet<>();
      Deque<Integer> work = new ArrayDeque<>(List.of(node));
      while (!work.isEmpty()) {
        int later = work.remove();
        for (int i = 0; i < plan.graph().inDegree(later); i++) {
          Plan.Edge edge = plan.edges().get(plan.graph().inEdge(later, i));
          if (edge.kind() == Dependency.Kind.NEEDS && names.add(plan.name(edge.from()))) {
            work.add(edge.from());
          }
        }
      }
      return names;
    }

    /** A service that is to stop, and runs, waits for those that have to stop before it. */
    private int dependent(int node) {
      TraceRecord.Changed service = services.get(node);
      if (service.stage() != Stage.UP || service.wantedUp()) {
        return NONE;
      }
      int found = NONE;
      for (int i = 0; i < plan.graph().outDegree(node); i++) {
        int edge = plan.graph().outEdge(node, i);
        TraceRecord.Changed other = services.get(plan.graph().to(edge));
        boolean stops =
            switch (other.stage()) {
              case STOPPING, FINISHING -> true;
              case UP -> !other.wantedUp();
              case DOWN, WAITING, STARTING, BACKOFF, FAILED -> false;
            };
        if (stops && (found == NONE || other.stage() != Stage.UP)) {
          found = edge;
        }
      }
      return found;
    }

    private Link link(int node, Plan.@Nullable Edge edge) {
      return new Link(services.get(node), plan.services().get(node).work().kind(), edge);
    }
  }
}
