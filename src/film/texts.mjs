// From the script to everything that is read: captions, transcripts, alternative texts; and what a voice says, piece by piece.
const stamp = seconds => {
  const ms = Math.round(seconds * 1000), two = v => String(v).padStart(2, '0');
  return `${two(Math.floor(ms / 3600000))}:${two(Math.floor(ms / 60000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
};
const inVtt = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/-->/g, '->');
const vtt = blocks => `WEBVTT\n\n${blocks.map(({ from, to, lines }) => `${stamp(from)} --> ${stamp(to)}\n${lines.map(inVtt).join('\n')}\n`).join('\n')}`;

/** Cues whose words are on screen at the same time are one. */
export function groups(script, timeline) {
  const cues = new Map(script.beats.flatMap(beat => beat.cues.map(cue => [cue.id, { ...cue, beat: beat.id }])));
  const all = [];
  for (const time of timeline.cues) {
    const last = all.at(-1), cue = cues.get(time.id);
    if (last && last.from === time.from) last.cues.push(cue);
    else all.push({ from: time.from, to: time.to, beat: cue.beat, cues: [cue] });
  }
  return all;
}

/** What is wrong with the script or its times; nothing if all is well. A slow reader needs 0.7 s to begin and 0.28 s a word. */
export function mistakes(script, timeline) {
  const told = script.beats.flatMap(beat => beat.cues), timed = timeline.cues, out = [];
  const ids = list => list.map(cue => cue.id);
  const odd = [...ids(told).filter(id => !ids(timed).includes(id)), ...ids(timed).filter(id => !ids(told).includes(id))];
  if (odd.length) return [`The script and timeline.json name different cues: ${odd.join(', ')}`];
  let end = 0;
  for (const { from, to, cues } of groups(script, timeline)) {
    const words = cues.flatMap(cue => cue.words.split(/\s+/)).length, needs = Math.max(2.5, 0.7 + 0.28 * words), name = ids(cues).join(' and ');
    if (cues[0].id !== 'title' && to - from < needs - 0.001) out.push(`The words of "${name}" are on screen for ${(to - from).toFixed(1)} s; ${words} words need ${needs.toFixed(1)} s.`);
    if (from < end) out.push(`"${name}" begins before the words ahead of it are gone.`);
    end = to;
  }
  if (end > timeline.seconds) out.push('The last words outlast the film.');
  return out;
}

export const captions = (script, timeline) => vtt(groups(script, timeline).map(({ from, to, cues }) => ({ from, to, lines: cues.flatMap(cue => [...(cue.caption ? [`[${cue.caption}]`] : []), cue.words]) })));

const told = (script, about, seen) => {
  const beats = script.beats.map(beat => `## ${beat.heading}\n\n${beat.cues.map(cue => `${seen(cue) ? `[${seen(cue)}]\n\n` : ''}${cue.words}\n`).join('\n')}`);
  return `# ${script.transcriptTitle}: ${script.title}\n\n${about.join('\n\n')}\n\n${beats.join('\n')}`;
};
export const transcript = script => told(script, script.about, cue => cue.seen);
export const describedTranscript = script => told(script, script.aboutDescribed, cue => cue.described);

/** What the voice of the described film says while the words of one group are on screen. */
export const spoken = group => group.cues.flatMap(cue => [
  ...(cue.described.match(/[^.]+\./g) || []).map(text => ({ text: text.trim(), seen: true })),
  { text: cue.words, seen: false },
]);

/**
 * Where each spoken piece begins in the described film, and where its picture has to wait.
 * @param lengths seconds of each piece of each group
 */
export function plan(script, timeline, lengths) {
  const BEFORE = 0.3, BETWEEN = 0.28, TURN = 0.5, AFTER = 0.45;
  const all = groups(script, timeline), pieces = [], holds = [];
  let late = 0;
  all.forEach((group, i) => {
    const until = all[i + 1]?.from ?? timeline.seconds;
    let at = group.from + late + BEFORE, before = null;
    spoken(group).forEach((piece, j) => {
      if (before) at += before.seen === piece.seen ? BETWEEN : TURN;
      pieces.push({ ...piece, group: i, index: j, from: at, to: at + lengths[i][j] });
      at += lengths[i][j];
      before = piece;
    });
    const wait = at + AFTER - (until + late);
    if (wait > 0) { holds.push({ at: group.to - 0.36, wait }); late += wait; }
  });
  return { pieces, holds, seconds: timeline.seconds + late };
}
/** The second of the described film at which a second of the film is seen. */
export const delayed = (holds, t) => t + holds.filter(hold => hold.at < t).reduce((sum, hold) => sum + hold.wait, 0);

export const describedCaptions = pieces => vtt(pieces.map(({ text, seen, from, to }) => ({ from, to: to + 0.2, lines: [seen ? `[${text}]` : text] })));
