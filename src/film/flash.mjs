// Nothing may flash: counts how often each part of the picture turns brighter and darker within a second.
import { execFileSync } from 'node:child_process';

const ACROSS = 4, DOWN = 3, MOST = 3, STEP = 0.1;

/**
 * A change counts when the relative luminance of a twelfth of the picture moves by a tenth or more against the change before.
 * WCAG 2.3.1 allows three flashes, which are six such changes; this allows three changes.
 * @return the worst second: {changes, at, part}
 */
export function flashes(file, rate) {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-vf', `scale=${ACROSS}:${DOWN}:flags=area:out_range=pc,format=gray`, '-f', 'rawvideo', '-'], { maxBuffer: 1e9 });
  const parts = ACROSS * DOWN, frames = bytes.length / parts;
  let worst = { changes: 0, at: 0, part: 0 };
  for (let part = 0; part < parts; part++) {
    const light = i => (bytes[i * parts + part] / 255) ** 2.2, turns = [];
    let low = light(0), high = low, way = 0;
    for (let i = 1; i < frames; i++) {
      const v = light(i);
      if (way >= 0) {
        high = Math.max(high, v);
        if (high - v >= STEP) { turns.push(i); way = -1; low = v; }
      }
      if (way <= 0) {
        low = Math.min(low, v);
        if (v - low >= STEP) { turns.push(i); way = 1; high = v; }
      }
    }
    turns.forEach((from, k) => {
      let changes = 1;
      while (k + changes < turns.length && turns[k + changes] - from < rate) changes++;
      if (changes > worst.changes) worst = { changes, at: from / rate, part };
    });
  }
  return { ...worst, allowed: MOST };
}
