// The film as one function of time: frame(t) gives the picture at second t as SVG. No state, so that any frame can be drawn alone.
// Times hang on the cues of timeline.json; moving a cue there moves what is seen with it.
import { C, n, g, path, line, box, dot, oval, at, clamp, mix, mixPoint, ease, over, keys, sway, blink } from './art/kit.mjs';
import { actor } from './art/people.mjs';
import * as T from './art/things.mjs';
import { household, mark } from './art/pictures.mjs';
import { W, H, FLOOR, SIZE, PACE, view, plain, floorBoards, wall, iris, newFrame, face, breath, talk, gait, disc, faint, pop } from './stage.mjs';
import { many } from './scenes/many.mjs';
import { who } from './scenes/who.mjs';
import { traced, harms, umbrella } from './scenes/risks.mjs';
import { home, practice } from './scenes/how.mjs';

const LEFT = 540, RIGHT = 1380; // the two doors, and the words above them

export function film(timeline, script) {
  const starts = {}, ends = {};
  for (const cue of timeline.cues) { starts[cue.id] = cue.from; ends[cue.id] = cue.to; }
  const text = {};
  for (const beat of script.beats) for (const cue of beat.cues) text[cue.id] = cue.words;
  const S = id => starts[id];
  const scene = { many: many(S), who: who(S), traced: traced(S), harms: harms(S), umbrella: umbrella(S), home: home(S), practice: practice(S) };

  // ---------- words ----------
  const LETTER = { ' ': 0.25, '.': 0.27, ',': 0.27, ':': 0.27, i: 0.25, l: 0.25, j: 0.25, I: 0.27, t: 0.34, f: 0.34, r: 0.36, m: 0.86, w: 0.78, M: 0.86, W: 0.98 };
  /** About how wide words are, in units of their size. */
  const width = words => [...words].reduce((sum, c) => sum + (LETTER[c] ?? (/[A-Z]/.test(c) ? 0.68 : 0.55)), 0);
  /** One line, or two about as wide as each other; best where a sentence ends. */
  function wrap(words, most) {
    const list = words.split(' ');
    if (width(words) <= most) return [words];
    const cost = lines => {
      const [a, b] = lines.map(width);
      return Math.max(a, b) > most ? 1000 + Math.max(a, b) : Math.abs(a - b) - (/[.?]$/.test(lines[0]) ? 12 : /[,:]$/.test(lines[0]) ? 3 : 0);
    };
    return list.slice(1).map((_, i) => [list.slice(0, i + 1).join(' '), list.slice(i + 1).join(' ')]).reduce((best, lines) => cost(lines) < cost(best) ? lines : best);
  }
  const escape = s => s.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const letters = (words, x, y, size, fill, weight = 600, anchor = 'middle') => `<text x="${n(x)}" y="${n(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}" letter-spacing="${n(-size * 0.012)}">${escape(words)}</text>`;
  /** The words of the moment, on a plate of their own, so that nothing that moves behind them makes them hard to read. */
  function said(t) {
    return timeline.cues.map(({ id, from, to, place }) => {
      if (t < from || t > to || id === 'title') return '';
      const fadeOut = to >= timeline.seconds ? 0 : over(t, to - 0.3, to, ease.gentle), k = over(t, from, from + 0.45, ease.out);
      const x = place === 'left' ? LEFT : place === 'right' ? RIGHT : W / 2, size = place ? 66 : 72, gap = size * 1.2;
      const lines = wrap(text[id], place ? 10 : 22.5), widest = Math.max(...lines.map(width)) * size + 110, top = 64;
      return faint(k * (1 - fadeOut),
        box(x - widest / 2, top + (1 - k) * 18, widest, lines.length * gap + 46, C.white, 34, { opacity: 0.9 }),
        lines.map((words, i) => letters(words, x, top + 85 + i * gap + (1 - k) * 18, size, C.tealDeep)));
    }).join('');
  }

  // ---------- the street ----------
  const walker = (who, x, y, s, t, amount, more = {}) => actor(who, { x, y, s, ...gait(t, amount), ...more });
  function street(t) {
    const begin = S('visit') - 1.6, doorX = 1240, y = FLOOR + 78, size = 0.68;
    const pace = 96 / (0.6 * PACE) * size, arrive = S('note') - 1.55;
    const x = Math.min(doorX, doorX - (arrive - t) * pace);
    const stop = 1 - over(t, arrive - 0.15, arrive + 0.2), enter = over(t, arrive, arrive + 0.85, ease.gentle);
    const doors = over(t, arrive - 1.0, arrive - 0.1);
    const tilt = over(t, ends.title - 1.1, ends.title + 1.0, ease.gentle), close = over(t, arrive - 1.6, arrive + 1.4);
    const cy = mix(-260, 540, tilt), zoom = mix(1, 1.14, close);
    const wind = sway(t, 5, 0.8), drift = t * 14;
    return box(0, 0, W, H, C.mist) + view(mix(960, 1080, close), cy + close * 46, zoom, [
      dot(190, 210, 80, C.yellow),
      T.cloud(330 + drift, -520, 1.5), T.cloud(1500 + drift * .7, -600, 1.1), T.cloud(1750 - 300 + drift, 20, 1), T.cloud(700 + drift * .8, 60, 0.8), T.cloud(120 + drift * 1.2, -140, 1), T.cloud(1480 + drift * .9, -210, 1.3),
      path('M-200 860Q200 640 640 760T1500 700T2200 760L2200 1100L-200 1100Z', '#dbe8e4'),
      T.tree(120, FLOOR, 1.5, 0, wind), T.tree(372, FLOOR - 6, 1.1, 1, -wind), T.tree(1850, FLOOR, 1.4, 1, wind), T.tree(2080, FLOOR, 1.5, 0, -wind),
      at(1240, FLOOR, T.surgery(doors), { s: 1.1 }),
      path(`M-400 ${FLOOR}L2400 ${FLOOR}L2400 1500L-400 1500Z`, C.mistDeep),
      path(`M1140 ${FLOOR}L1340 ${FLOOR}L1480 ${FLOOR + 50}L2400 ${FLOOR + 50}L2400 ${FLOOR + 170}L-400 ${FLOOR + 170}L-400 ${FLOOR + 50}L1000 ${FLOOR + 50}Z`, C.cream),
      T.bush(700, FLOOR + 6, 0.9), T.bush(1800, FLOOR + 8, 1, C.leafDeep), T.bush(560, FLOOR + 4, 0.7, C.leafDeep),
      t > begin ? oval(x, y - 74 * enter + 2, 60 * mix(1, 0.8, enter), 7, C.mistShade, { opacity: 0.8 * (1 - enter) })
        + g({ opacity: Math.round((1 - over(enter, 0.72, 1, ease.linear)) * 100) / 100 }, walker('joan', x, y - 74 * enter, size * mix(1, 0.8, enter), t, Math.max(stop, enter > 0 && enter < 1 ? 0.55 : 0), { look: face(t, 0.4, { turn: 0.75, back: enter > 0.1 }) })) : '',
    ]);
  }
  function title(t) {
    const k = over(t, 0, 0.6, ease.out), out = over(t, ends.title - 0.5, ends.title, ease.gentle), k2 = over(t, 0.25, 0.9, ease.out);
    if (out >= 1) return '';
    const lines = wrap(script.title, 13), up = -out * 60;
    return at(W / 2 - 55, 200 + up, mark(), { s: 1.72, o: k * (1 - out) })
      + g({ opacity: Math.round(k * (1 - out) * 100) / 100 }, lines.map((l, i) => letters(l, W / 2, 480 + i * 134 + (1 - k) * 30 + up, 122, C.tealDeep, 700)).join(''))
      + g({ opacity: Math.round(k2 * (1 - out) * 100) / 100 }, letters(script.subtitle, W / 2, 480 + lines.length * 134 + 2 + (1 - k2) * 26 + up, 60, C.teal, 500));
  }

  // ---------- the practice inside, the road, the room of the researchers: one long strip ----------
  const ROOM_B = 1950, HALL = 3560, GATE1 = 4470, OUT = 4640, GATE2 = 6420, LAB = 6560, END = 8500;
  function doctorRoom(t, opts = {}) {
    const { typing = 0, show = 0, talkJoan = 0, talkDoctor = 0 } = opts;
    const tap = typing * 5, a = Math.sin(t * 21) * tap, b = Math.sin(t * 21 + 2) * tap;
    const listen = sway(t, 1.9, 2.2) * (talkJoan > 0.02 || opts.listen ? 1 : 0.3);
    const gesture = opts.gesture || 0;
    return [
      T.windowAt(230, 330, 260, 300), T.picture(1500, 380), T.plant(180, FLOOR, 1.35), opts.behind,
      at(640, FLOOR, T.chair(C.yellow, C.yellowDeep), { s: SIZE }),
      actor('joan', { x: 640, y: FLOOR, s: SIZE, hips: -150, sit: { drop: 0 }, bob: breath(t, 0.2), tilt: 2 + sway(t, 2.6, 1.6) * (0.3 + gesture),
        look: face(t, 0.4, { turn: 0.62, open: talkJoan, smile: opts.smile ?? 0.8 }),
        far: { to: mixPoint([96, -196], [130, -276 + sway(t, 0.9, 9)], gesture), bend: 1, grip: gesture > 0.4 ? 'open' : 'rest' },
        near: { to: mixPoint([76, -184], [86, -214 + sway(t, 1.1, 8)], gesture * 0.7), bend: 1 } }),
      at(1340, FLOOR, T.chair(C.tealMid, C.teal), { sx: -SIZE, sy: SIZE }),
      actor('doctor', { x: 1330, y: FLOOR, s: SIZE, dir: -1, hips: -150, sit: { drop: 0 }, bob: breath(t, 0.7), tilt: -3 * (opts.listen ? 1 : 0.4) + listen, lean: 3 + typing * 2,
        look: face(t, 1.3, { turn: opts.facing ?? 0.6, open: talkDoctor, smile: opts.smile ?? 0.8, look: opts.facing > 0.5 ? 0.5 : 0 }),
        far: { to: [148 + 0, -222 + a], bend: 1 }, near: { to: [128, -214 + b], bend: 1 } }),
      at(1030, FLOOR, T.desk(420), { s: SIZE }),
      at(962, FLOOR - 197, T.screen(show ? g({ opacity: clamp(show) }, [0, 1, 2, 3].map(i => line(`M-70 ${-140 + i * 24}h${n(140 * clamp(show * 4 - i) * [1, .8, .94, .5][i] + 0.1)}`, i ? C.tealSoft : C.teal, 8)).join('')) : ''), { s: 0.94 }),
      path(`M1110 ${FLOOR - 197}l16-14h96l10 14Z`, C.mistShade),
    ];
  }

  /** `held` is the card, behind the people and before the wall. */
  function nurseRoom(t, held) {
    const reads = over(t, S('care') + 0.6, S('care') + 1.3), gives = over(t, S('always') + 0.3, S('always') + 1.2), takes = over(t, S('always') + 1.3, S('always') + 2.1);
    const nodNurse = sway(t, 1.5, 2) * reads * (1 - gives), joanX = 2560, nurseX = 3010;
    const hold = mixPoint([70, -230], [118, -262], reads);
    // the box of medicine goes from her hand to Joan's
    const handN = mixPoint([66, -212], [176, -268], gives), handBack = over(t, S('always') + 1.75, S('always') + 2.5);
    const nurseFar = mixPoint(handN, [60, -216], handBack);
    const joanHand = mixPoint(mixPoint([98, -194], [164, -238], over(t, S('always') + 0.7, S('always') + 1.5)), [104, -226], takes);
    const inJoan = [joanX + joanHand[0] * SIZE + 14, FLOOR + joanHand[1] * SIZE - 10];
    const inNurse = [nurseX - nurseFar[0] * SIZE - 14, FLOOR + nurseFar[1] * SIZE - 8];
    const spot = t < S('always') + 1.55 ? inNurse : mixPoint(mixPoint([nurseX - 176 * SIZE - 14, FLOOR - 268 * SIZE - 8], inJoan, 0.5), inJoan, over(t, S('always') + 1.55, S('always') + 1.8));
    const medicine = box(-30, -40, 60, 56, C.yellow, 6) + box(-30, -40, 60, 16, C.yellowDeep, 5) + at(0, 0, T.ICON.medicine, { s: 0.9 });
    return [
      T.windowAt(2170, 340, 230, 270), T.plant(3420, FLOOR, 1.3),
      at(3180, 0, box(-10, 470, 300, 16, C.wood, 4) + box(18, 394, 60, 76, C.coralSoft, 6) + box(92, 414, 46, 56, C.yellow, 6) + box(152, 384, 52, 86, C.tealSoft, 6) + box(220, 420, 44, 50, C.white, 6)),
      held,
      at(joanX, FLOOR, T.chair(C.yellow, C.yellowDeep), { s: SIZE }),
      actor('joan', { x: joanX, y: FLOOR, s: SIZE, hips: -150, sit: { drop: 0 }, bob: breath(t, 0.2), tilt: 2 + sway(t, 3.1, 1.2) + takes * 2,
        look: face(t, 0.9, { turn: 0.66, smile: mix(0.7, 1.25, takes), look: takes > 0.5 ? 0.2 : 0.6, open: talk(t, S('always') + 2.2, S('always') + 2.9) }),
        far: { to: joanHand, bend: 1, grip: takes > 0.2 ? 'hold' : 'open', handSide: 1 }, near: { to: [76, -184], bend: 1 } }),
      at(spot[0], spot[1], medicine, { o: over(t, S('always') + 0.1, S('always') + 0.5) }),
      actor('nurse', { x: nurseX, y: FLOOR, s: SIZE, dir: -1, bob: breath(t, 0.5), lean: gives * (1 - handBack) * 5, tilt: nodNurse + reads * 3 * (1 - gives),
        look: face(t, 1.8, { turn: mix(mix(0.35, 0.1, reads), 0.6, gives), smile: mix(0.7, 1.15, gives), look: -reads * (1 - gives) * 0.6, open: talk(t, S('always') + 0.5, S('always') + 1.4) }),
        far: { to: nurseFar, bend: 1, grip: gives > 0.1 && handBack < 0.6 ? 'hold' : 'rest' },
        near: { to: mixPoint([-46, -218], [-70, -262], over(t, S('care') + 0.2, S('care') + 1)), bend: mix(1, -0.75, over(t, S('care') + 0.2, S('care') + 1)), grip: t > S('care') + 0.5 ? 'hold' : 'rest', handSide: 1, turnHand: mix(95, 172, over(t, S('care') + 0.2, S('care') + 1)) } }),
    ];
  }

  function lab(t) {
    const k0 = S('out'), grow = i => over(t, k0 + 0.9 + i * 0.22, k0 + 2.1 + i * 0.22, ease.out);
    const point = over(t, k0 + 1.3, k0 + 2.1), nod = sway(t, 1.7, 2) * point;
    const leave = over(t, k0 + 2.2, k0 + 3.9, ease.gentle), sheet = over(t, k0 + 1.9, k0 + 2.3);
    const bars = [92, 150, 118, 196, 164].map((h, i) => box(-150 + i * 64, 118 - h * grow(i), 44, h * grow(i) + 0.1, [C.tealMid, C.coral, C.teal, C.yellow, C.tealMid][i], 5)).join('');
    return [
      at(8290, FLOOR, T.gate(C.tealMid, C.teal), { s: 0.98 }),
      at(7560, 508, box(-250, -190, 500, 380, C.ink, 16) + box(-232, -172, 464, 344, C.white, 6) + bars + line('M-180 120H190', C.mistShade, 6) + line(`M-170 70L-110 20L-46 36L18-44L82-26L${n(mix(82, 160, grow(4)))} ${n(mix(-26, -96, grow(4)))}`, C.tealDeep, 7, { opacity: grow(4) })),
      T.plant(6760, FLOOR, 1.2),
      actor('researcher', { x: 7190, y: FLOOR, s: SIZE, bob: breath(t, 0.1), tilt: nod * 0.7, look: face(t, 0.6, { turn: 0.7, smile: 1, open: talk(t, k0 + 1.5, k0 + 2.6) }),
        far: { to: mixPoint([62, -220], [150, -370], point), bend: 1, grip: 'open', turnHand: mix(60, -28, point) }, near: { to: [-34, -218], bend: 1 } }),
      sheet > 0 ? at(mix(7560, 8290, leave), mix(508, 616, leave), box(-62, -50, 124, 100, C.tealDeep, 8, { opacity: 0.14, transform: 'translate(5 7)' }) + box(-62, -50, 124, 100, C.white, 8) + [30, 52, 40, 66].map((h, i) => box(-46 + i * 25, 36 - h, 17, h, [C.tealMid, C.coral, C.teal, C.yellow][i], 3)).join(''), { s: sheet * mix(1.3, 1.1, leave), r: leave * 4 }) : '',
      actor('planner', { x: 7950, y: FLOOR, s: SIZE, dir: -1, bob: breath(t, 0.6), tilt: nod, look: face(t, 1.5, { turn: 0.65, smile: 1 }),
        far: { to: [70, -268], bend: 1, grip: 'hold' }, under: '', holds: at(78, -296, box(-40, -54, 80, 108, C.coral, 8) + box(-32, -46, 64, 92, C.white, 4) + line('M-20-26H20M-20-8H20', C.tealSoft, 6) + line('M-16 18L-6 29L16 4', C.teal, 7), { r: -8 }), near: { to: [52, -250], bend: 1, grip: 'hold' } }),
    ];
  }

  function strip(t) {
    const COPY = S('facts') - 0.75; // when the copy leaves the notes
    const cam = keys(t, [
      [S('note') - 0.2, [960, 570, 1.0]], [S('note') + 1.6, [990, 560, 1.12]], [ends.note - 0.6, [1000, 560, 1.12]],
      [S('care') + 1.2, [2810, 530, 1.02]], [S('always') + 0.3, [2820, 516, 1.02]], [ends.always + 0.4, [2840, 516, 1.04]],
      [COPY - 0.2, [2900, 516, 1.0]], [S('facts') + 1.2, [4010, 548, 1.34]], [S('about') - 0.1, [4016, 548, 1.34]], [S('about') + 0.6, [3916, 548, 1.36]], [S('name') - 0.6, [3920, 548, 1.36]],
      [S('name') + 0.95, [4390, 534, 1.36]], [ends.code - 0.2, [4410, 530, 1.36]],
      [S('key') + 1.3, [5050, 560, 1.04]], [ends.key - 0.1, [5130, 560, 1.04]],
      [S('study') + 1.1, [6270, 548, 1.28]], [ends.study - 0.3, [6360, 548, 1.3]],
      [S('out') + 1.4, [7400, 510, 0.99]], [S('out') + 2.2, [7420, 510, 0.99]], [ends.out + 0.5, [7520, 511, 1.0]],
    ], ease.gentle);
    const left = cam[0] - 1100 / cam[2], right = cam[0] + 1100 / cam[2];
    const seen = (a, b, make) => b > left && a < right ? make() : '';

    // -- the first card: written, read by the nurse, and it stays
    const writing = over(t, S('note') + 0.9, S('note') + 2.9, ease.linear);
    const born = over(t, S('note') + 0.4, S('note') + 1.1, ease.settle);
    const home = keys(t, [
      [S('note') + 0.4, [962, 580, 0.12, 0]], [S('note') + 1.1, [985, 440, 1.0, -3]], [ends.note - 0.65, [985, 432, 1.0, 0]], [ends.note - 0.15, [1060, 404, 0.84, 2]],
      [S('care') + 0.95, [3142, 560, 0.64, 4]], [S('always'), [3146, 562, 0.64, 5]],
    ], ease.gentle);
    const float = sway(t, 3.2, 5);
    const arc = Math.sin(clamp((t - (ends.note - 0.15)) / (S('care') + 1.1 - ends.note)) * Math.PI) * -40;

    // -- the copy and its way
    const go = [
      [COPY, [3146, 562, 0.64, 5]], [COPY + 0.8, [3330, 530, 0.84, 0]], [S('facts') + 1.15, [4050, 590, 1.4, 0]], [S('name') - 0.5, [4050, 590, 1.4, 0]],
      [S('name') + 0.9, [GATE1, 586, 0.8, 0]], [ends.code - 0.1, [GATE1, 586, 0.8, 0]],
      [S('key') + 1.2, [5440, 560, 0.84, 0]], [ends.key, [5540, 560, 0.84, 0]],
      [S('study') + 1.0, [GATE2, 600, 0.7, 0]], [S('study') + 2.5, [GATE2, 600, 0.7, 0]],
      [S('out') + 0.6, [6860, 470, 0.5, 0]],
    ];
    const copy = keys(t, go, ease.gentle);
    const tagOff = over(t, S('name') + 1.0, S('name') + 1.35), tagDrop = over(t, S('name') + 1.3, S('name') + 2.2, ease.inOut);
    const joinOff = over(t, S('code') + 0.5, S('code') + 1.4), codeIn = over(t, S('code') + 1.2, S('code') + 2.3, ease.linear);
    const recode = over(t, S('study') + 1.3, S('study') + 2.2, ease.linear);
    const pulse = i => Math.sin(clamp((t - S('facts') - 1.2 - i * 0.55) / 0.8) * Math.PI);
    const facts = [0, 1, 2].map(i => pulse(i));
    const shape = (tag, join, code, newCode) => T.card({ tag, join, code, newCode, facts });
    const tagLift = tagOff > 0 && tagDrop < 1 || tagDrop >= 1;
    const tagStart = [GATE1, 586 - 92 * 0.8], trayAt = [GATE1 - 190, FLOOR - 66];
    const joinStart = [GATE1, 586 - 33 * 0.8];
    const fall = (from, to, k, up) => [mix(from[0], to[0], ease.gentle(k)), mix(from[1], to[1], k * k) - Math.sin(k * Math.PI) * up * (1 - k * 0.4)];
    const tagAt = fall(tagStart, [trayAt[0] - 12, trayAt[1] - 16], tagDrop, 90), joinAt = fall(joinStart, [trayAt[0] + 16, trayAt[1] - 8], joinOff, 110);

    // -- cards of other people, already coded, that come along
    const others = [[-250, 34, 0.0, 5], [-470, -30, 0.16, 4], [-660, 20, 0.32, 2]];
    const company = others.map(([dx, dy, late, colour], i) => {
      const k = keys(t, [
        [S('key') + 0.6, [4400 + dx * 3, 560 + dy, 0.62]], [S('study') - 0.1, [5560 + dx, 560 + dy, 0.62]], [S('study') + 1.1, [GATE2 + dx * 0.92, 600 + dy, 0.62]],
        [S('study') + 2.2 + late, [GATE2 + dx * 0.88, 600 + dy, 0.62]], [S('study') + 2.9 + late, [GATE2, 600, 0.6]], [S('out') + 0.9 + late, [6860 + (i === 1 ? 150 : i === 0 ? 0 : 150), 470 + (i === 0 ? 180 : i === 1 ? 0 : 180), 0.5]],
      ]);
      const re = over(t, S('study') + 2.5 + late, S('study') + 3.1 + late, ease.linear);
      return t > S('key') + 0.6 ? seen(k[0] - 100, k[0] + 100, () => at(k[0], k[1] + sway(t, 2.9, 6, i * 0.3), T.card({ tag: 0, join: 0, code: 1 - 0, newCode: re, swap: i }), { s: k[2], r: sway(t, 4, 1.6, i * 0.37) })) : '';
    });

    // -- the dotted line with the key
    const lead = over(t, S('key') + 1.2, S('key') + 2.3), leadOut = over(t, ends.key - 0.1, ends.key + 0.5);
    const from = [copy[0] - 90, copy[1] - 30], to = [GATE1 - 190, FLOOR - 150];
    const bow = k => [mix(from[0], to[0], k), mix(from[1], to[1], k) - Math.sin(k * Math.PI) * 250];
    const dots = lead > 0 && leadOut < 1 ? Array.from({ length: 27 }, (_, i) => { const k = (i + 0.5) / 27; return k <= lead ? dot(...bow(k), 6.5, C.coralDeep) : ''; }).join('') : '';
    const keyAt = bow(clamp(lead * 0.52));
    const keyShape = at(keyAt[0], keyAt[1], dot(0, 0, 62, C.white) + dot(0, 0, 62, 'none', { stroke: C.coral, 'stroke-width': 6 }) + g({ transform: 'rotate(-38)' }, dot(-20, 0, 14, 'none', { stroke: C.tealDeep, 'stroke-width': 9 }) + line('M-6 0L34 0M22 0L22 13M33 0L33 15', C.tealDeep, 9)), { s: over(t, S('key') + 1.2, S('key') + 1.7, ease.settle), o: 1 - leadOut });

    const note = born > 0 ? at(home[0], home[1] + float * mix(1, 0.3, over(t, S('care') + 0.6, S('care') + 1.2)) + arc, T.card({ write: writing, facts: [0, 1, 2].map(i => 0.8 * Math.sin(clamp((t - S('care') - 1.5 - i * 0.5) / 0.7) * Math.PI)) }), { s: home[2], r: home[3] }) : '';
    const wind = sway(t, 5, 0.8);
    const world = [
      // rooms
      seen(-400, ROOM_B, () => box(-400, -200, ROOM_B + 350, 1080, '#fdf3dc') + floorBoards(-400, ROOM_B - 50)),
      seen(ROOM_B, HALL, () => box(ROOM_B - 50, -200, HALL - ROOM_B + 50, 1080, C.mist) + floorBoards(ROOM_B - 50, HALL)),
      seen(HALL, OUT, () => box(HALL, -200, OUT - HALL, 1080, '#fdf3dc') + floorBoards(HALL, OUT)),
      // outside
      seen(OUT, LAB, () => box(OUT, -200, LAB - OUT, 1300, '#e3eff3') + path(`M${OUT} 830Q5000 640 5400 740T6100 700T${LAB} 720L${LAB} 900L${OUT} 900Z`, '#d3e4df')
        + T.cloud(5100 + t * 8 - 250, 330, 0.9) + T.cloud(5900 + t * 6 - 250, 300, 1.1)
        + T.tree(4850, FLOOR, 1.15, 0, wind) + T.tree(5080, FLOOR, 0.9, 1, -wind) + T.tree(5780, FLOOR, 1.2, 1, wind) + T.tree(6010, FLOOR, 1, 0, -wind)
        + box(OUT, FLOOR, LAB - OUT, 300, '#c9dccf') + box(OUT, FLOOR + 16, LAB - OUT, 100, C.cream) + line(`M${OUT + 40} ${FLOOR + 66}H${LAB - 30}`, C.mistShade, 8, { 'stroke-dasharray': '2 40' })
        + T.bush(5300, FLOOR + 4, 0.8) + T.bush(6180, FLOOR + 4, 0.7, C.leafDeep)),
      seen(LAB, END, () => box(LAB, -200, END - LAB, 1080, '#fbf0d3') + floorBoards(LAB, END, '#dfe8ea')),
      seen(-200, 1900, () => doctorRoom(t, { behind: t >= ends.note - 0.2 && home[0] <= ROOM_B - 25 ? note : '', typing: over(t, S('note') + 0.7, S('note') + 1.1) * (1 - over(t, S('note') + 3, S('note') + 3.3)), show: over(t, S('note') - 0.2, S('note') + 0.6), talkJoan: talk(t, S('note') - 0.9, S('note') + 1.6), gesture: over(t, S('note') - 0.6, S('note')) * (1 - over(t, S('note') + 1.6, S('note') + 2.3)), listen: t < S('note') + 0.7, facing: mix(0.75, 0.45, over(t, S('note') + 0.6, S('note') + 1.1)) })),
      seen(1990, 3600, () => nurseRoom(t, home[0] > ROOM_B - 25 ? note : '')),
      seen(OUT - 200, OUT + 100, () => wall(OUT)),
      seen(LAB - 100, LAB + 100, () => wall(LAB - 30)),
      seen(GATE1 - 300, GATE1 + 300, () => at(GATE1, FLOOR, T.gate(C.teal, C.tealDeep), { s: 0.98 })),
      seen(GATE2 - 300, GATE2 + 300, () => at(GATE2, FLOOR, T.gate(C.tealMid, C.teal), { s: 0.98 })),
      seen(7000, 8300, () => lab(t)),
      // cards
      t < ends.note - 0.2 ? note : '',
      dots, company.reverse(),
      t > COPY ? at(copy[0], copy[1] + float * over(t, COPY, COPY + 0.8), T.card({ tag: tagOff > 0 ? 0 : 1, join: joinOff > 0 ? 0 : 1, code: codeIn, newCode: recode, facts }), { s: copy[2], r: copy[3] + sway(t, 4, 0.8) }) : '',
      [[3700, 470, T.yearSign], [3846, 470, T.sexSign], [3700, 632, T.groupSign], [3846, 632, T.areaSign]].map(([x, y, sign], i) => {
        const k = pop(t, S('about') + 0.35 + i * 0.5), join = over(t, S('name') - 0.45 + i * 0.06, S('name') + 0.15 + i * 0.06);
        return k > 0 && join < 1 ? seen(3500, 4300, () => at(mix(x, copy[0], join), mix(y + sway(t, 3, 4, i * 0.3), copy[1], join), dot(0, 0, 64, C.white) + dot(0, 0, 64, 'none', { stroke: C.tealSoft, 'stroke-width': 5 }) + sign(), { s: k * (1 - join * 0.85) })) : '';
      }),
      // what is taken off, and the tray that keeps it
      tagOff > 0 ? seen(4000, 4700, () => at(tagAt[0], tagAt[1] - tagOff * (1 - tagDrop) * 26 + float * (1 - tagDrop), T.nameTag(), { s: 0.8 * mix(1, 1.12, Math.sin(tagDrop * Math.PI)), r: -12 * tagOff + tagDrop * 4 })) : '',
      joinOff > 0 ? seen(4000, 4700, () => at(joinAt[0], joinAt[1] + float * (1 - joinOff), T.joinMarks(), { s: mix(0.8, 0.72, joinOff), r: 8 * joinOff })) : '',
      seen(4000, 4700, () => at(trayAt[0], FLOOR, T.tray(C.tealSoft, '#8db5c3'), { s: 1.12 })),
      keyShape,
      // walls that stand in front
      seen(ROOM_B - 100, ROOM_B + 100, () => wall(ROOM_B - 50)), seen(HALL - 100, HALL + 100, () => wall(HALL - 25)),
    ];
    return box(0, 0, W, H, C.mist) + view(cam[0], cam[1], cam[2], world);
  }

  // ---------- the choice ----------
  function doors(t) {
    const k0 = S('yes'), come = over(t, k0 - 0.5, k0 + 0.5, ease.settle), open = over(t, k0 + 0.9, k0 + 1.9), leave = over(t, ends.yes - 0.2, ends.yes + 0.5);
    const look = keys(t, [[k0 + 0.4, 0], [k0 + 1.0, -0.75], [k0 + 2.0, -0.75], [k0 + 2.6, 0.75], [k0 + 3.5, 0.75], [k0 + 4, 0]]);
    const pass = over(t, k0 + 2.0, k0 + 3.7);
    const slot = (x, what, id) => at(x, FLOOR - 6, `<clipPath id="${id}">${box(-116, -404, 232, 404, C.white)}</clipPath>` + box(-132, -420, 264, 420, C.tealDeep, 12) + g({ 'clip-path': `url(#${id})` }, what)
      + g({}, path(`M-116-404L${n(116 - 190 * open)} ${n(-404 + 22 * open)}L${n(116 - 190 * open)} ${n(-22 * open)}L-116 0Z`, C.tealMid) + at(mix(0, -95, open), -252, dot(0, 0, 66, C.white) + (id === 'doorYes' ? T.tick : T.cross)(C.teal, 15), { sx: mix(1, 0.15, open), sy: 1 }) + dot(mix(88, -86, open), -150, mix(10, 5, open), C.yellow)), { s: 1.34 * mix(0.86, 1, come), o: come });
    const inside = (sky) => box(-116, -404, 232, 404, sky) + box(-116, -70, 232, 70, C.cream) ;
    const float = sway(t, 3, 4);
    const lift = (side, k) => ({ to: mixPoint([74 * side, -218], [176 * side, -316], k), bend: side * mix(-1, 1, k), grip: k > 0.3 ? 'open' : 'rest', handSide: side * (k > 0.5 ? -1 : 1), turnHand: side > 0 ? mix(96, -16, k) : mix(84, 196, k) });
    return plain(C.mist, C.mistDeep) + g({ transform: leave ? `translate(0 ${n(leave * 0)})` : undefined }, [
      oval(960, FLOOR + 6, 780, 22, C.mistShade, { opacity: 0.7 }),
      slot(LEFT, inside('#e3eff3') + at(4, -64, T.gate(C.teal, C.tealDeep), { s: 0.4 }) + at(mix(-6, 104, pass), -140 + float, T.card({ tag: 0, join: 0, code: 1 }), { s: 0.36 }) , 'doorYes'),
      slot(RIGHT, inside('#e3eff3') + at(14, -66, T.surgery(), { s: 0.25 }) + at(14, -118 + float * 0.6, T.card(), { s: 0.36 }), 'doorNo'),
      actor('george', { x: 960, y: FLOOR + 20, s: SIZE * mix(0.95, 1, come), bob: breath(t, 0.3), tilt: look * 3, both: true,
        look: face(t, 0.2, { turn: look, smile: 0.8 }), legs: { near: [-28, 0], far: [28, 0], nearOut: -1, farOut: 1 },
        near: lift(-1, over(t, k0 + 0.8, k0 + 1.4) * (1 - over(t, k0 + 1.9, k0 + 2.5))),
        far: lift(1, over(t, k0 + 2.2, k0 + 2.8) * (1 - over(t, k0 + 3.4, k0 + 4))) }),
    ]);
  }

  function people(t) {
    const k0 = S('each'), c0 = S('change'), s0 = S('shared');
    const pop = i => over(t, k0 + 0.7 + i * 0.26, k0 + 1.2 + i * 0.26, ease.settle);
    const near = over(t, c0 - 0.55, c0 + 0.3);
    const xs = [300, 700, 1270], aside = 1;
    const stand = (who, x, i, more) => actor(who, { x, y: FLOOR + 20, s: SIZE * 0.9, both: true, bob: breath(t, i * 0.23), look: face(t, i * 0.7 + 0.2, { turn: more.turn, smile: 0.9 }), tilt: sway(t, 4, 1.4, i * 0.2) + Math.sin(clamp((t - k0 - 0.7 - i * 0.26) / 0.9) * Math.PI) * 5, legs: { near: [-24, 0], far: [24, 0], nearOut: -1, farOut: 1 }, near: { to: [-66, -216], bend: 1 }, far: { to: [66, -216], bend: -1 }, ...more });
    const pair = (x, y, k, r = 40) => k > 0 ? disc(T.tick, x - r * 1.2, y, r, k) + disc(T.cross, x + r * 1.2, y, r, k) : '';
    const cam = keys(t, [[k0 - 0.5, [950, 540, 1.0]], [c0 - 0.55, [970, 540, 1.02]], [c0 + 0.45, [560, 590, 1.24]], [s0 + 0.6, [575, 590, 1.25]]]);
    const ring = keys(t, [[c0 + 0.5, 0], [c0 + 0.75, 0], [c0 + 1.1, 1], [c0 + 1.55, 1], [c0 + 1.95, 0], [c0 + 2.2, 0], [c0 + 2.6, 1]]);
    const bigIn = over(t, c0 + 0.2, c0 + 0.75, ease.settle);
    const bx = 640, by = 560;
    return plain('#fdf3dc', '#f1e2c2') + view(cam[0], cam[1], cam[2], [
      box(-800, FLOOR, 3600, 500, '#f1e2c2'),
      oval(300, FLOOR + 24, 110, 12, '#e3cfa6'),
      g({ opacity: Math.round((1 - near) * 100) / 100 }, near < 1 ? [
        oval(720, FLOOR + 24, 110, 12, '#e3cfa6'), oval(1350, FLOOR + 24, 330, 14, '#e3cfa6'),
        stand('george', 720, 1, { turn: 0.1 }),
        household(1340, FLOOR + 20, 0.98, t, { eyes: i => blink(t, 0.5 + i * 0.8), bob: i => breath(t, i * 0.3), tilt: i => sway(t, 3.7, 1.5, i * 0.31) + Math.sin(clamp((t - k0 - 1.2 - i * 0.26) / 0.9) * Math.PI) * (i === 2 ? -5 : 5) }),
        pair(720, 316, pop(1)), pair(1340, 296, pop(2)), pair(1340 - 147, 470, pop(3), 30), pair(1340 + 161, 410, pop(4), 34),
        pair(300, 326, pop(0)),
      ] : []),
      actor('joan', { x: 300, y: FLOOR + 20, s: SIZE * 0.9, both: true, bob: breath(t, 0), tilt: sway(t, 4, 1.4), look: face(t, 0.2, { turn: mix(0.25, 0.72, near), smile: 0.9, look: near * mix(-0.3, 0.8, ring) }), legs: { near: [-22, 0], far: [22, 0], nearOut: mix(-1, -1, near), farOut: 1 },
        near: { to: [-62, -216], bend: 1 }, far: { to: mixPoint([62, -216], [mix(146, 176, ring), mix(-334, -330, ring)], over(t, c0 + 0.2, c0 + 0.8)), bend: mix(-1, 1, near), handSide: -1, grip: near > 0.3 ? 'open' : 'rest', turnHand: near > 0.02 ? mix(80, -18 + ring * 8, near) : undefined } }),
      bigIn > 0 ? disc(T.tick, bx, by, 96, bigIn) + disc(T.cross, bx + 250, by, 96, bigIn) + at(bx + 250 * ring, by, dot(0, 0, 118, 'none', { stroke: C.coral, 'stroke-width': 18 }), { s: mix(0.9, 1, bigIn), o: over(t, c0 + 0.45, c0 + 0.75) }) : '',
    ]);
  }

  function shared(t) {
    const k0 = S('shared'), shut = over(t, k0 + 0.8, k0 + 1.7, ease.inOut), gateX = 1000;
    const passed = i => [1300, 1560][i] + (t - k0) * 150;
    const stopAt = [724, 532, 340, 148], slow = clamp((t - k0 + 0.8) / 2.6), waiting = i => stopAt[i] - (1 - slow) * (1 - slow) * 330;
    const pathY = 586;
    return plain('#e3eff3', '#c9dccf') + [
      path(`M0 820Q400 700 900 770T1920 720L1920 ${FLOOR}L0 ${FLOOR}Z`, '#d3e4df'), T.cloud(1500 + t * 6 - 330, 380, 0.9), T.cloud(300 + t * 6 - 330, 400, 0.8),
      T.tree(120, FLOOR, 1.1, 1), T.tree(1780, FLOOR, 1.2, 0), T.tree(1560, FLOOR, 0.9, 1),
      box(0, FLOOR + 16, W, 100, C.cream), line(`M30 ${FLOOR + 66}H1900`, C.mistShade, 8, { 'stroke-dasharray': '2 40' }),
      box(0, 0, 1180, FLOOR, '#fdf3dc'), floorBoards(0, 1180), wall(1160),
      at(gateX, FLOOR, `<clipPath id="arch">${path('M-106 0L-106-380A106 106 0 0 1 106-380L106 0Z', C.white)}</clipPath>`
        + g({ 'clip-path': 'url(#arch)' }, at(0, mix(-500, 0, shut), box(-110, -500, 220, 500, C.tealSoft) + [0, 1, 2, 3, 4, 5, 6, 7].map(i => box(-110, -58 - i * 62, 220, 8, '#8db5c3')).join('') + box(-110, -16, 220, 16, C.tealMid))) + T.gate(C.teal, C.tealDeep), { s: 0.98 }),
      [0, 1].map(i => at(passed(i), pathY + sway(t, 3, 6, i * 0.4), T.card({ tag: 0, join: 0, code: 1, newCode: 0 }), { s: 0.72, r: sway(t, 4, 1.6, i * 0.3) })),
      [3, 2, 1, 0].map(i => at(waiting(i), pathY + sway(t, 3, 6, 0.2 + i * 0.3), T.card(), { s: 0.72, r: sway(t, 4, 1.2, i * 0.37) })),
    ].flat(Infinity).join('');
  }

  function close(t) {
    const k0 = S('same'), laugh = over(t, k0 + 0.3, k0 + 1);
    return box(0, 0, W, H, '#fdf3dc') + view(mix(960, 985, over(t, k0 - 0.4, k0 + 3.4, ease.gentle)), 566, mix(1, 1.07, over(t, k0 - 0.4, k0 + 3.4, ease.gentle)), [
      box(-300, -200, 2600, 1080, '#fdf3dc'), floorBoards(-300, 2300),
      doctorRoom(t, { typing: 0, show: 1, talkJoan: talk(t, k0 + 1.7, k0 + 2.9), talkDoctor: talk(t, k0 - 0.2, k0 + 1.3), gesture: over(t, k0 + 1.5, k0 + 2) * (1 - over(t, k0 + 2.8, k0 + 3.2)), facing: 0.72, listen: true, smile: mix(0.8, 1.2, laugh) }),
    ]);
  }

  /** One place after the other: when its round hole begins to grow and how long it takes, from which point, and what is there. */
  const PLACES = [
    [-9, 1, 960, 540, t => street(t) + title(t)],
    [S('note') - 0.9, 1.0, 1122, 700, strip],
    [S('other') - 0.55, 0.95, 960, 600, scene.many],
    [S('facts') - 0.95, 0.9, 1340, 560, strip],
    [S('ask') - 0.6, 1.0, 1340, 620, scene.who.asking],
    [S('pays') - 0.5, 0.95, 1330, 600, scene.who.paying],
    [S('traced') - 0.6, 1.0, 960, 600, scene.traced],
    [S('leak') - 0.5, 0.95, 960, 640, scene.harms],
    [S('less') - 0.5, 0.95, 960, 640, scene.umbrella],
    [S('yes') - 0.7, 1.0, 960, 560, doors],
    [S('each') - 0.5, 0.9, 960, 560, people],
    [S('shared') - 0.4, 0.9, 1290, 520, shared],
    [S('never') - 0.6, 0.95, 1290, 560, scene.home],
    [S('practice') - 0.5, 0.95, 960, 620, scene.practice],
    [S('same') - 0.6, 1.0, 960, 640, close],
  ];
  /** The picture at second t, without words. */
  function scenery(t) {
    newFrame();
    const k = i => (t - PLACES[i][0]) / PLACES[i][1];
    let top = PLACES.length - 1;
    while (k(top) <= 0) top--;
    const [, , x, y, what] = PLACES[top];
    return (k(top) < 1 ? PLACES[top - 1][4](t) : '') + iris(k(top), x, y, what(t));
  }
  /** The whole picture at second t. */
  const frame = t => scenery(t) + said(t);

  /** The picture shown before the film starts. */
  function poster() {
    return box(0, 0, W, H, C.mist) + [
      T.cloud(250, 330, 0.9), T.cloud(1480, 330, 0.8), dot(1760, 360, 66, C.yellow),
      path('M0 860Q300 640 760 760T1500 700T1920 730L1920 1080L0 1080Z', '#dbe8e4'),
      T.tree(110, FLOOR, 1.4), T.tree(1830, FLOOR, 1.3, 1), at(960, FLOOR, T.surgery(), { s: 0.86 }), box(0, FLOOR, W, 200, C.mistDeep), path(`M880 ${FLOOR}L1040 ${FLOOR}L1180 1080L740 1080Z`, C.cream),
      T.bush(330, FLOOR + 6, 0.9), T.bush(1560, FLOOR + 6, 0.9, C.leafDeep),
      oval(470, 985, 110, 12, C.mistShade),
      actor('joan', { x: 470, y: 980, s: 1.02, look: { turn: 0.5 }, tilt: 2, legs: { near: [-22, 0], far: [22, 0] }, far: { to: [74, -300], bend: 1, grip: 'hold' }, holds: at(78, -330, box(-40, -52, 80, 104, C.white, 3) + box(-40, -52, 80, 14, C.mistDeep) + line('M-26-22H22M-26-6H28M-26 10H6', C.mistShade, 6) + [-24, -12, 0, 12, 24].map(x => box(x - 4.5, 20, 9, 17, C.coral, 3)).join(''), { r: 8 }), near: { to: [38, -276], bend: 1, grip: 'hold' } }),
      at(1480, 700, T.card({ s: 1.35 }), { r: 6 }),
    ].join('') + wrap(script.title, 22).map((l, i) => letters(l, W / 2, 146 + i * 110, 90, C.tealDeep, 700)).join('') + letters(script.subtitle, W / 2, 246, 60, C.teal, 500);
  }
  return { frame, scenery, poster };
}
