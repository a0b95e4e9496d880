/**
 * The core under simulation. {@link muster.sim.core.CoreSimulation} is a run; the world's side is
 * in World, Performer, Lives and Client; each Rule is something that always holds.
 */
@NullMarked
package muster.sim.core;

import org.jspecify.annotations.NullMarked;
