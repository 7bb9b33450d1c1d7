// The voice of the described film: words to sound, by an engine that runs here and sends nothing anywhere.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RATE } from './score.mjs';

const quoted = text => `"${text.replace(/[\\"]/g, '')}"`;
const festival = voice => (jobs, folder) => {
  const script = join(folder, 'say.scm');
  writeFileSync(script, `(${voice})\n` + jobs.map(({ text, file }) => `(utt.save.wave (utt.synth (Utterance Text ${quoted(text)})) ${quoted(file)} 'riff)\n`).join(''));
  execFileSync('festival', ['-b', script], { stdio: ['ignore', 'ignore', 'ignore'] });
};
const flite = voice => jobs => jobs.forEach(({ text, file }) => execFileSync('flite', ['-voice', voice, '-t', text, '-o', file]));

/** Each writes what it says into WAV files. Which one is used and why: README.md. */
export const ENGINES = {
  hts: { needs: 'festival festvox-us-slt-hts', say: festival('voice_cmu_us_slt_arctic_hts') },
  slt: { needs: 'flite', say: flite('slt') },
  rms: { needs: 'flite', say: flite('rms') },
  awb: { needs: 'flite', say: flite('awb') },
  gb: { needs: 'espeak-ng', say: jobs => jobs.forEach(({ text, file }) => execFileSync('espeak-ng', ['-v', 'en-gb', '-s', '150', '-w', file, text])) },
};
/** Letters are said one by one. */
const aloud = text => text.replace(/\bNHS\b/g, 'N H S').replace(/\bGP\b/g, 'G P');
/** How loud each piece is made before all are mixed. */
const LEVEL = 0.09;

/** One channel of numbers, without the silence at both ends; nothing when the voice cracked. */
function listen(file, raw) {
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-i', file, '-af', 'highpass=f=70', '-ac', '1', '-ar', String(RATE), '-f', 'f32le', raw]);
  const all = new Float32Array(new Uint8Array(readFileSync(raw)).buffer);
  const power = Math.sqrt(all.reduce((sum, v) => sum + v * v, 0) / all.length), most = all.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  if (most > 9 * power) return null;
  const loud = i => Math.abs(all[i]) > power * 0.2;
  let first = 0, last = all.length - 1;
  while (first < last && !loud(first)) first++;
  while (last > first && !loud(last)) last--;
  return all.slice(Math.max(0, first - RATE * 0.03), Math.min(all.length, last + RATE * 0.12)).map(v => v * LEVEL / power);
}

/** What each text sounds like, each as loud as the others. */
export function say(texts, engine, folder) {
  const { needs, say } = ENGINES[engine], jobs = texts.map((text, i) => ({ text: aloud(text), file: join(folder, `said-${i}.wav`) }));
  try { say(jobs, folder); } catch (e) { throw e.code === 'ENOENT' ? new Error(`The voice is missing. On Debian: apt-get install ${needs}`) : e; }
  const sounds = jobs.map(({ file }) => listen(file, join(folder, 'said.raw'))), cracked = texts.filter((_, i) => !sounds[i]);
  if (cracked.length) throw new Error(`The voice cracks; put it in other words: ${cracked.join(' / ')}`);
  return sounds;
}
