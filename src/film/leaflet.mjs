// The leaflet as it is said aloud: its Markdown, one piece for each heading, paragraph and line of a list.

/** Silence before each kind of piece, in seconds. A section begins after a breath. */
const BEFORE = { title: 0, heading: 1.1, words: 0.55, item: 0.4 };

const plain = markdown => markdown
  .replace(/\{your\}/g, 'your').replace(/\{you\}/g, 'you')
  .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
  .replace(/\s*\{#[^}]*\}/g, '')
  .replace(/[*_`]+/g, '')
  .replace(/\s+/g, ' ').trim();

/** Each piece with the silence before it. A table is left out: the leaflet says the same in words below it. */
export function pieces(file) {
  const [head, ...rest] = file.split(/^---$/m), body = rest.join('---');
  const field = name => new RegExp(`^${name}: *(.*)$`, 'm').exec(head)[1];
  const said = [{ kind: 'title', text: `${field('title')}.` }, { kind: 'words', text: 'This is the leaflet, read by a computer.' }, { kind: 'words', text: field('summary') }];
  for (const block of body.trim().split(/\n\s*\n/)) {
    const lines = block.split('\n');
    if (lines[0].startsWith('|') || plain(block) === 'The same in words:') continue;
    if (/^#+ /.test(lines[0])) {
      said.push({ kind: 'heading', text: plain(lines[0].replace(/^#+ /, '')) });
      if (lines.length > 1) said.push({ kind: 'words', text: plain(lines.slice(1).join(' ')) });
    } else if (/^(?:-|\d+\.) /.test(lines[0])) {
      for (const item of block.split(/\n(?=(?:-|\d+\.) )/)) said.push({ kind: 'item', text: plain(item.replace(/^- /, '')) });
    } else {
      said.push({ kind: 'words', text: plain(block) });
    }
  }
  return said.filter(({ text }) => text).map(({ kind, text }) => ({ text, before: BEFORE[kind] }));
}
