/**
 * A set of services: its definitions as the sources give them, and the plan that is compiled from
 * them.
 */
@NullMarked
package muster.plan;

import org.jspecify.annotations.NullMarked;
