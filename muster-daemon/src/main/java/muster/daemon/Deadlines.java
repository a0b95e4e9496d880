package muster.daemon;

import java.util.ArrayList;
import java.util.List;
import muster.core.Moment;

/** Who is due when: a binary heap in which each member knows its place, so that it can move. */
final class Deadlines {
  /** Somebody with at most one deadline. */
  abstract static class Member {
    private static final int NOWHERE = -1;

    private long at = Moment.NEVER;
    private int place = NOWHERE;

    /** The deadline has come; it is not set any more. */
    abstract void due();
  }

  private final List<Member> heap = new ArrayList<>();

  /**
   * @return {@link Moment#NEVER} when nobody has a deadline
   */
  long earliest() {
    return heap.isEmpty() ? Moment.NEVER : heap.getFirst().at;
  }

  Member takeEarliest() {
    Member first = heap.getFirst();
    set(first, Moment.NEVER);
    return first;
  }

  /** Sets, moves or, with {@link Moment#NEVER}, removes a member's deadline. */
  void set(Member member, long at) {
    if (member.at == at) {
      return;
    }
    member.at = at;
    if (at == Moment.NEVER) {
      remove(member);
      return;
    }
    if (member.place == Member.NOWHERE) {
      heap.add(member);
      member.place = heap.size() - 1;
    }
    settle(member);
  }

  private void remove(Member member) {
    int place = member.place;
    member.place = Member.NOWHERE;
    Member last = heap.removeLast();
    if (place < heap.size()) { // else it was the last itself
      put(last, place);
      settle(last);
    }
  }

  private void settle(Member member) {
    int place = member.place;
    while (place > 0 && heap.get((place - 1) / 2).at > member.at) {
      put(heap.get((place - 1) / 2), place);
      place = (place - 1) / 2;
    }
    for (int child = smallerChild(place);
        child > 0 && heap.get(child).at < member.at;
        child = smallerChild(place)) {
      put(heap.get(child), place);
      place = child;
    }
    put(member, place);
  }

  /**
   * @return 0 when there is none
   */
  private int smallerChild(int place) {
    int left = 2 * place + 1;
    if (left >= heap.size()) {
      return 0;
    }
    int right = left + 1;
    return right < heap.size() && heap.get(right).at < heap.get(left).at ? right : left;
  }

  private void put(Member member, int place) {
    heap.set(place, member);
    member.place = place;
  }
}
