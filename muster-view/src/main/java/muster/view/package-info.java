/** Plans as people and programs want to see them. */
@NullMarked
package muster.view;

import org.jspecify.annotations.NullMarked;
