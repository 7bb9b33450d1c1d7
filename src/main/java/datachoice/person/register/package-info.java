/**
 * How a practice's file becomes its register: received, checked row by row, shown, and then loaded, all of it or nothing.
 *
 * <p>{@link datachoice.person.register.RegisterImport} is the one way in; the pages only decide when it may go on. Nothing
 * of the module's own package names this one.
 */
@NullMarked
@NamedInterface("register")
package datachoice.person.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
