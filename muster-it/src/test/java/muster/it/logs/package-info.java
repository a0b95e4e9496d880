/** The daemon's log directories and Debian's s6-log. */
@NullMarked
package muster.it.logs;

import org.jspecify.annotations.NullMarked;
