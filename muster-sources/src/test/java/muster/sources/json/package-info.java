@NullMarked
package muster.sources.json;

import org.jspecify.annotations.NullMarked;
