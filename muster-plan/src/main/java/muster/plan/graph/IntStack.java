package muster.plan.graph;

import java.util.Arrays;

/** A stack of numbers that grows. */
final class IntStack {
  private int[] items = new int[16];
  private int size;

  void push(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    items[size++] = item;
  }

  int pop() {
    return items[--size];
  }

  int top() {
    return items[size - 1];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** From the bottom to the top. */
  int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
