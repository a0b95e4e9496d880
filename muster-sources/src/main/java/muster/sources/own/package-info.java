/**
 * Our own format, as docs/format.md describes it: a text in, definitions out, and back. What a key
 * is stands in one place, {@code ServiceKeys} and what it names: the reader obeys it, the schema
 * for editors is made of it.
 */
@NullMarked
package muster.sources.own;

import org.jspecify.annotations.NullMarked;
