// Things: the record card and what is on it, the surgery, rooms, gates, trees, the letter, the two equal doors.
import { C, n, el, g, path, line, box, dot, oval, at, limb, clamp, mix } from './kit.mjs';

// ---------- the record card: 200 wide, 270 high, centre at 0,0 ----------
const person = (x, y, s, fill) => dot(x, y - 7 * s, 6.5 * s, fill) + path(`M${n(x - 12 * s)} ${n(y + 13 * s)}C${n(x - 12 * s)} ${n(y - 1 * s)} ${n(x + 12 * s)} ${n(y - 1 * s)} ${n(x + 12 * s)} ${n(y + 13 * s)}Z`, fill);

/** The name tag: a label on a clip. k 0..1 unclips it. */
export const nameTag = (clip = 1) => box(-62, -25, 124, 52, C.coral, 10) + box(-62, -25, 124, 14, C.coralDeep, 7) + box(-62, -18, 124, 8, C.coral)
  + dot(-36, 6, 15, C.white) + person(-36, 6, 0.78, C.coralDeep)
  + line('M-10 0L46 0', C.white, 7) + line('M-10 14L26 14', C.coralSoft, 6)
  + (clip ? path('M-12-40Q-12-46-6-46L6-46Q12-46 12-40L12-20Q12-16 8-16L-8-16Q-12-16-12-20Z', C.tealDeep, { opacity: clip < 1 ? clip : undefined }) + dot(0, -36, 4, C.mist, { opacity: clip < 1 ? clip : undefined }) : '');

/** NHS number, date of birth, postcode: three small drawings in a band. */
export const joinMarks = (k = [1, 1, 1]) => box(-82, -21, 164, 42, C.yellow, 8)
  + at(-54, 0, [-12, -4, 4, 12].map((x, i) => box(x - 2.6, -9, 5.2, 18, i % 2 ? C.teal : C.tealDeep, 2.6)).join(''), { o: k[0] })
  + at(0, 0, box(-13, -10, 26, 22, C.white, 4) + box(-13, -10, 26, 8, C.tealDeep, 4) + dot(-5, 4.5, 2.4, C.teal) + dot(4.5, 4.5, 2.4, C.coralDeep), { o: k[1] })
  + at(54, 0, path('M0 14C-9 3-12-1-12-5C-12-12-6-15 0-15C6-15 12-12 12-5C12-1 9 3 0 14Z', C.tealDeep) + dot(0, -5, 4.6, C.yellow), { o: k[2] });

/** The code that takes their place: a pattern nobody can read a person from. `k` 0..1 fills it in, cell by cell. */
const CELLS = ['1011010110 0110101101 1101011011', '0101101101 1011010110 0110110101'].map(c => c.split(' '));
const pattern = (rows, k, a, b) => rows.map((row, r) => [...row].map((bit, c) => bit === '1' && (c + r * 3) / 16 < k * 1.02 ? box(-67 + c * 13.6, -13.5 + r * 9.6, 9.6, 7, (c + r) % 3 ? a : b, 2) : '').join('')).join('');
export const codeMarks = (k = 1) => box(-82, -21, 164, 42, C.tealDeep, 8) + pattern(CELLS[0], k, C.tealSoft, C.yellow);
/** The other code that a study gets; it wipes over the first one. */
export const newCodeMarks = (k = 1) => k <= 0 ? '' : box(-82, -21, 164 * clamp(k * 1.6), 42, C.coral, 8) + pattern(CELLS[1], clamp(k * 1.5 - 0.5), C.white, C.tealDeep);

export const ICON = {
  condition: path('M0 11C-14 1-15-9-7.5-11.5C-3.5-12.8-1-10.5 0-7.5C1-10.5 3.5-12.8 7.5-11.5C15-9 14 1 0 11Z', C.coral),
  test: path('M-5-12L5-12L5-10L4-10L4-3L10 8Q11.5 12 7 12L-7 12Q-11.5 12-10 8L-4-3L-4-10L-5-10Z', C.tealSoft) + path('M-7.2 3L7.2 3L10 8Q11.5 12 7 12L-7 12Q-11.5 12-10 8Z', C.tealMid),
  medicine: g({ transform: 'rotate(-35)' }, path('M0-7L9-7A7 7 0 0 1 9 7L0 7Z', C.yellow) + path('M0-7L-9-7A7 7 0 0 0-9 7L0 7Z', C.teal)),
};
const ROWS = [['condition', 84, 56], ['test', 96, 40], ['medicine', 72, 66]];

/**
 * @param tag 0..1 the name tag is there · join 0..1 the marks used to join records · code 0..1 the code · write 0..1 lines written
 */
export function card({ tag = 1, join = 1, code = 0, newCode = 0, write = 1, facts = [], s = 1, shadow = true, tagShift = [0, 0, 0] } = {}) {
  const rows = ROWS.map(([icon, a, b], i) => {
    const k = clamp(write * 3 - i), y = 12 + i * 42;
    return (facts[i] > 0.01 ? box(-88, y - 17, 176, 46, C.yellow, 12, { opacity: facts[i] * 0.8 }) : '')
      + at(-66, y + 6, ICON[icon], { s: mix(0.3, 1 + 0.3 * (facts[i] || 0), clamp(k * 3)), o: clamp(k * 3) })
      + (k > 0.15 ? line(`M-40 ${y}L${n(-40 + a * clamp((k - 0.15) / 0.5))} ${y}`, C.teal, 7) : '')
      + (k > 0.6 ? line(`M-40 ${y + 14}L${n(-40 + b * clamp((k - 0.6) / 0.4))} ${y + 14}`, C.tealSoft, 7) : '');
  }).join('');
  return g({ transform: s !== 1 ? `scale(${s})` : undefined },
    shadow ? box(-94, -126, 200, 270, C.tealDeep, 18, { opacity: 0.12 }) : '',
    box(-100, -135, 200, 270, C.white, 18), path('M-100-102L-100-117A18 18 0 0 1-82-135L82-135A18 18 0 0 1 100-117L100-102Z', C.tealMid),
    box(-82, -54, 164, 42, C.mist, 8),
    join > 0 ? at(0, -33, joinMarks(), { o: join, sx: mix(0.96, 1, join), sy: join }) : '',
    code > 0 ? at(0, -33, codeMarks(code), { o: clamp(code * 3) }) + at(0, -33, newCodeMarks(newCode)) : '',
    rows,
    tag > 0 ? at(tagShift[0], -92 + tagShift[1], nameTag(), { r: tagShift[2], o: tag }) : '');
}

// ---------- outside ----------
export function tree(x, y, s = 1, kind = 0, bend = 0) {
  const [a, b] = kind ? [C.tealSoft, '#93b9c6'] : [C.leaf, C.leafDeep];
  return at(x, y, path('M-8 0L-5-150L5-150L8 0Z', C.woodDeep) + line('M0-90L26-118M0-70L-24-100', C.woodDeep, 7)
    + g({ transform: bend ? `rotate(${n(bend * 10) / 10})` : undefined }, path('M0-300C56-300 84-246 78-196C74-146 40-118 0-118C-40-118-74-146-78-196C-84-246-56-300 0-300Z', a)
    + path('M0-300C56-300 84-246 78-196C74-146 40-118 0-118C34-150 44-236 0-300Z', b)), { s });
}
export const bush = (x, y, s = 1, fill = C.leaf) => at(x, y, path('M-90 0C-96-30-72-50-52-44C-44-78 4-82 18-50C44-66 74-44 70-24C88-24 92-8 88 0Z', fill), { s });
export const cloud = (x, y, s = 1, fill = C.white, o = 1) => at(x, y, path('M-90 20C-112 20-116-12-90-16C-88-46-42-56-24-32C-6-60 46-50 48-18C84-26 100 20 68 20Z', fill), { s, o });
export const plant = (x, y, s = 1) => at(x, y, [[-30, -118, -28], [0, -140, 0], [30, -116, 30], [-15, -96, -50], [18, -92, 52]].map(([px, py, r]) =>
  g({ transform: `translate(0 -46) rotate(${r})` }, path('M0 0C-22-30-20-70 0-96C20-70 22-30 0 0Z', r % 4 ? C.leafDeep : C.leaf))).join('') + path('M-30-50L30-50L24 0Q0 5-24 0Z', C.coral) + box(-34, -58, 68, 16, C.coralDeep, 4), { s });

/** A sign with a plain cross of four equal arms in a circle. */
export const careSign = (x, y, r = 34) => dot(x, y, r, C.white) + path(`M${n(x - r * .2)} ${n(y - r * .62)}h${n(r * .4)}v${n(r * .42)}h${n(r * .42)}v${n(r * .4)}h${n(-r * .42)}v${n(r * .42)}h${n(-r * .4)}v${n(-r * .42)}h${n(-r * .42)}v${n(-r * .4)}h${n(r * .42)}Z`, C.coral);

const pane = (x, y, w, h, fill = C.tealSoft) => box(x - 8, y - 8, w + 16, h + 16, C.white, 6) + box(x, y, w, h, fill, 2)
  + path(`M${x + w * .12} ${y + h}L${x + w * .5} ${y}L${x + w * .72} ${y}L${x + w * .34} ${y + h}Z`, C.mist, { opacity: 0.7 }) + line(`M${x + w / 2} ${y}L${x + w / 2} ${y + h}`, C.white, 7) + box(x - 14, y + h + 8, w + 28, 12, C.mistShade, 3);

/** The surgery from the street, 860 wide, standing on y = 0; door opens with k 0..1. */
export function surgery(open = 0) {
  return [
    box(-430, -392, 860, 392, '#f9ead0'), box(-430, -392, 860, 30, '#ecd9b6'),
    path('M-470-372L-400-520L400-520L470-372Z', C.teal), path('M-470-372L-462-389L462-389L470-372Z', C.tealDeep),
    box(250, -580, 56, 90, C.coralDeep), box(242, -590, 72, 18, C.coral, 3),
    // gable over the door
    path('M-150-372L0-540L150-372Z', '#f9ead0'), path('M-176-362L0-560L176-362L150-362L0-524L-150-362Z', C.coral), careSign(0, -430, 40),
    // door
    box(-92, -284, 184, 284, C.tealDeep, 4), box(-80, -272, 160, 272, '#fbe8b8'),
    path(`M-80-272L${n(-80 + 80 * (1 - open * .78))} ${n(-272 + 14 * open)}L${n(-80 + 80 * (1 - open * .78))} ${n(-4 * open)}L-80 0Z`, C.coral),
    path(`M80-272L${n(80 - 80 * (1 - open * .78))} ${n(-272 + 14 * open)}L${n(80 - 80 * (1 - open * .78))} ${n(-4 * open)}L80 0Z`, C.coral),
    open < 0.4 ? box(-62, -244, 46, 120, C.tealSoft, 4, { opacity: 1 - open * 2.5 }) + box(16, -244, 46, 120, C.tealSoft, 4, { opacity: 1 - open * 2.5 }) + box(-12, -128, 6, 46, C.white, 3, { opacity: 1 - open * 2.5 }) + box(6, -128, 6, 46, C.white, 3, { opacity: 1 - open * 2.5 }) : '',
    path('M-124-300L124-300L112-280L-112-280Z', C.white),
    pane(-376, -282, 100, 130), pane(-240, -282, 100, 130), pane(140, -282, 100, 130), pane(276, -282, 100, 130),
    box(-430, -26, 306, 26, '#e6d2ab'), box(124, -26, 306, 26, '#e6d2ab'),
    box(-118, -12, 236, 12, C.mistShade, 2),
    line('M150-96L150 0M-150-96L-150 0M-150-92L-118-92M118-92L150-92', C.teal, 8),
    at(-290, 0, box(-70, -44, 140, 44, C.woodDeep, 6) + [-44, -14, 16, 44].map((x, i) => dot(x, -58, 19, i % 2 ? C.leaf : C.leafDeep) + dot(x + 4, -70, 8, i % 2 ? C.coral : C.yellow)).join('')),
    at(292, 0, box(-70, -44, 140, 44, C.woodDeep, 6) + [-44, -14, 16, 44].map((x, i) => dot(x, -58, 19, i % 2 ? C.leafDeep : C.leaf) + dot(x + 4, -70, 8, i % 2 ? C.yellow : C.coral)).join('')),
  ].join('');
}

// ---------- inside ----------
export const chair = (fill = C.tealMid, deep = C.teal) => path('M-78-300Q-80-318-62-318L-44-318Q-30-318-30-304L-24-150L-66-150Z', deep) + box(-72, -156, 170, 34, fill, 14) + line('M-54-124L-62 0M54-124L58 0', C.tealDeep, 9);
export const desk = (w = 380) => box(-w / 2, -186, w, 22, C.wood, 6) + box(-w / 2 + 22, -166, 18, 166, C.woodDeep) + box(w / 2 - 110, -166, 92, 166, C.woodDeep) + box(w / 2 - 102, -152, 76, 44, C.wood, 4) + box(w / 2 - 102, -100, 76, 44, C.wood, 4) + line(`M${w / 2 - 72}-130h16M${w / 2 - 72}-78h16`, C.cream, 5);
export const screen = (show = '') => box(-14, -46, 28, 46, C.ink) + box(-52, -8, 104, 10, C.ink, 4) + box(-100, -176, 200, 134, C.ink, 10) + box(-90, -166, 180, 114, C.mist, 4) + show;
export const windowAt = (x, y, w, h) => box(x - 12, y - 12, w + 24, h + 24, C.white, 8) + box(x, y, w, h, '#cfe4ea') + path(`M${x} ${y + h}L${x} ${y + h * .72}Q${x + w * .3} ${y + h * .55} ${x + w * .55} ${y + h * .74}T${x + w} ${y + h * .66}L${x + w} ${y + h}Z`, C.leaf, { opacity: 0.55 }) + line(`M${x + w / 2} ${y}v${h}M${x} ${y + h * .48}h${w}`, C.white, 8) + box(x - 22, y + h + 10, w + 44, 16, C.mistShade, 4);
export const picture = (x, y) => box(x, y, 120, 150, C.white, 4) + box(x + 12, y + 12, 96, 126, C.yellowSoft) + dot(x + 74, y + 52, 16, C.coral) + path(`M${x + 12} ${y + 138}L${x + 12} ${y + 104}Q${x + 44} ${y + 78} ${x + 66} ${y + 104}T${x + 108} ${y + 96}L${x + 108} ${y + 138}Z`, C.tealMid);
export const lamp = (x, y) => line(`M${x} ${y - 400}L${x} ${y}`, C.ink, 5) + path(`M${x - 54} ${y}Q${x - 48} ${y - 56} ${x} ${y - 58}Q${x + 48} ${y - 56} ${x + 54} ${y}Z`, C.yellow) + oval(x, y, 54, 7, C.yellowSoft);

// ---------- gates on the way ----------
/** A gate across the path, standing on y = 0; `lift` 0..1 raises its bar. */
export function gate(color = C.teal, deep = C.tealDeep, { lift = 0, glow = 0 } = {}) {
  return path('M-150 0L-150-380A150 150 0 0 1 150-380L150 0L104 0L104-380A104 104 0 0 0-104-380L-104 0Z', color)
    + path('M104 0L104-380A104 104 0 0 0 30-479.6L52-520A150 150 0 0 1 150-380L150 0Z', deep)
    + box(-164, -26, 74, 26, deep, 4) + box(90, -26, 74, 26, deep, 4)
    + dot(0, -508, 32, C.white) + at(0, -508, path('M-12-4L12-4Q15-4 15-1L15 13Q15 16 12 16L-12 16Q-15 16-15 13L-15-1Q-15-4-12-4Z', deep) + line('M-9-4L-9-10A9 9 0 0 1 9-10L9-4', deep, 5) + dot(0, 6, 3.4, glow > 0.5 ? C.yellow : C.white));
}
export const tray = (fill = C.mistShade, deep = C.tealSoft) => path('M-96-64L96-64L82 0L-82 0Z', fill) + path('M-96-64L96-64L92-46L-92-46Z', deep);

// ---------- letter ----------
export function letter({ out = 1, code = 1 } = {}) {
  const lift = out * 150;
  return path('M-220-112Q-220-122-212-128L-14-258Q0-267 14-258L212-128Q220-122 220-112L220 20L-220 20Z', C.yellowDeep)
    + at(0, -lift + 30, box(-178, -190, 356, 330, C.white, 10)
      + dot(-132, -146, 20, C.teal) + box(-138.5, -155, 13, 18, C.white, 3) + line('M-98-152L-10-152M-98-136L-46-136', C.tealSoft, 8)
      + line('M-144-98L120-98M-144-76L140-76M-144-54L70-54', C.mistShade, 9)
      + box(-150, -26, 300, 66, C.mist, 10) + [-122, -91, -60, -29, 29, 60, 91, 122].map((x, i) => box(x - 12, -12, 24, 38, i < 8 * code ? C.coral : C.mistDeep, 6)).join('') + line('M-7 7L7 7', C.teal, 7)
      + line('M-144 74L100 74M-144 96L130 96', C.mistShade, 9))
    + path('M-220-114L-220 148Q-220 164-204 164L204 164Q220 164 220 148L220-114L0 36Z', C.yellow)
    + path('M-214 159.6L-26 19Q0 3 26 19L214 159.6Q210 164 204 164L-204 164Q-210 164-214 159.6Z', '#f8d987');
}

// ---------- two equal doors ----------
export const tick = (color, width = 14) => line('M-32 2L-10 24L34-24', color, width);
export const cross = (color, width = 14) => line('M-26-26L26 26M26-26L-26 26', color, width);
/** One of the two: same size, same colour, same weight; only the sign differs. */
export const door = (sign, open = 0) => box(-132, -420, 264, 420, C.tealDeep, 12) + box(-116, -404, 232, 404, C.yellowSoft, 4)
  + path(`M-116-404L${n(116 - 150 * open)} ${n(-404 + 22 * open)}L${n(116 - 150 * open)} ${n(22 * open)}L-116 0Z`, C.tealMid)
  + at(mix(0, -74, open), -252, dot(0, 0, 66, C.white) + sign(C.teal, 15), { sx: mix(1, 0.36, open), sy: 1 })
  + dot(mix(88, -56, open), -150 + 8 * open, 10, C.yellow);
