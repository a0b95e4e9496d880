/** The script {@code ./muster}: what it does before a JVM runs. */
@NullMarked
package muster.it.launcher;

import org.jspecify.annotations.NullMarked;
