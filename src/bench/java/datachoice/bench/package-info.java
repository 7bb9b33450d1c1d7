/**
 * Load on a running demo, one class per figure of {@code docs/performance.md}. Started by {@code src/bench/run}; no part of
 * the product, and compiled with the profile {@code bench} only.
 */
@NullMarked
package datachoice.bench;

import org.jspecify.annotations.NullMarked;
