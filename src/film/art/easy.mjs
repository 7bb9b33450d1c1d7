// The pictures of the easy read edition: square, one clear thing each, understood without words.
import { C, SKIN, el, g, path, line, box, dot, oval, at, limb } from './kit.mjs';
import { CAST, actor, head } from './people.mjs';
import { mark } from './pictures.mjs';
import * as T from './things.mjs';

// ---------- the sheet: 400 wide, 400 high, everything outside is cut off ----------
const sheet = (...body) => el('clipPath', { id: 'sheet' }, box(0, 0, 400, 400, C.white, 28)) + g({ 'clip-path': 'url(#sheet)' }, box(0, 0, 400, 400, C.mist), body);
const floor = (y = 352) => box(0, y, 400, 400 - y, C.mistDeep);
/** A table that hides who sits behind it from the waist down. */
const table = (y = 316) => box(0, y, 400, 26, C.wood) + box(0, y + 26, 400, 100, C.woodDeep);

/** Head and shoulders of one of the cast; the chin is at 0,52 and the body ends `tall` below 0, behind a table or at the rim. */
function bust(who, x, y, s = 1, look = {}, dir = 1, tall = 260) {
  const { skin, hair, wears, look: own } = CAST[who], w = (wears.wide || 64) + 22;
  const tone = SKIN[skin][1];
  return at(x, y, [
    path(`M${-w} ${tall}L${-w} 116C${-w} 82-56 72-22 64L22 64C56 72 ${w} 82 ${w} 116L${w} ${tall}Z`, wears.top),
    wears.open ? path(`M-20 62L20 62L24 ${tall}L-24 ${tall}Z`, wears.open) : '',
    wears.v ? path('M-26 63L26 63L0 112Z', wears.v) : '',
    path('M-18 36L18 36L21 66Q0 92-21 66Z', hair.style === 'scarf' ? hair.shade : tone),
    wears.collar ? path('M-23 58L0 92L-24 96L-36 68Z', wears.collar) + path('M23 58L0 92L24 96L36 68Z', wears.collar) : '',
    wears.lapel ? path('M-20 62L-38 72L-26 140L-3 104Z', wears.lapel) + path('M20 62L38 72L26 140L3 104Z', wears.lapel) : '',
    head({ skin, hair, ...own, ...look }),
  ].join(''), { sx: s * dir, sy: s });
}
/** An arm over shoulder, elbow and hand, as it is seen from the front. */
const arm = (who, points, s = 1) => limb(points, [44 * s, 38 * s, 30 * s], CAST[who].wears.sleeveFar || CAST[who].wears.top) + dot(points[2][0], points[2][1], 19 * s, SKIN[CAST[who].skin][0]);
/** Somebody, nobody in particular. */
const anyone = (x, y, s, fill) => at(x, y, dot(0, -34, 26, fill) + path('M-44 46C-44-14 44-14 44 46Z', fill), { s });

// ---------- signs ----------
/** Yes and no: same size, same colour, same weight. */
const sign = (x, y, s, what) => at(x, y, dot(0, 0, 74, C.teal) + dot(0, 0, 64, C.white) + what, { s });
const yes = (x, y, s = 1) => sign(x, y, s, T.tick(C.teal, 16));
const no = (x, y, s = 1) => sign(x, y, s, T.cross(C.teal, 16));
const unanswered = (x, y, s = 1) => sign(x, y, s, '');
/** Must not be: the ring with a bar across that is known from the street. */
const never = (x, y, s = 1) => at(x, y, dot(0, 0, 62, 'none', { stroke: C.coralDeep, 'stroke-width': 13 }) + line('M-43-43L43 43', C.white, 18) + line('M-43-43L43 43', C.coralDeep, 11), { s });
/** Four things of the same weight. */
const four = (...things) => [[105, 105], [295, 105], [105, 295], [295, 295]].map(([x, y], i) => box(x - 84, y - 84, 168, 168, C.white, 20) + at(x, y, things[i])).join('');
function arrow(ax, ay, bx, by, { fill = C.tealDeep, width = 14, dash } = {}) {
  const long = Math.hypot(bx - ax, by - ay), turn = Math.atan2(by - ay, bx - ax) * 180 / Math.PI;
  return at(ax, ay, line(`M0 0L${Math.round(long - width * 1.6)} 0`, fill, width, { 'stroke-dasharray': dash }) + path(`M${Math.round(long - width * 2)} ${-width * 1.5}L${Math.round(long)} 0L${Math.round(long - width * 2)} ${width * 1.5}Z`, fill, { stroke: fill, 'stroke-width': 4, 'stroke-linejoin': 'round' }), { r: turn });
}

// ---------- things ----------
const lock = (x, y, s = 1, open = false) => at(x, y, at(open ? -22 : 0, open ? -8 : 0, line('M-24 4L-24-24A24 24 0 0 1 24-24L24 4', C.tealMid, 15), { r: open ? -28 : 0 })
  + box(-44, -4, 88, 72, C.tealDeep, 12) + dot(0, 26, 10, C.yellow) + path('M-5 28L5 28L8 50L-8 50Z', C.yellow), { s });
const key = (x, y, s = 1, r = 0) => at(x, y, dot(-42, 0, 22, 'none', { stroke: C.yellowDeep, 'stroke-width': 15 }) + line('M-18 0L58 0M34 0L34 20M54 0L54 22', C.yellowDeep, 14), { s, r });
const glass = (x, y, s = 1) => at(x, y, line('M50 50L98 98', C.woodDeep, 26) + dot(0, 0, 72, C.white, { 'fill-opacity': 0.12, stroke: C.tealDeep, 'stroke-width': 16 }), { s });
const phone = (x, y, s = 1, r = 0) => at(x, y, line('M-44 0C-44-44 44-44 44 0', C.ink, 22) + box(-64, -8, 42, 34, C.ink, 9) + box(22, -8, 42, 34, C.ink, 9), { s, r });
const envelope = (x, y, s = 1, r = 0) => at(x, y, box(-90, -58, 180, 116, C.yellow, 10) + path('M-84 52L-20-4L20-4L84 52Q88 58 80 58L-80 58Q-88 58-84 52Z', '#f8d987') + line('M-84-50L0 14L84-50', C.yellowDeep, 9), { s, r });
const house = (x, y, s = 1) => at(x, y, box(-66, -20, 132, 96, '#f9ead0') + path('M-88-14L0-92L88-14Z', C.coral) + box(-18, 16, 36, 60, C.teal, 3) + box(-54, 10, 26, 28, C.tealSoft, 2) + box(28, 10, 26, 28, C.tealSoft, 2), { s });
const calendar = (x, y, s = 1) => at(x, y, box(-58, -50, 116, 112, C.white, 12) + path('M-58-20L-58-38A12 12 0 0 1-46-50L46-50A12 12 0 0 1 58-38L58-20Z', C.coral) + line('M-28-60L-28-40M28-60L28-40', C.tealDeep, 10)
  + [0, 1, 2].map(i => [0, 1].map(j => box(-42 + i * 31, -6 + j * 30, 22, 20, C.tealSoft, 4)).join('')).join(''), { s });
const pin = (x, y, s = 1) => at(x, y, path('M0 70C-40 18-54-2-54-24C-54-56-30-76 0-76C30-76 54-56 54-24C54-2 40 18 0 70Z', C.coral) + dot(0, -24, 22, C.white), { s });
const pills = (x, y, fill, s = 1) => at(x, y, box(-44, -70, 88, 30, C.white, 6) + box(-52, -40, 104, 118, fill, 14) + box(-52, -6, 104, 52, C.white) + at(0, 20, T.ICON.medicine, { s: 1.7 }), { s });
const syringe = (x, y, s = 1) => at(x, y, line('M0 44L0 84', C.ink, 5) + box(-20, -40, 40, 84, C.white, 6, { stroke: C.tealMid, 'stroke-width': 6 }) + box(-17, -2, 34, 43, C.yellow, 3) + line('M-30-40L30-40M0-40L0-74M-20-76L20-76', C.tealMid, 9), { s, r: 35 });
const hospital = (x, y, s = 1) => at(x, y, box(-150, -130, 300, 220, '#f9ead0') + box(-72, -210, 144, 300, C.cream) + box(-160, -142, 92, 16, C.teal, 4) + box(68, -142, 92, 16, C.teal, 4) + box(-82, -224, 164, 18, C.teal, 4)
  + T.careSign(0, -150, 50) + [-132, -94, 74, 112].map(a => [-104, -50].map(b => box(a, b, 24, 34, C.tealMid, 3)).join('')).join('') + [-48, 20].map(a => box(a, -76, 28, 34, C.tealMid, 3)).join('')
  + box(-40, -6, 80, 96, C.coral, 4) + line('M0-2L0 88', C.coralDeep, 5), { s });
/** The surgery of the other pictures, with fewer and bigger parts. */
const surgery = (x, y, s = 1) => at(x, y, box(-150, -70, 300, 160, '#f9ead0') + path('M-176-64L-140-140L140-140L176-64Z', C.teal) + path('M-66-64L0-156L66-64Z', '#f9ead0') + line('M-72-62L0-160L72-62', C.coral, 13)
  + T.careSign(0, -86, 36) + box(-34, -22, 68, 112, C.coral, 4) + line('M0-20L0 88', C.coralDeep, 5) + [-120, 66].map(a => box(a, -28, 54, 60, C.tealMid, 4) + line(`M${a + 27}-28v60`, C.white, 6)).join(''), { s });
const office = (x, y, s = 1) => at(x, y, box(-60, -110, 120, 200, C.tealMid, 4) + [-38, -8, 22].map(a => [-88, -50, -12].map(b => box(a, b, 18, 24, C.yellowSoft, 2)).join('')).join('') + box(-18, 40, 36, 50, C.tealDeep, 3), { s });
const columns = (x, y, s = 1) => at(x, y, path('M-110-46L0-110L110-46Z', C.teal) + box(-104, -46, 208, 18, C.tealDeep) + [-90, -38, 14, 66].map(a => box(a, -28, 24, 86, C.tealSoft)).join('') + box(-110, 58, 220, 16, C.tealDeep, 2) + box(-122, 74, 244, 16, C.teal, 2), { s });
const mini = (x, y, s = 1, r = 0) => at(x, y, box(-30, -40, 60, 80, C.white, 6) + box(-22, -28, 44, 14, C.tealDeep, 3) + line('M-20 0L20 0M-20 18L8 18', C.tealMid, 7), { s, r });
/** The store; `full` says if anything is in it. */
const store = (x, y, s, full) => at(x, y, box(-130, -160, 260, 320, C.tealDeep, 18) + [-138, -40, 58].map(a => box(-108, a, 216, 84, full ? C.tealMid : C.white, 6) + (full ? [-68, 0, 68].map(b => mini(b, a + 43, 0.92)).join('') : '')).join(''), { s });
const sheetOfPaper = (x, y, w, h, body = '') => box(x + 6, y + 8, w, h, C.mistShade, 10) + box(x, y, w, h, C.white, 10) + body;
/** A screen as in the other pictures, bigger. */
const screen = (x, y, s, show = '') => at(x, y, T.screen(''), { s }) + at(x, y - 109 * s, show);
const chart = (x, y, s = 1) => at(x, y, [[-66, 50], [-22, 92], [22, 130], [66, 72]].map(([a, b], i) => box(a - 16, -b, 32, b, i % 2 ? C.teal : C.coral, 3)).join('') + line('M-96 4L96 4', C.ink, 7), { s });
/** A copy on its way that is stopped. */
const bag = (x, y, s = 1) => at(x, y, line('M-28-26L-28-44A28 28 0 0 1 28-44L28-26', C.tealDeep, 11) + box(-62, -30, 124, 106, C.yellow, 8) + dot(-28, -8, 7, C.tealDeep) + dot(28, -8, 7, C.tealDeep), { s });
const umbrella = (x, y, s = 1) => at(x, y, line('M0-70L0 56A16 16 0 0 1-32 56', C.woodDeep, 9) + path('M-80 6C-80-90 80-90 80 6C66-10 40-10 27 6C14-10-14-10-27 6C-40-10-66-10-80 6Z', C.teal), { s });
const briefcase = (x, y, s = 1) => at(x, y, line('M-28-40L-28-58L28-58L28-40', C.woodDeep, 11) + box(-76, -40, 152, 104, C.woodDeep, 12) + box(-76, 2, 152, 8, C.wood) + box(-14, -8, 28, 26, C.yellow, 5), { s });
const coins = (x, y, s = 1) => at(x, y, [[-40, 2], [40, 4]].map(([a, many]) => Array.from({ length: many }, (_, i) => oval(a, 54 - i * 24, 40, 17, C.yellowDeep) + oval(a, 46 - i * 24, 40, 17, C.yellow)).join('')).join(''), { s });
/** What people put money into for a charity. */
const tin = (x, y, s = 1) => at(x, y, dot(0, -58, 25, C.yellowDeep) + dot(0, -58, 15, C.yellow) + box(-52, -40, 104, 106, C.coral, 10) + box(-60, -50, 120, 24, C.coralDeep, 8) + box(-32, -44, 64, 8, C.ink, 4)
  + path('M0 48C-36 22-34-4-16-6C-8-7-2-2 0 6C2-2 8-7 16-6C34-4 36 22 0 48Z', C.white), { s });
const pen = (x, y, s = 1) => at(x, y, path('M0 0L10-30L34-14Z', C.wood) + path('M10-30L104-172L128-156L34-14Z', C.coral) + path('M104-172L128-156L136-170Q138-178 130-184L122-188Q116-190 112-184Z', C.coralDeep) + path('M0 0L4-12L13-6Z', C.ink), { s });
const signature = (x, y, s = 1) => at(x, y, line('M-4 12L136 12', C.ink, 5) + line('M0 0C16-34 28-22 22 2C40-22 50-16 54-2C68-18 82-12 96-4', C.teal, 6), { s });
/** A bar with stripes that is down. */
const barrier = (y, s = 1) => at(200, y, box(-170, -30, 24, 150, C.ink, 4) + box(146, -30, 24, 150, C.ink, 4) + box(-196, -26, 392, 52, C.white, 8) + [-190, -110, -30, 50, 130].map(a => path(`M${a} 26L${a + 26}-26L${a + 62}-26L${a + 36} 26Z`, C.coralDeep)).join(''), { s });
const stopped = (y = 322) => at(84, y, T.card({ tag: 0, join: 0, code: 1, s: 0.42, shadow: false })) + arrow(146, y, 372, y) + never(252, y, 0.74);

const DRAWN = {
  // what this is about
  choose: () => [yes(96, 112), no(304, 112), bust('george', 200, 262, 0.9)],
  data: () => [bust('joan', 104, 188, 1.12, { turn: 0.45, look: 0.4 }), at(276, 200, T.card({ s: 1.04 }), { r: 4 })],
  us: () => [floor(330), bust('planner', 112, 118, 1.1, { turn: 0.3 }), table(), screen(276, 318, 1.06, at(-42, -42, mark(), { s: 1.3 }))],

  // own care
  care: () => [floor(), actor('doctor', { x: 116, y: 388, s: 0.66, look: { turn: 0.5 }, near: { to: [40, -250], bend: 1 }, far: { to: [110, -290], bend: 1, grip: 'hold' }, holds: at(128, -300, pills(0, 0, C.yellow, 0.55)) }),
    actor('joan', { x: 292, y: 388, s: 0.62, dir: -1, look: { turn: 0.5 }, near: { to: [10, -220], bend: 1 }, far: { to: [96, -270], bend: 1, grip: 'open' } })],

  // research and planning
  research: () => [bust('researcher', 100, 140, 1.1, { turn: 0.45, look: 0.5 }), table(), pills(214, 254, C.coral, 0.78), pills(322, 254, C.teal, 0.78), glass(214, 246, 0.8)],
  planning: () => [box(24, 60, 352, 316, '#dbe8e4', 14) + line('M24 262L376 236M118 60L136 376', C.white, 24) + path('M24 336Q70 306 128 346L134 376L38 376Q24 376 24 362Z', C.tealSoft)
    + house(70, 148, 0.44) + house(196, 322, 0.5) + house(314, 312, 0.5), surgery(256, 178, 0.66), pin(256, 62, 0.7)],

  // what is shared
  facts: () => four(at(0, 0, T.ICON.condition, { s: 4.6 }), at(0, 0, T.ICON.test, { s: 4.7 }), at(0, 0, T.ICON.medicine, { s: 4.6 }), syringe(3, -4, 0.9)),
  years: () => [calendar(112, 124, 1.5), pin(292, 122, 1.2), anyone(84, 324, 1, C.teal), anyone(200, 324, 1, C.coral), anyone(316, 324, 1, C.yellowDeep)],
  never: () => four(...[at(0, 2, T.nameTag(0), { s: 0.98 }), house(0, 12, 0.78), phone(0, 12, 0.9), envelope(0, 0, 0.66)].map(what => what + never(0, 0, 1.18))),

  // the journey
  'not-started': () => [at(96, 142, T.card({ s: 0.8 })), store(296, 142, 0.74, false), barrier(318)],
  visit: () => [bust('doctor', 94, 112, 1, { turn: 0.5, look: 0.3 }), bust('joan', 316, 144, 0.96, { turn: 0.5 }, -1), table(), at(208, 262, T.card({ s: 0.64 }), { r: 3 }), arm('doctor', [[36, 250], [76, 336], [150, 312]]), pen(152, 306, 0.5)],
  'name-off': () => [at(132, 206, T.card({ tag: 0, s: 1.1 })) + box(64, 78, 136, 56, 'none', 10, { stroke: C.coralSoft, 'stroke-width': 6, 'stroke-dasharray': '12 10' }),
    path('M218 82C290 70 330 96 326 150', 'none', { stroke: C.tealDeep, 'stroke-width': 14, 'stroke-linecap': 'round' }) + path('M298 142L354 142L325 180Z', C.tealDeep), at(318, 246, T.nameTag(), { s: 1.05, r: 6 }), at(318, 372, T.tray(C.tealSoft, '#8db5c3'), { s: 0.8 })],
  code: () => [at(200, 84, T.joinMarks(), { s: 2.1 }), arrow(120, 142, 120, 256, { width: 18 }), arrow(250, 262, 250, 146, { width: 14, dash: '2 24' }), key(320, 204, 0.86), at(200, 316, T.codeMarks(), { s: 2.1 })],
  store: () => [store(200, 184, 0.98, true), lock(200, 292, 1.3)],
  study: () => [floor(330), bust('researcher', 106, 128, 1.05, { turn: 0.45, look: 0.5 }), table(), screen(268, 318, 1.1, at(0, 0, T.newCodeMarks(), { s: 0.98 })), lock(332, 60, 0.84)],
  counts: () => [sheetOfPaper(50, 30, 300, 340), chart(200, 220, 1.36), [100, 150, 200, 250, 300].map(x => anyone(x, 308, 0.5, C.tealSoft)).join('')],

  // who may use it
  asks: () => four(hospital(0, 36, 0.48), columns(0, 9, 0.62), tin(0, 10), office(0, 8, 0.74)),
  decides: () => [bust('nurse', 90, 140, 0.84, { turn: 0.5 }), bust('mother', 310, 140, 0.84, { turn: -0.5 }), bust('george', 200, 116, 0.86), table(290), at(200, 300, mini(0, 0, 1.5))],
  'not-for': () => four(...[bag(0, -10, 0.74), umbrella(0, 4, 0.74), briefcase(0, 0, 0.68), coins(0, -8, 0.7)].map(what => what + never(0, 0, 1.18))),

  // what can go wrong
  rare: () => [[[70, 90], [200, 90], [330, 90], [70, 212], [330, 212], [70, 334], [200, 334], [330, 334]].map(([x, y]) => anyone(x, y, 1, C.tealSoft)).join(''), anyone(200, 212, 1, C.coralDeep), glass(200, 198, 1.1)],
  stolen: () => [store(128, 186, 0.86, true), lock(84, 306, 1.1, true),
    box(286, 220, 52, 60, C.ink) + path('M206 400C206 292 252 256 296 252L330 252C376 256 400 276 420 300L420 400Z', C.ink) + dot(312, 176, 62, C.ink) + path('M246 140C254 96 370 96 378 140Z', C.ink) + box(254, 160, 116, 36, C.white, 18) + dot(288, 178, 8, C.ink) + dot(336, 178, 8, C.ink),
    at(204, 286, T.card({ tag: 0, join: 0, code: 1, s: 0.5, shadow: false }), { r: -8 }), limb([[366, 318], [330, 376], [240, 330]], [54, 48, 36], '#2b5166') + dot(238, 328, 22, '#2b5166')],

  // what a no stops
  gp: () => [surgery(200, 172, 0.98), stopped()],
  hospital: () => [hospital(200, 184, 0.76), stopped()],

  // what a no does not stop
  law: () => [dot(200, 62, 18, C.tealDeep) + line('M200 70L200 320M70 108L330 108', C.tealDeep, 18) + path('M120 352Q124 316 200 316Q276 316 280 352Z', C.tealDeep) + [70, 330].map(x => line(`M${x} 112L${x - 52} 226M${x} 112L${x + 52} 226`, C.tealMid, 6) + path(`M${x - 66} 226L${x + 66} 226Q${x + 52} 276 ${x} 276Q${x - 52} 276 ${x - 66} 226Z`, C.yellowDeep)).join('')],
  joined: () => [bust('researcher', 94, 106, 1, { turn: 0.5 }), bust('george', 310, 106, 1, { turn: 0.5 }, -1), table(290), sheetOfPaper(116, 252, 168, 130, line('M138 282L250 282M138 306L226 306', C.mistShade, 10)) + signature(140, 354, 0.82), arm('george', [[366, 244], [330, 356], [262, 322]]), pen(238, 348, 0.56)],

  // doing nothing
  nothing: () => [unanswered(112, 100, 0.96), unanswered(288, 100, 0.96), at(82, 296, T.card({ tag: 0, join: 0, code: 1, s: 0.58 })), arrow(156, 296, 250, 296, { width: 16 }), store(322, 296, 0.5, true)],

  // how to choose
  letter: () => [at(200, 262, T.letter(), { s: 0.84 })],
  phone: () => [box(0, 0, 200, 400, C.yellowSoft), bust('joan', 104, 150, 1.02, { turn: 0.2, open: 0.4 }) + phone(42, 156, 0.66, -84) + arm('joan', [[14, 330], [6, 258], [24, 172]]),
    el('clipPath', { id: 'half' }, box(200, 0, 200, 400, C.white)) + g({ 'clip-path': 'url(#half)' }, bust('nurse', 296, 150, 1.02, { turn: 0.2 }, -1), phone(358, 156, 0.66, 84), arm('nurse', [[386, 330], [394, 258], [376, 172]]))],
  paper: () => [sheetOfPaper(66, 24, 250, 352, line('M96 66L230 66M96 96L284 96M96 122L260 122', C.mistShade, 12)
    + yes(122, 188, 0.4) + box(166, 160, 56, 56, C.white, 6, { stroke: C.ink, 'stroke-width': 8 }) + no(122, 262, 0.4) + box(166, 234, 56, 56, C.white, 6, { stroke: C.ink, 'stroke-width': 8 })), signature(104, 336), pen(202, 330)],
  each: () => [['boy', 70, 268, 0.66], ['mother', 200, 232, 0.86], ['girl', 328, 256, 0.74]].map(([who, x, y, s], i) => bust(who, x, y, s, {}) + yes(x - 32, [140, 96, 126][i], 0.4) + no(x + 32, [140, 96, 126][i], 0.4)).join(''),
  legal: () => [bust('george', 92, 116, 1, { turn: 0.5 }), bust('joan', 312, 140, 0.96, { turn: 0.4 }, -1), table(), sheetOfPaper(128, 196, 146, 186, line('M148 226L252 226M148 250L252 250M148 274L220 274', C.mistShade, 10)) + path('M186 330L178 372L200 358L222 372L214 330Z', C.coralDeep) + dot(200, 320, 28, C.coral) + dot(200, 320, 15, C.yellow), arm('george', [[30, 244], [56, 344], [132, 316]])],

  // change your mind
  change: () => [yes(100, 200, 1.05), no(300, 200, 1.05), path('M110 100C130 30 260 30 284 84', 'none', { stroke: C.coralDeep, 'stroke-width': 16, 'stroke-linecap': 'round' }) + path('M256 84L308 74L294 118Z', C.coralDeep), path('M290 300C270 370 140 370 116 316', 'none', { stroke: C.coralDeep, 'stroke-width': 16, 'stroke-linecap': 'round' }) + path('M144 316L92 326L106 282Z', C.coralDeep)],
  receipt: () => [box(86, 20, 228, 400, C.white, 8), box(104, 38, 192, 380, C.coral, 6), box(132, 68, 56, 90, C.yellowSoft, 4), box(212, 68, 56, 90, C.yellowSoft, 4), box(124, 252, 152, 34, C.ink, 8), dot(276, 330, 11, C.yellow), envelope(200, 224, 0.66)],

  // who can help
  help: () => [bust('joan', 116, 116, 1.04, { turn: 0.4, look: 0.3 }), bust('planner', 298, 116, 1.02, { turn: 0.4 }, -1), table(), sheetOfPaper(132, 250, 136, 110, line('M152 276L246 276M152 300L246 300M152 324L214 324', C.mistShade, 10)), arm('planner', [[360, 250], [330, 340], [262, 306]])],
  'phone-us': () => [floor(330), bust('planner', 200, 140, 1.14), phone(130, 146, 0.72, -84), arm('planner', [[112, 320], [82, 252], [108, 164]]), table()],
};

export const EASY = Object.fromEntries(Object.entries(DRAWN).map(([name, make]) => [`easy-${name}`, ['0 0 400 400', () => sheet(make())]]));
