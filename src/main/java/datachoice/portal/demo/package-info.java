/** What demo mode brings along, so that trying the product needs nothing but a JDK: its own PostgreSQL server. */
@NullMarked
package datachoice.portal.demo;

import org.jspecify.annotations.NullMarked;
