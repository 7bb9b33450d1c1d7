// Music and voice to the sound of a film: mixed, then brought to one loudness in two passes.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { score, wav, RATE } from './score.mjs';
import { groups, delayed } from './texts.mjs';
import { ffmpeg } from './studio.mjs';

export const LOUDNESS = -16, PEAK = -2; // LUFS and dBTP; AAC adds a little to the peak, which has to stay below -1.5

/** When each beat of the script begins. */
export const beatsOf = (script, timeline, holds = []) => {
  const first = new Map();
  for (const group of groups(script, timeline)) if (!first.has(group.beat)) first.set(group.beat, delayed(holds, group.from));
  return [...first].map(([id, from]) => ({ id, from }));
};

export function music(script, timeline, file, holds = [], seconds = timeline.seconds) {
  writeFileSync(file, wav(score(beatsOf(script, timeline, holds), seconds)));
}

/** The spoken pieces in their places. */
export function speech(pieces, sounds, seconds, file) {
  const out = new Float32Array(Math.ceil(seconds * RATE));
  pieces.forEach((piece, i) => out.set(sounds[i].subarray(0, Math.max(0, out.length - Math.round(piece.from * RATE))), Math.round(piece.from * RATE)));
  writeFileSync(file, wav(out));
}

/** Music under a voice: quieter while somebody speaks. */
export function under(voice, tune, file) {
  ffmpeg('-i', voice, '-i', tune, '-filter_complex', '[0:a]asplit[v][key];[1:a]volume=-15dB[m];[m][key]sidechaincompress=threshold=0.03:ratio=5:attack=120:release=900[low];[v][low]amix=inputs=2:normalize=0[out]', '-map', '[out]', file);
}

function measure(file, more = '') {
  const { stderr } = spawnSync('ffmpeg', ['-hide_banner', '-i', file, '-map', '0:a', '-af', `loudnorm=I=${LOUDNESS}:TP=${PEAK}:LRA=11${more}:print_format=json`, '-f', 'null', '-'], { encoding: 'utf8' });
  return JSON.parse(stderr.slice(stderr.lastIndexOf('{')));
}
/** Even loudness: measured first, then one gain for all of it; `most` holds back what a low bit rate would lift over the peak. */
export function even(file, out, most = 1) {
  const m = measure(file);
  ffmpeg('-i', file, '-af', `loudnorm=I=${LOUDNESS}:TP=${PEAK}:LRA=11:measured_I=${m.input_i}:measured_TP=${m.input_tp}:measured_LRA=${m.input_lra}:measured_thresh=${m.input_thresh}:offset=${m.target_offset}:linear=true${most < 1 ? `,alimiter=limit=${most}:level=false` : ''}`, '-ar', String(RATE), out);
}
/** What a finished film measures: loudness in LUFS and true peak in dB. */
export function loudness(file) {
  const m = measure(file);
  return { loudness: Number(m.input_i), peak: Number(m.input_tp), range: Number(m.input_lra) };
}
