/**
 * Simulation of whole sets of services: the manager and the machines of its longruns, in a world in
 * which everything takes a while, much goes wrong, and people and strangers ask for things at any
 * time.
 */
@NullMarked
package muster.sim.manager;

import org.jspecify.annotations.NullMarked;
