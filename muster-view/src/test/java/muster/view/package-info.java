@NullMarked
package muster.view;

import org.jspecify.annotations.NullMarked;
