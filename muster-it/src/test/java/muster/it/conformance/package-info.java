/**
 * The conformance suite: reads {@code conformance/*.scenario}, plays each against the real
 * s6-svscan and against {@code muster scan}, and compares what was seen. {@link
 * muster.it.conformance.ScenarioParser} reads, {@link muster.it.conformance.Play} plays, {@link
 * muster.it.conformance.Comparison} compares.
 */
@NullMarked
package muster.it.conformance;

import org.jspecify.annotations.NullMarked;
