/**
 * How fast and how small, beside peers where there are any. Not shipped. {@code ./check} runs every
 * benchmark once in small; {@code ./check --bench} runs them in full and holds them to thresholds.
 */
@NullMarked
package muster.bench;

import org.jspecify.annotations.NullMarked;
