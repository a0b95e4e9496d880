/** What the manager writes down of what happens: for people, and for the daemon after it. */
@NullMarked
package muster.core.trace;

import org.jspecify.annotations.NullMarked;
