/**
 * The policy: pure functions from (state, event, now) to (next state, effects). No clock, no I/O,
 * no threads, no hash order.
 */
@NullMarked
package muster.core;

import org.jspecify.annotations.NullMarked;
