// The music: written for this film and computed here, note by note. No samples, no other person's tune.
// A soft pad, a bass and something like a felt piano, in D major; each beat of the film has its own way of playing the same chords.
export const RATE = 48000;

const hertz = note => 440 * 2 ** ((note - 69) / 12);
// bass, the pad's four voices, the notes that the piano may break
const CHORD = {
  D: [38, [57, 62, 66, 69], [62, 66, 69, 74]], Dadd: [38, [57, 62, 64, 66], [62, 64, 66, 69]], A: [45, [57, 61, 64, 69], [61, 64, 69, 73]], Ac: [37, [57, 61, 64, 69], [61, 64, 69, 73]],
  Bm: [47, [59, 62, 66, 69], [62, 66, 71, 74]], G: [43, [59, 62, 67, 69], [62, 67, 71, 74]], Em: [40, [59, 62, 64, 67], [64, 67, 71, 74]], Fm: [42, [57, 61, 66, 69], [61, 66, 69, 73]],
  Asus: [45, [57, 62, 64, 69], [62, 64, 69, 74]], Gm7: [43, [57, 59, 62, 66], [62, 66, 69, 71]],
};
const BEATS = {
  title: { chords: ['D', 'G'], broken: 'calm', tune: 1 }, visit: { chords: ['Bm', 'Gm7', 'Asus'], broken: 'calm', tune: 1 },
  care: { chords: ['D', 'Ac', 'G'], broken: 'calm', tune: 1 }, many: { chords: ['G', 'D', 'Em', 'Asus'], broken: 'flowing', tune: 0.8 },
  journey: { chords: ['D', 'Ac', 'Bm', 'Fm', 'G', 'D', 'Em', 'Asus'], broken: 'walking', tune: 0.6 },
  who: { chords: ['Bm', 'Gm7', 'D', 'Ac'], broken: 'walking', tune: 0.7 }, risks: { chords: ['Em', 'Bm', 'Gm7', 'Fm'], broken: 'sparse', tune: 0.5 },
  choice: { chords: ['D', 'G', 'Bm', 'Ac'], broken: 'flowing', tune: 1 }, how: { chords: ['G', 'Ac', 'Bm', 'G', 'Asus'], broken: 'calm', tune: 1 },
};
// which note of the broken chord at which eighth of the bar
const BROKEN = { calm: [0, -1, 1, -1, 2, -1, 1, -1], flowing: [0, 1, 2, 3, 2, 1, 2, 1], walking: [0, -1, 2, 1, -1, 2, 1, -1], sparse: [0, -1, -1, -1, 2, -1, -1, -1] };
// the tune: [eighth, step of the scale above D, length in eighths]; two bars that answer each other
const SCALE = [74, 76, 78, 79, 81, 83, 85, 86];
const TUNE = [[[0, 4, 3], [3, 2, 2], [5, 1, 3]], [[0, 2, 4], [5, 0, 3]], [[0, 1, 3], [3, 2, 2], [5, 4, 3]], [[1, 2, 3], [4, 1, 4]]];

/** A number that looks like chance and is always the same. */
const chance = i => { const v = Math.sin(i * 78.233 + 1.7) * 43758.5453; return v - Math.floor(v); };

/** @param beats [{id, from}] in order · @param seconds length of the whole */
export function score(beats, seconds) {
  const out = new Float32Array(Math.ceil(seconds * RATE)), wet = new Float32Array(out.length);
  const add = (from, length, send, voice) => {
    const start = Math.max(0, Math.round(from * RATE)), end = Math.min(out.length, Math.round((from + length) * RATE));
    for (let i = start; i < end; i++) { const v = voice((i - start) / RATE); out[i] += v; wet[i] += v * send; }
  };
  /** A sine that fades by itself: one multiplication a sample and no call of sin(). */
  const sine = (f, amount, fade = 0) => {
    const w = 2 * Math.PI * f / RATE, r = Math.exp(-fade / RATE), a = 2 * r * Math.cos(w), b = r * r;
    let y1 = -Math.sin(w) / r * amount, y2 = -Math.sin(2 * w) / b * amount;
    return () => { const y = a * y1 - b * y2; y2 = y1; y1 = y; return y; };
  };
  const together = voices => () => { let v = 0; for (const voice of voices) v += voice(); return v; };

  const pad = (note, from, length, loud) => {
    const f = hertz(note), rise = 1.3, fall = 1.9, phase = chance(note) * 6;
    const voice = together([[1, 0.62], [1.0023, 0.4], [0.9979, 0.4], [2, 0.2], [2.004, 0.1], [3, 0.05]].map(([k, a]) => sine(f * k, a)));
    add(from, length + fall, 0.5, t => loud * (t < rise ? (t / rise) ** 1.5 : 1) * (t > length ? Math.max(0, 1 - (t - length) / fall) ** 2 : 1) * (1 + 0.12 * Math.sin(t * 1.1 + phase)) * voice());
  };
  const bass = (note, from, length, loud) => {
    const f = hertz(note), voice = together([[1, 1], [2, 0.34], [3, 0.1]].map(([k, a]) => sine(f * k, a, 0.42)));
    add(from, length + 0.5, 0.1, t => loud * Math.min(1, t / 0.06) * (t > length ? Math.max(0, 1 - (t - length) / 0.5) : 1) * voice());
  };
  const felt = (note, from, loud, hold = 2.6) => {
    const f = hertz(note), bright = 0.75 + loud * 1.2;
    const voice = together([1, 0.42, 0.2, 0.09, 0.05, 0.03].map((a, i) => sine(f * (i + 1) * (1 + 0.00022 * (i + 1) ** 2), a * bright ** i, 1.15 + 0.95 * i + f / 900)));
    add(from, hold, 0.62, t => loud * Math.min(1, t / 0.009) * (t > hold - 0.3 ? Math.max(0, (hold - t) / 0.3) : 1) * voice());
  };

  // bars of about 3.6 seconds, so that the last chord begins 4.6 seconds before the end
  const bars = Math.max(2, Math.round((seconds - 4.6) / 3.6)), bar = (seconds - 4.6) / bars, eighth = bar / 8;
  const beatAt = t => beats.filter(b => b.from <= t + bar * 0.4).at(-1) || beats[0];
  let was = '', step = 0;
  for (let b = 0; b < bars; b++) {
    const from = b * bar, { id } = beatAt(from), { chords, broken, tune } = BEATS[id];
    step = id === was ? step + 1 : 0;
    was = id;
    const last = b === bars - 1, [low, voices, notes] = CHORD[last ? 'Asus' : chords[step % chords.length]];
    const quiet = id === 'risks' ? 0.8 : 1;
    voices.forEach((note, i) => pad(note, from - 0.25, bar, 0.052 * (i === 0 ? 1.15 : 1)));
    bass(low + (low < 38 ? 12 : 0), from, bar * 0.96, 0.15 * quiet);
    if (broken === 'walking') bass(low + (low < 38 ? 12 : 0) + 7, from + bar / 2, bar * 0.46, 0.07);
    BROKEN[broken].forEach((which, e) => {
      if (which < 0 || (b === 0 && e < 2)) return;
      felt(notes[which], from + e * eighth + (chance(b * 8 + e) - 0.5) * 0.018, (e % 4 === 0 ? 0.088 : 0.062) * (0.85 + 0.3 * chance(b * 31 + e)) * quiet);
    });
    const phrase = TUNE[(b + (id.length % 2)) % 4];
    if (b > 0 && !last && (broken !== 'sparse' || step % 2 === 0)) for (const [e, degree, long] of phrase) {
      // the note of the scale that is nearest to the wish and belongs to the chord or lies a step beside it
      const wish = SCALE[degree], near = notes.map(x => x % 12), note = [0, -1, 1, -2, 2, -3, 3].map(d => wish + d).find(x => near.includes(x % 12)) ?? wish;
      felt(note, from + e * eighth + 0.012, 0.1 * tune, Math.max(2, long * eighth + 1));
    }
  }
  const end = bars * bar;
  CHORD.Dadd[1].forEach(note => pad(note, end - 0.2, 2.4, 0.055));
  bass(38, end, 4.2, 0.15);
  [62, 69, 74, 78].forEach((note, i) => felt(note, end + i * 0.16, 0.1, 4.4));

  room(wet, out);
  // soft at both ends
  for (let i = 0; i < out.length; i++) out[i] *= Math.min(1, i / (0.5 * RATE)) * Math.min(1, (out.length - i) / (1.6 * RATE)) ** 1.5;
  return out;
}

/** The sound of a room: what was sent, through six delays that feed each other, a little darker each time. */
function room(wet, out) {
  const lengths = [1687, 1949, 2251, 2617, 3049, 3461], lines = lengths.map(l => new Float32Array(l)), at = lengths.map(() => 0), dark = lengths.map(() => 0), back = 0.8, taps = new Float32Array(6);
  for (let i = 0; i < wet.length; i++) {
    let sum = 0;
    for (let k = 0; k < 6; k++) { taps[k] = lines[k][at[k]]; sum += taps[k]; }
    for (let k = 0; k < 6; k++) {
      dark[k] += (taps[k] - sum / 3 - dark[k]) * 0.42;
      lines[k][at[k]] = wet[i] * 0.5 + dark[k] * back;
      at[k] = (at[k] + 1) % lengths[k];
    }
    out[i] += sum * 0.2;
  }
}

/** One channel of numbers between -1 and 1 as a WAV file. */
export function wav(samples) {
  let most = 0;
  for (const v of samples) most = Math.max(most, Math.abs(v));
  const scale = most > 0 ? 0.7 / most : 1, bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0); bytes.writeUInt32LE(36 + samples.length * 2, 4); bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16); bytes.writeUInt16LE(1, 20); bytes.writeUInt16LE(1, 22); bytes.writeUInt32LE(RATE, 24); bytes.writeUInt32LE(RATE * 2, 28); bytes.writeUInt16LE(2, 32); bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36); bytes.writeUInt32LE(samples.length * 2, 40);
  for (let i = 0; i < samples.length; i++) bytes.writeInt16LE(Math.round(samples[i] * scale * 32767), 44 + i * 2);
  return bytes;
}
