// Nothing may flash: counts how often the picture, and each part of it, turns brighter and darker within a second.
import { execFileSync } from 'node:child_process';

/** A change counts when the relative luminance moves by a tenth or more against the change before, and its darker state is below 0.8. */
const STEP = 0.1, DARK = 0.8;
/** Of the whole picture, and of each twelfth of it. WCAG 2.3.1 allows three flashes, which are six changes; a camera that moves past things makes some too. */
const GRIDS = [[1, 1, 3], [4, 3, 6]];

/** @return for the whole picture and for its parts the worst second: {changes, at, allowed} */
export const flashes = (file, rate) => GRIDS.map(([across, down, allowed]) => {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-vf', `scale=${across * 8}:${down * 8}:flags=area:out_range=pc,scale=${across}:${down}:flags=area,format=gray`, '-f', 'rawvideo', '-'], { maxBuffer: 1e9 });
  const parts = across * down, frames = bytes.length / parts;
  let worst = { changes: 0, at: 0, allowed };
  for (let part = 0; part < parts; part++) {
    const light = i => (bytes[i * parts + part] / 255) ** 2.2, turns = [];
    let low = light(0), high = low, way = 0;
    for (let i = 1; i < frames; i++) {
      const v = light(i);
      if (way >= 0) {
        high = Math.max(high, v);
        if (high - v >= STEP && v < DARK) { turns.push(i); way = -1; low = v; }
      }
      if (way <= 0) {
        low = Math.min(low, v);
        if (v - low >= STEP && low < DARK) { turns.push(i); way = 1; high = v; }
      }
    }
    turns.forEach((from, k) => {
      let changes = 1;
      while (k + changes < turns.length && turns[k + changes] - from < rate) changes++;
      if (changes > worst.changes) worst = { changes, at: from / rate, allowed };
    });
  }
  return worst;
});
