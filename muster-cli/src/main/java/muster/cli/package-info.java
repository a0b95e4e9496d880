/** The command line: commands, declared as data, and what each of them does. */
@NullMarked
package muster.cli;

import org.jspecify.annotations.NullMarked;
