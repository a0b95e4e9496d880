/** Scripts that start the services of a plan, run by what they are for. */
@NullMarked
package muster.it.scripts;

import org.jspecify.annotations.NullMarked;
