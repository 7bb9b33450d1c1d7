// The still pictures of the website, the leaflet and the letters, made of the same parts as the film.
import { C, g, path, line, box, dot, oval, at } from './kit.mjs';
import { actor } from './people.mjs';
import * as T from './things.mjs';

const ground = (cx, y, rx, fill = C.mistDeep) => oval(cx, y, rx, 18, fill);
const blob = (d, fill = C.mist) => path(d, fill);
const folded = path('M-44-58L44-58L44 58L-44 58Z', C.white) + path('M-44-58L44-58L44-44L-44-44Z', C.mistDeep)
  + line('M-30-28L22-28M-30-12L30-12M-30 4L10 4', C.mistShade, 6) + [-26, -13, 0, 13, 26].map(x => box(x - 5, 20, 10, 18, C.coral, 3)).join('');

/** Mother, a boy of 7 and a girl of 12; `live` gives each of the three blinks and breath in the film. */
export const household = (x, y, s, t = 0, live = {}) => {
  const alive = i => ({ eyes: live.eyes ? live.eyes(i) : 1 }), bob = i => live.bob ? live.bob(i) : 0, nod = i => live.tilt ? live.tilt(i) : 0;
  const legs = (a, b) => ({ near: [-a, 0], far: [b, 0], nearOut: -1, farOut: 1 });
  return at(x, y, [
    actor('boy', { x: -150, y: 2, s: 0.58, headSize: 1.3, bob: bob(1), look: { turn: 0.3, open: 0.3, ...alive(1) }, tilt: 3 + nod(1), near: { to: [-66, -222], bend: 1 }, far: { to: [64, -222], bend: -1 }, legs: legs(24, 22) }),
    actor('girl', { x: 164, y: 2, s: 0.76, headSize: 1.14, dir: -1, bob: bob(2), look: { turn: 0.35, ...alive(2) }, tilt: -2 + nod(2), near: { to: [-60, -212], bend: 1 }, far: { to: [62, -214], bend: -1 }, legs: legs(24, 22) }),
    actor('mother', { x: 0, y: 0, s: 0.92, bob: bob(0), look: { turn: -0.25, ...alive(0) }, tilt: -3 + nod(0), both: true, near: { to: [-122, -250], bend: -1, turnHand: 160, handSide: 1 }, far: { to: [126, -312], bend: 1, turnHand: 14, handSide: -1 }, legs: legs(26, 24) }),
  ], { s });
};

export const mark = () => {
  return box(0, 0, 64, 64, C.yellow, 15)
    // a record card, and the name tag that comes off it
    + box(13, 17, 31, 38, C.teal, 5) + line('M20.5 38.5L36.5 38.5M20.5 46.5L30 46.5', C.white, 3.6)
    + g({ transform: 'translate(40 20) rotate(-14)' }, box(-18.5, -12, 37, 24, C.yellow, 7), box(-15.5, -9, 31, 18, C.coral, 4.5), dot(-7.5, 0, 3.8, C.white), line('M2 0L9.5 0', C.white, 3.8));
};

export const PICTURES = {
  mark: ['0 0 64 64', () => mark()],
  favicon: ['0 0 64 64', () => mark()],

  patient: ['0 0 640 640', () => [
    blob('M84 330C70 190 190 70 330 74C470 78 580 190 572 330C566 450 520 560 320 566C130 572 94 450 84 330Z'),
    ground(330, 590, 250),
    T.plant(524, 590, 1.15),
    at(300, 590, T.chair(C.yellow, C.yellowDeep)),
    actor('joan', { x: 300, y: 590, hips: -150, sit: { drop: 0 }, look: { turn: 0.5, look: 0.3 }, tilt: 3,
      far: { to: [92, -236], bend: 1, grip: 'hold' },
      holds: at(96, -262, folded, { r: 10, s: 0.9 }),
      near: { to: [58, -212], bend: 1, grip: 'hold' } }),
  ]],

  family: ['0 0 640 640', () => [
    blob('M60 320C60 180 180 86 320 84C470 82 584 190 580 330C576 470 500 566 320 566C140 566 60 460 60 320Z', C.yellowSoft),
    ground(320, 596, 260, '#efd9a0'),
    household(320, 592, 1),
  ]],

  surgery: ['0 0 960 640', () => [
    blob('M40 330C40 150 240 60 480 60C720 60 920 150 920 330C920 470 860 560 480 560C100 560 40 470 40 330Z'),
    T.cloud(236, 158, 0.6), T.cloud(770, 132, 0.66),
    T.tree(110, 580, 1.15), T.tree(862, 580, 1.05, 1),
    ground(480, 582, 440), at(480, 580, T.surgery(), { s: 0.8 }), T.bush(170, 584, 0.7), T.bush(800, 584, 0.6, C.leafDeep),
  ]],

  card: ['0 0 480 480', () => [
    blob('M40 250C36 130 130 44 250 46C370 48 446 140 440 252C434 370 350 436 240 438C120 440 44 370 40 250Z'),
    at(240, 252, T.card({ s: 1.12 }), { r: -5 }),
  ]],

  letter: ['0 0 640 560', () => [
    blob('M30 290C24 120 150 14 330 16C510 18 622 130 614 290C608 440 500 536 320 538C140 540 34 440 30 290Z'),
    at(320, 334, T.letter()),
  ]],

  choice: ['0 0 960 560', () => [
    blob('M40 290C40 130 220 44 480 44C740 44 920 130 920 290C920 430 800 520 480 520C160 520 40 430 40 290Z'),
    ground(480, 506, 400),
    at(280, 500, T.door(T.tick), { s: 0.86 }), at(680, 500, T.door(T.cross), { s: 0.86 }),
    actor('george', { x: 480, y: 508, s: 0.62, look: { turn: 0, look: 0 }, near: { to: [-76, -216], bend: 1 }, far: { to: [76, -216], bend: -1 }, both: true, legs: { near: [-26, 0], far: [26, 0], nearOut: -1, farOut: 1 } }),
  ]],

  journey: ['0 0 1600 560', () => [
    blob('M0 470L0 200C120 120 300 90 520 110C800 134 1040 70 1300 96C1440 110 1540 140 1600 170L1600 470Z'),
    path('M0 452L1600 452L1600 520Q800 540 0 520Z', C.mistDeep),
    line('M40 482L1560 482', C.white, 6, { 'stroke-dasharray': '2 26' }),
    T.cloud(480, 170, 0.5), T.cloud(1180, 150, 0.55),
    at(196, 456, T.surgery(), { s: 0.42 }), T.tree(34, 458, 0.72), T.bush(376, 458, 0.4),
    at(478, 350, T.card({ s: 0.58 }), { r: -4 }),
    at(648, 456, T.gate(), { s: 0.66 }), at(626, 392, T.joinMarks(), { s: 0.5, r: 9 }), at(650, 400, T.nameTag(), { s: 0.6, r: -8 }), at(648, 456, T.tray(C.tealSoft, '#8db5c3'), { s: 0.68 }),
    at(818, 350, T.card({ tag: 0, join: 0, code: 1, s: 0.58 }), { r: 3 }),
    at(988, 456, T.gate(C.tealMid, C.teal), { s: 0.66 }), at(988, 402, T.codeMarks(), { s: 0.52, r: -7 }), at(988, 456, T.tray(C.tealSoft, '#8db5c3'), { s: 0.68 }),
    at(1158, 350, T.card({ tag: 0, join: 0, code: 1, newCode: 1, s: 0.58 }), { r: -3 }),
    at(1392, 456, [
      actor('researcher', { x: -92, y: 0, s: 0.62, look: { turn: 0.5 }, near: { to: [58, -252], bend: 1, grip: 'hold' }, far: { to: [100, -280], bend: 1, grip: 'open' } }),
      actor('planner', { x: 150, y: 0, s: 0.62, dir: -1, look: { turn: 0.5 }, near: { to: [20, -236], bend: 1 }, far: { to: [66, -216], bend: 1 } }),
      at(28, 0, T.desk(250), { s: 0.8 }), at(30, -150, T.screen(path('M-74-66L-74-92L-46-92L-46-66ZM-34-66L-34-116L-6-116L-6-66ZM6-66L6-138L34-138L34-66ZM46-66L46-104L74-104L74-66Z', C.coral)), { s: 0.62 }),
    ].join('')),
  ]],

  hero: ['0 0 1600 720', () => [
    box(0, 0, 1600, 720, C.mist),
    dot(1380, 140, 58, C.yellow), T.cloud(300, 130, 0.9), T.cloud(1200, 190, 0.8), T.cloud(620, 70, 0.5),
    path('M0 600Q240 500 560 560T1120 540T1600 540L1600 720L0 720Z', '#dbe8e4'),
    T.tree(80, 640, 1.35), T.tree(1540, 640, 1.3, 1), T.tree(214, 632, 0.95, 1), T.tree(1432, 636, 0.9),
    at(690, 632, T.surgery(0.0), { s: 0.9 }),
    path('M0 632L1600 632L1600 720L0 720Z', C.mistDeep),
    path('M610 632L770 632L900 720L480 720Z', C.cream),
    T.bush(290, 640, 0.8), T.bush(1130, 640, 0.9, C.leafDeep),
    oval(430, 692, 96, 10, C.mistShade), oval(1010, 692, 96, 10, C.mistShade), oval(1260, 694, 200, 12, C.mistShade),
    actor('joan', { x: 430, y: 690, s: 0.8, look: { turn: 0.45 }, tilt: 2, legs: { near: [-22, 0], far: [22, 0] }, far: { to: [70, -300], bend: 1, grip: 'hold' }, holds: at(72, -330, folded, { r: 8, s: 0.86 }), near: { to: [36, -276], bend: 1, grip: 'hold' } }),
    actor('nurse', { x: 1004, y: 690, s: 0.84, dir: -1, look: { turn: 0.35 }, near: { to: [-52, -214], bend: 1 }, far: { to: [118, -438], bend: 1, grip: 'open', turnHand: -72 } }),
    household(1260, 692, 0.88),
  ]],
};
