/** Tests of our own format: what is read, what is said of errors, and that it comes back. */
@NullMarked
package muster.sources.own;

import org.jspecify.annotations.NullMarked;
