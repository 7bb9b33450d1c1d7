// The end of beat 7 and beat 8: a letter at home that nobody opens, then how to choose, also without a computer.
import { C, n, g, path, line, box, dot, oval, at, clamp, mix, mixPoint, ease, over, keys, sway } from '../art/kit.mjs';
import { actor } from '../art/people.mjs';
import * as T from '../art/things.mjs';
import { W, H, FLOOR, SIZE, view, floorBoards, faint, pop, inside, breath, face, talk, stance } from '../stage.mjs';

/** A kitchen table by a window. First the letter lies there unopened, then she chooses with it. */
export function home(S) {
  const n0 = S('never'), o0 = S('online');
  return t => {
    const cam = keys(t, [[n0 - 0.4, [1295, 572, 1.09]], [o0 - 0.55, [1295, 572, 1.12]], [o0 + 0.6, [330, 566, 1.1]], [o0 + 3.4, [335, 566, 1.13]]], ease.gentle);
    const open = over(t, o0 + 0.35, o0 + 1.0), TOP = FLOOR - 206;
    const typed = over(t, o0 + 0.9, o0 + 2.1, ease.linear), answers = over(t, o0 + 2.3, o0 + 2.7), tap = typed > 0 && typed < 1 ? Math.abs(Math.sin((t - o0) * 11)) * 9 : 0;
    const turn = i => clamp((t - n0 - 0.35 - i * 0.85) / 0.7), leaf = [0, 1, 2].map(turn).find(k => k > 0 && k < 1) || 0;
    const pass = over(t, n0 + 0.1, n0 + 3.2, ease.gentle), wx = 1370, wy = 330, ww = 560, wh = 300;
    const outside = box(wx, wy, ww, wh, '#d9ebf0') + T.cloud(wx + 420 + (t - n0) * 5, wy + 64, 0.55) + path(`M${wx} ${wy + 210}Q${wx + 180} ${wy + 130} ${wx + 330} ${wy + 190}T${wx + ww} ${wy + 170}V${wy + wh}H${wx}Z`, '#b9d3c2') + box(wx, wy + 246, ww, 60, '#a9c8b4') + box(wx, wy + 256, ww, 24, C.cream)
      + at(wx + 128, wy + 250, T.surgery(), { s: 0.26 }) + at(wx + 372, wy + 262, T.gate(), { s: 0.33 })
      + at(mix(wx + 150, wx + ww + 40, pass), wy + 206 + sway(t, 2.6, 3), T.card({ tag: 0, join: 0, code: 1 }), { s: 0.36 });
    const flap = over(t, o0 - 0.15, o0 + 0.45);
    return box(0, 0, W, H, '#fdf3dc') + view(cam[0], cam[1], cam[2], [
      box(-1200, -300, 4400, 1300, '#fdf3dc'), box(-1200, -300, 4400, 520, '#fbeecd'), floorBoards(-1200, 3200),
      // window
      box(wx - 14, wy - 14, ww + 28, wh + 28, C.white, 8), inside(box(wx, wy, ww, wh, C.white), outside), line(`M${wx + ww / 2} ${wy}v${wh}`, C.white, 10), box(wx - 26, wy + wh + 12, ww + 52, 18, C.mistShade, 4),
      at(1130, 470, T.calendar(leaf), { s: 0.94 }), T.plant(-420, FLOOR, 1.25), T.picture(-330, 380),
      at(-24, FLOOR, T.chair(C.yellow, C.yellowDeep), { s: SIZE }),
      actor('joan', { x: -24, y: FLOOR, s: SIZE, hips: -150, sit: { drop: 0 }, bob: breath(t, 0.2), tilt: 3 + sway(t, 3.1, 1.2), look: face(t, 0.9, { turn: 0.66, smile: 0.75, look: 0.6 }),
        far: { to: [132, -236 + tap], bend: 1, grip: 'open', turnHand: -24, handSide: -1 }, near: { to: [84, -206], bend: 1 } }),
      // table
      box(96, TOP, 2300, 26, C.wood, 8), box(140, TOP + 26, 26, 206 - 26, C.woodDeep), box(2320, TOP + 26, 26, 206 - 26, C.woodDeep), box(96, TOP + 20, 2300, 10, C.woodDeep, 5),
      at(1200, TOP, path('M-34-62H34L28 0H-28Z', C.tealMid) + line('M32-50Q58-48 54-28Q50-12 30-14', C.tealMid, 9)),
      at(1030, TOP, oval(0, -8, 96, 16, C.white) + [[-36, -34, C.coral], [6, -46, C.yellow], [42, -32, C.leaf]].map(([x, y, c]) => dot(x, y, 30, c)).join('') + oval(0, -6, 96, 12, C.mistShade)),
      at(222, TOP - 148, T.tablet(typed, answers), { s: 0.9 }),
      at(760, TOP - 115, T.envelope(flap, open), { s: 0.7, r: mix(-4, 0, flap) }),
    ].flat(Infinity));
  };
}

/** By phone, on paper, at the desk: three pictures of the same size. */
export function practice(S) {
  const k0 = S('practice'), X = [386, 960, 1534], Y = 656, HW = 262, HH = 316;
  return t => {
    const panel = (i, tint, body) => { const k = over(t, k0 + 0.1 + i * 0.55, k0 + 0.75 + i * 0.55, ease.settle); return k <= 0 ? '' : at(X[i], Y, box(-HW - 10, -HH - 10, HW * 2 + 20, HH * 2 + 20, C.white, 44) + inside(box(-HW, -HH, HW * 2, HH * 2, C.white, 36), box(-HW, -HH, HW * 2, HH * 2, tint) + body), { s: mix(0.9, 1, k), o: clamp(k * 1.6) }); };
    const speak = talk(t, k0 + 0.9, k0 + 4.2);
    const call = T.picture(96, -256) + actor('mother', { x: -10, y: 640, s: 1.42, both: true, bob: breath(t, 0.1), tilt: 6 + sway(t, 2.6, 2), look: face(t, 0.7, { turn: 0.25, open: speak, smile: 0.9 }),
      near: { to: [-68, -462], bend: -1, grip: 'hold', turnHand: -76, handSide: 1 }, far: { to: [64, -244], bend: -1 }, front: at(-62, -486, T.phone(), { r: -14, s: 0.8 }) })
      + [0, 1, 2].map(i => { const k = ((t * 0.55 + i / 3) % 1); return at(-128, -58, line(`M${n(-18 - k * 46)} ${n(-26 - k * 34)}Q${n(-36 - k * 62)} 0 ${n(-18 - k * 46)} ${n(26 + k * 34)}`, C.tealMid, 7, { opacity: Math.round(Math.sin(k * Math.PI) * 80) / 100 })); }).join('');
    const signed = over(t, k0 + 1.5, k0 + 3.6, ease.linear), way = [[-92, 146], [-62, 138], [-34, 122], [-20, 136], [8, 126], [22, 140], [70, 136]];
    const step = signed * (way.length - 1), leg = Math.min(way.length - 2, Math.floor(step)), tip = mixPoint(way[leg], way[leg + 1], step - leg);
    const paper = box(-HW, 250, HW * 2, 90, C.wood) + at(-6, 2, T.form(signed) + at(tip[0], tip[1] + (signed > 0 && signed < 1 ? sway(t, 0.34, 7) : 0), T.pen(), {}), { s: 1.16 });
    const desk = floorAt(214) + T.plant(-206, 216, 0.72)
      + at(0, 216, actor('clerk', { x: 128, y: 0, s: 0.92, dir: -1, both: true, bob: breath(t, 0.6), tilt: -2 + sway(t, 2.3, 2), look: face(t, 1.6, { turn: 0.55, smile: 1, open: talk(t, k0 + 2.6, k0 + 3.6) }), near: { to: [-44, -240], bend: 1 }, far: { to: [84, -262 + sway(t, 0.9, 3)], bend: 1, grip: 'rest' } })
        + box(22, -228, 260, 24, C.wood, 8) + box(40, -204, 260, 206, C.tealMid) + box(40, -204, 260, 12, C.teal) + at(166, -96, T.careSign(0, 0, 44))
        + actor('george', { x: -88, y: 18, s: 0.92, bob: breath(t, 0.3), tilt: 2 + sway(t, 2.7, 2), look: face(t, 0.4, { turn: 0.66, smile: 0.9, open: talk(t, k0 + 1.5, k0 + 2.6) }), legs: stance(26, 24), far: { to: [108, -258], bend: 1, grip: 'rest' }, near: { to: [-44, -218], bend: 1 } }));
    return box(0, 0, W, H, C.mist) + panel(0, '#fdf3dc', call) + panel(1, '#d9e9ee', paper) + panel(2, '#fdf3dc', desk);
  };
  function floorAt(y) { return box(-HW, y, HW * 2, 200, '#ead8bd') + box(-HW, y, HW * 2, 8, '#d9c29d'); }
}
