/** What people have beside Muster: shells that complete its commands, and readers of manuals. */
@NullMarked
package muster.it.shells;

import org.jspecify.annotations.NullMarked;
