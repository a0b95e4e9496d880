/**
 * The syntax of TOML 1.1: a text in, values with their places out. Knows nothing of services. Says
 * everything that is wrong and goes on; takes time and memory linear in the length of the text.
 */
@NullMarked
package muster.sources.toml;

import org.jspecify.annotations.NullMarked;
