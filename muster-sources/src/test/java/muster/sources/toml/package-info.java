/** Tests of the syntax, by hand and against another parser. */
@NullMarked
package muster.sources.toml;

import org.jspecify.annotations.NullMarked;
