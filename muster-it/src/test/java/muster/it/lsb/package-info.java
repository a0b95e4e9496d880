/** Init scripts, as Debian's insserv understands them. */
@NullMarked
package muster.it.lsb;

import org.jspecify.annotations.NullMarked;
