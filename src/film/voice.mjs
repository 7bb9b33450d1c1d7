// The voice of the described film: words to sound, by an engine that runs here and sends nothing anywhere.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RATE } from './score.mjs';

/** Each writes what it says into a WAV file. Which one is used and why: README.md. */
export const ENGINES = {
  hts: { needs: 'festival festvox-us-slt-hts', say: (text, file) => execFileSync('text2wave', ['-eval', '(voice_cmu_us_slt_arctic_hts)', '-eval', '(Parameter.set \'Duration_Stretch 1.08)', '-o', file], { input: text, stdio: ['pipe', 'ignore', 'ignore'] }) },
  slt: { needs: 'flite', say: (text, file) => execFileSync('flite', ['-voice', 'slt', '-t', text, '-o', file]) },
  rms: { needs: 'flite', say: (text, file) => execFileSync('flite', ['-voice', 'rms', '-t', text, '-o', file]) },
  awb: { needs: 'flite', say: (text, file) => execFileSync('flite', ['-voice', 'awb', '-t', text, '-o', file]) },
  kal: { needs: 'festival festvox-kallpc16k', say: (text, file) => execFileSync('text2wave', ['-eval', '(voice_kal_diphone)', '-o', file], { input: text }) },
  gb: { needs: 'espeak-ng', say: (text, file) => execFileSync('espeak-ng', ['-v', 'en-gb', '-s', '150', '-w', file, text]) },
};
/** Letters are said one by one. */
const aloud = text => text.replace(/\bNHS\b/g, 'N H S').replace(/\bGP\b/g, 'G P');

/** @return one channel of numbers between -1 and 1, without the silence at both ends */
export function say(text, engine, folder) {
  const { needs, say } = ENGINES[engine], file = join(folder, 'said.wav'), raw = join(folder, 'said.raw');
  try { say(aloud(text), file); } catch (e) { throw e.code === 'ENOENT' ? new Error(`The voice is missing. On Debian: apt-get install ${needs}`) : e; }
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', file, '-af', 'highpass=f=70', '-ac', '1', '-ar', String(RATE), '-f', 'f32le', raw]);
  const bytes = readFileSync(raw), all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const loud = i => Math.abs(all[i]) > 0.012;
  let first = 0, last = all.length - 1;
  while (first < last && !loud(first)) first++;
  while (last > first && !loud(last)) last--;
  return all.slice(Math.max(0, first - RATE * 0.03), Math.min(all.length, last + RATE * 0.12));
}
