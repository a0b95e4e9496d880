/** A reader of JSON, as far as we have to read what we have written. */
@NullMarked
package muster.sources.json;

import org.jspecify.annotations.NullMarked;
