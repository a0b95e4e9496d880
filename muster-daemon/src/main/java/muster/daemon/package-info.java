/** The loops that turn kernel events into the core's events and its effects into system calls. */
@NullMarked
package muster.daemon;

import org.jspecify.annotations.NullMarked;
