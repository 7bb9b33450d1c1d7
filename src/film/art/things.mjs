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

/** The same letter in its envelope: `flap` 0 sealed, 1 open; then `out` 0..1 the sheet comes out. */
export const envelope = (flap = 0, out = 0) => flap > 0.5 ? letter({ out, code: 1 }) : box(-220, -116, 440, 280, C.yellow, 16) + path('M-214 159.6L-26 19Q0 3 26 19L214 159.6Q210 164 204 164L-204 164Q-210 164-214 159.6Z', '#f8d987')
  + at(0, -116, path('M-218 6Q-220 0-210 0L210 0Q220 0 218 6L22 152Q0 166-22 152Z', C.yellowDeep) + (flap < 0.2 ? dot(0, 112, 26, C.coral) : ''), { sx: 1, sy: Math.cos(flap * Math.PI) });

// ---------- two equal doors ----------
export const tick = (color, width = 14) => line('M-32 2L-10 24L34-24', color, width);
export const cross = (color, width = 14) => line('M-26-26L26 26M26-26L-26 26', color, width);
/** One of the two: same size, same colour, same weight; only the sign differs. */
export const door = (sign, open = 0) => box(-132, -420, 264, 420, C.tealDeep, 12) + box(-116, -404, 232, 404, C.yellowSoft, 4)
  + path(`M-116-404L${n(116 - 150 * open)} ${n(-404 + 22 * open)}L${n(116 - 150 * open)} ${n(22 * open)}L-116 0Z`, C.tealMid)
  + at(mix(0, -74, open), -252, dot(0, 0, 66, C.white) + sign(C.teal, 15), { sx: mix(1, 0.36, open), sy: 1 })
  + dot(mix(88, -56, open), -150 + 8 * open, 10, C.yellow);

// ---------- many cards, seen from far ----------
/** A card without a name, 48 wide and 60 high. `red` 0..1: the harm that a study counts. */
export const mini = (red = 0) => box(-24, -30, 48, 60, C.white, 6) + box(-24, -30, 48, 13, C.tealMid, 6) + box(-24, -23, 48, 6, C.tealMid)
  + box(-17, -11, 34, 9, C.tealDeep, 2) + box(-17, 4, 34, 4.5, C.tealSoft, 2) + box(-17, 13, 22, 4.5, C.tealSoft, 2)
  + (red > 0.01 ? box(-24, -30, 48, 60, C.coral, 6, { opacity: red }) + g({ opacity: red }, line('M-13-9L13-9M-13 5L13 5M-13 17L5 17', C.coralSoft, 5)) : '');
export const equals = (color, width = 14) => line('M-26-11H26M-26 11H26', color, width);
export const coin = (r = 30) => dot(0, 0, r, C.yellowDeep) + dot(0, -r * 0.06, r * 0.93, C.yellow) + dot(0, -r * 0.06, r * 0.62, 'none', { stroke: C.yellowDeep, 'stroke-width': r * 0.13 }) + line(`M0 ${n(-r * 0.36)}V${n(r * 0.24)}`, C.yellowDeep, r * 0.17);
/** A coin lying flat, in a pile. */
export const flatCoin = (w = 66) => box(-w / 2, -16, w, 20, C.yellowDeep, 9) + box(-w / 2, -18, w, 15, C.yellow, 7);

// ---------- who may ask: five houses, each standing on y = 0, about 270 wide ----------
const panes = (x, y, cols, rows, dx, dy, w, h, fill = C.mist) => Array.from({ length: cols * rows }, (_, i) => box(x + i % cols * dx, y + Math.floor(i / cols) * dy, w, h, fill, 3)).join('');
export const hospital = () => box(-132, -300, 264, 300, '#f6fafb') + box(-132, -300, 264, 22, C.mistDeep) + box(-54, -372, 108, 80, '#f6fafb') + box(-54, -372, 108, 12, C.mistDeep)
  + careSign(0, -322, 30) + dot(0, -322, 33, 'none', { stroke: C.mistShade, 'stroke-width': 4 }) + panes(-108, -252, 4, 3, 58, 62, 40, 40, C.tealSoft) + box(-46, -66, 92, 66, C.teal, 4) + box(-38, -58, 36, 58, C.tealSoft, 2) + box(2, -58, 36, 58, C.tealSoft, 2);
export const townHall = () => box(-132, -210, 264, 210, '#f2d9b4') + path('M-146-206L0-276L146-206Z', C.coralDeep) + box(-36, -352, 72, 110, '#f2d9b4') + path('M-46-350L0-404L46-350Z', C.teal) + dot(0, -306, 24, C.white) + dot(0, -306, 24, 'none', { stroke: C.tealDeep, 'stroke-width': 4 }) + line('M0-306V-320M0-306L9-300', C.tealDeep, 4)
  + panes(-112, -176, 2, 1, 52, 0, 34, 62, C.tealSoft) + panes(26, -176, 2, 1, 52, 0, 34, 62, C.tealSoft) + path('M-28 0V-72A28 28 0 0 1 28-72V0Z', C.tealDeep) + panes(-112, -78, 1, 1, 0, 0, 60, 44, C.tealSoft) + panes(52, -78, 1, 1, 0, 0, 60, 44, C.tealSoft);
export const university = () => box(-140, -20, 280, 20, C.mistShade) + box(-124, -214, 248, 196, '#f6ecd6') + [-108, -58, -8, 42, 92].map(x => box(x - 3, -206, 22, 188, C.white, 4) + box(x + 12, -206, 7, 188, C.mistDeep, 3)).join('') + box(-136, -228, 272, 24, C.white) + path('M-148-226L0-312L148-226Z', C.tealMid) + path('M-100-236L0-294L100-236Z', C.teal)
  + path('M-26-256L0-268L26-256L0-244Z', C.yellow) + path('M-14-250V-238Q0-230 14-238V-250L0-244Z', C.yellow) + box(-22, -92, 44, 74, C.tealDeep, 3);
export const charity = () => box(-112, -196, 224, 196, C.yellowSoft) + path('M-138-190L-92-286L92-286L138-190Z', C.leafDeep) + dot(0, -222, 44, C.white) + at(0, -220, ICON.condition, { s: 2.3 }) + box(-84, -136, 52, 60, C.tealSoft, 4) + box(32, -136, 52, 60, C.tealSoft, 4) + box(-22, -110, 44, 110, C.coralDeep, 4) + dot(12, -54, 4, C.yellow);
export const office = () => box(-104, -404, 208, 404, C.tealMid, 6) + box(44, -404, 60, 404, C.teal, 6) + panes(-84, -376, 3, 6, 44, 56, 30, 38, C.tealSoft) + panes(54, -376, 1, 6, 0, 56, 36, 38, '#6fa3b6') + box(-40, -46, 80, 46, C.tealDeep, 3) + box(-32, -38, 29, 38, C.tealSoft, 2) + box(3, -38, 29, 38, C.tealSoft, 2);
/** A request: a sheet with a mark of who asks. */
export const request = (sign = '') => box(-44, -58, 88, 116, C.tealDeep, 7, { opacity: 0.12, transform: 'translate(5 6)' }) + box(-44, -58, 88, 116, C.white, 7) + at(0, -26, sign) + line('M-28 8H28M-28 24H28M-28 40H6', C.mistShade, 7);

// ---------- four more facts that could leave ----------
export const yearSign = () => box(-34, -30, 68, 62, C.mist, 8) + box(-34, -30, 68, 20, C.coral, 8) + box(-34, -20, 68, 10, C.coral) + line('M-16-38V-24M16-38V-24', C.tealDeep, 6) + [0, 1, 2, 3, 4, 5].map(i => box(-24 + i % 3 * 18, -2 + Math.floor(i / 3) * 16, 11, 10, i === 4 ? C.teal : C.tealSoft, 2)).join('');
export const sexSign = () => person(-17, -6, 1.75, C.teal) + person(19, -6, 1.75, C.yellowDeep);
export const groupSign = () => [[-24, 4, '#7b4d33', C.teal], [24, 4, '#f5d0b5', C.yellowDeep], [0, 10, '#cf9a6e', C.coral]].map(([x, y, skin, top]) => path(`M${x - 20} ${y + 26}C${x - 20} ${y + 4} ${x + 20} ${y + 4} ${x + 20} ${y + 26}Z`, top) + dot(x, y - 12, 13, skin)).join('');
export const areaSign = () => path('M-38-22L-13-32L13-22L38-32V22L13 32L-13 22L-38 32Z', C.yellowSoft) + path('M-13-32L13-22V32L-13 22Z', C.yellow) + path('M-30 8C-20-10 4-14 14-2C24 8 16 18 0 17C-14 16-34 22-30 8Z', C.leaf);

// ---------- guards ----------
export const lock = (k = 1) => line(`M-22-4V-22A22 22 0 0 1 22-22V${n(mix(-16, -4, k))}`, C.tealDeep, 11, { transform: k < 1 ? `translate(0 ${n(-12 * (1 - k))})` : undefined }) + box(-38, -6, 76, 60, C.yellow, 10) + box(-38, 40, 76, 14, C.yellowDeep, 7) + dot(0, 18, 8, C.tealDeep) + line('M0 20V34', C.tealDeep, 7);
export const eyeSign = (fill = C.tealDeep) => path('M-24 0Q0-24 24 0Q0 24-24 0Z', C.white) + line('M-24 0Q0-24 24 0Q0 24-24 0Z', fill, 5) + dot(0, 0, 8, fill);
/** A page that notes each look, row by row. */
export const logPage = (k = 1) => box(-84, -108, 168, 216, C.tealDeep, 10, { opacity: 0.12, transform: 'translate(6 8)' }) + box(-84, -108, 168, 216, C.white, 10) + box(-84, -108, 168, 30, C.tealMid, 10) + box(-84, -90, 168, 12, C.tealMid)
  + [0, 1, 2, 3].map(i => { const r = clamp(k * 4 - i); return at(-52, -50 + i * 42, eyeSign(C.tealDeep), { s: 0.62 * clamp(r * 2), o: clamp(r * 2) }) + (r > 0.3 ? line(`M-22 ${-50 + i * 42}h${n(82 * clamp((r - 0.3) / 0.7) * [1, .8, 1, .7][i])}`, C.tealSoft, 8) : ''); }).join('');
/** A receipt with its torn edge; `sign` is what was chosen. */
export const receipt = (sign = '') => path('M-70-110H70V96L52 110L35 96L17 110L0 96L-17 110L-35 96L-52 110L-70 96Z', C.tealDeep, { opacity: 0.12, transform: 'translate(6 8)' }) + path('M-70-110H70V96L52 110L35 96L17 110L0 96L-17 110L-35 96L-52 110L-70 96Z', C.white)
  + line('M-44-84H44', C.tealMid, 10) + at(0, -24, dot(0, 0, 34, C.mist) + dot(0, 0, 34, 'none', { stroke: C.tealMid, 'stroke-width': 4 }) + at(0, 0, sign, { s: 0.5 })) + line('M-44 34H44M-44 54H44M-44 74H10', C.mistShade, 8);
/** An umbrella whose hand-grip is at 0,0. */
export const umbrella = () => line('M0-20V-330M0-20Q0 14-20 14Q-36 14-36-2', C.tealDeep, 9) + path('M-230-196C-214-330-110-372 0-372C110-372 214-330 230-196Q192-226 153-196Q115-226 77-196Q38-226 0-196Q-38-226-77-196Q-115-226-153-196Q-192-226-230-196Z', C.coral)
  + path('M-77-196C-66-300-36-360 0-372C36-360 66-300 77-196Q38-226 0-196Q-38-226-77-196Z', C.coralSoft) + path('M153-196C140-300 80-360 0-372C110-372 214-330 230-196Q192-226 153-196Z', C.coralDeep) + line('M0-372V-388', C.tealDeep, 8);

// ---------- at home, at the practice ----------
/** A leaf calendar; `turn` 0..1 lifts the top leaf over. */
export const calendar = (turn = 0) => box(-90, -106, 180, 212, C.tealDeep, 10, { opacity: 0.1, transform: 'translate(7 9)' }) + box(-90, -106, 180, 212, C.white, 10) + box(-90, -106, 180, 46, C.coral, 10) + box(-90, -78, 180, 18, C.coral)
  + [0, 1, 2, 3].map(r => [0, 1, 2, 3, 4].map(c => box(-68 + c * 29, -38 + r * 33, 20, 20, r * 5 + c < 13 ? C.mistDeep : C.mist, 4)).join('')).join('')
  + (turn > 0 && turn < 1 ? at(0, -60, box(-90, 0, 180, 166, turn < 0.5 ? C.white : C.mist, 8) + (turn < 0.5 ? line('M-60 40H60M-60 76H60M-60 112H20', C.mistDeep, 12) : ''), { sx: 1, sy: Math.cos(turn * Math.PI) * (turn < 0.5 ? 1 : 0.36) }) : '') + [-40, 40].map(x => line(`M${x}-120V-94`, C.tealDeep, 9)).join('');
/** A tablet that shows a code typed in, then the two equal answers. */
export const tablet = (typed = 0, answers = 0) => path('M40 96L86 150H46L14 100Z', C.tealDeep) + box(-176, -126, 352, 236, C.ink, 20) + box(-160, -110, 320, 204, C.mist, 6)
  + (answers < 1 ? g({ opacity: Math.round((1 - answers) * 100) / 100 }, line('M-130-78H20', C.tealMid, 12) + line('M-130-50H90', C.mistShade, 9) + box(-136, -22, 272, 66, C.white, 8) + [-110, -79, -48, -17, 17, 48, 79, 110].map((x, i) => box(x - 11, -8, 22, 38, i < typed * 8 ? C.coral : C.mistDeep, 5)).join('') + box(-60, 58, 120, 24, C.leafDeep, 7)) : '')
  + (answers > 0 ? g({ opacity: Math.round(answers * 100) / 100 }, line('M-130-78H100', C.tealMid, 12) + line('M-130-52H30', C.mistShade, 9) + [[-72, tick], [72, cross]].map(([x, sign]) => at(x, 22, dot(0, 0, 54, C.white) + dot(0, 0, 54, 'none', { stroke: C.tealMid, 'stroke-width': 5 }) + at(0, 0, sign(C.teal, 15), { s: 0.74 }))).join('')) : '');
/** A paper form with two equal boxes and a line to sign on. */
export const form = (signed = 0) => box(-150, -205, 300, 410, C.tealDeep, 10, { opacity: 0.12, transform: 'translate(8 10)' }) + box(-150, -205, 300, 410, C.white, 10) + line('M-112-164H60', C.tealMid, 13) + line('M-112-134H112M-112-112H90', C.mistShade, 9)
  + [[-62, tick], [62, cross]].map(([x, sign]) => box(x - 46, -74, 92, 92, C.mist, 12) + box(x - 46, -74, 92, 92, 'none', 12, { stroke: C.tealMid, 'stroke-width': 5 }) + at(x, -28, sign(C.teal, 15), { s: 0.72 })).join('') + line('M-112 58H112M-112 82H70', C.mistShade, 9) + line('M-112 160H112', C.tealMid, 5)
  + (signed > 0 ? line('M-92 146C-76 96-58 100-62 138C-64 160-40 150-34 122C-30 108-18 112-20 136C-22 156 0 150 8 126C14 112 26 120 22 140C22 152 44 150 70 136', C.tealDeep, 7, { 'stroke-dasharray': `${n(330 * signed)} 400` }) : '');
export const pen = () => g({ transform: 'rotate(-34)' }, path('M0 0L22-9H150Q160-9 160 0Q160 9 150 9H22Z', C.coral) + path('M0 0L22-9V9Z', C.cream) + path('M0 0L9-3.7V3.7Z', C.ink) + box(118, -9, 12, 18, C.coralDeep));
export const phone = () => box(-17, -44, 34, 88, C.ink, 9) + box(-12, -36, 24, 68, C.tealMid, 4);
