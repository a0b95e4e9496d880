/** Directed graphs of numbered nodes: ranks, cycles, reduction, schedules. Knows no names. */
@NullMarked
package muster.plan.graph;

import org.jspecify.annotations.NullMarked;
