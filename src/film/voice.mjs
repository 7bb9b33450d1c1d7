// The voice of the described film: words to sound, by an engine that runs here and sends nothing anywhere.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RATE } from './score.mjs';

/** Each writes what it says into a WAV file. Which one is used and why: README.md. */
export const ENGINES = {
  hts: { needs: 'festival festvox-us-slt-hts', say: (text, file, slow) => execFileSync('text2wave', ['-eval', '(voice_cmu_us_slt_arctic_hts)', '-eval', `(Parameter.set 'Duration_Stretch ${slow})`, '-o', file], { input: text, stdio: ['pipe', 'ignore', 'ignore'] }) },
  slt: { needs: 'flite', say: (text, file) => execFileSync('flite', ['-voice', 'slt', '-t', text, '-o', file]) },
  rms: { needs: 'flite', say: (text, file) => execFileSync('flite', ['-voice', 'rms', '-t', text, '-o', file]) },
  awb: { needs: 'flite', say: (text, file) => execFileSync('flite', ['-voice', 'awb', '-t', text, '-o', file]) },
  kal: { needs: 'festival festvox-kallpc16k', say: (text, file) => execFileSync('text2wave', ['-eval', '(voice_kal_diphone)', '-o', file], { input: text }) },
  gb: { needs: 'espeak-ng', say: (text, file) => execFileSync('espeak-ng', ['-v', 'en-gb', '-s', '150', '-w', file, text]) },
};
/** Letters are said one by one. */
const aloud = text => text.replace(/\bNHS\b/g, 'N H S').replace(/\bGP\b/g, 'G P');

/** How loud each piece is made before all are mixed. */
const LEVEL = 0.09;

/** @return one channel of numbers between -1 and 1, without the silence at both ends, each piece as loud as the others */
export function say(text, engine, folder) {
  const { needs, say } = ENGINES[engine], file = join(folder, 'said.wav'), raw = join(folder, 'said.raw');
  for (const slow of [1.06, 1.1, 1.02, 1.14]) {
    try { say(aloud(text), file, slow); } catch (e) { throw e.code === 'ENOENT' ? new Error(`The voice is missing. On Debian: apt-get install ${needs}`) : e; }
    execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-i', file, '-af', 'highpass=f=70', '-ac', '1', '-ar', String(RATE), '-f', 'f32le', raw]);
    const bytes = readFileSync(raw), all = new Float32Array(new Uint8Array(bytes).buffer);
    const power = Math.sqrt(all.reduce((sum, v) => sum + v * v, 0) / all.length), most = all.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    if (most > 9 * power) continue; // a crack: this voice has one now and then, and not at another pace
    const loud = i => Math.abs(all[i]) > power * 0.2;
    let first = 0, last = all.length - 1;
    while (first < last && !loud(first)) first++;
    while (last > first && !loud(last)) last--;
    return all.slice(Math.max(0, first - RATE * 0.03), Math.min(all.length, last + RATE * 0.12)).map(v => v * LEVEL / power);
  }
  throw new Error(`The voice cracks in: ${text}`);
}
