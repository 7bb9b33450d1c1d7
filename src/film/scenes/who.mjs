// Beat 5: who may ask, who says yes or no, who pays. A street, a meeting and a pair of scales, side by side.
import { C, n, g, path, line, box, dot, oval, at, clamp, mix, mixPoint, ease, over, keys, sway } from '../art/kit.mjs';
import { actor } from '../art/people.mjs';
import * as T from '../art/things.mjs';
import { W, H, FLOOR, SIZE, view, wall, floorBoards, faint, pop, hop, arc, disc, breath, face, talk, stance, dotted } from '../stage.mjs';

const MEET = 2060, SCALES = 4100, END = 6200;

export function who(S) {
  const a0 = S('ask'), d0 = S('decide'), p0 = S('pays');
  const HOUSES = [[T.hospital, 250], [T.townHall, 605], [T.university, 960], [T.charity, 1315], [T.office, 1650]];

  function street(t) {
    const rise = i => over(t, a0 + 0.25 + i * 0.52, a0 + 1.0 + i * 0.52, ease.settle);
    const wind = sway(t, 5, 0.8), drift = t * 9 - a0 * 9;
    return [
      box(-400, -200, MEET + 400, 1400, C.mist), dot(1488, 392, 52, C.yellow),
      T.cloud(420 + drift, 360, 0.8), T.cloud(1130 + drift, 330, 0.7), T.cloud(-180 + drift, 400, 0.8),
      path('M-400 840Q200 690 700 780T1500 760T2100 780L2100 1100L-400 1100Z', '#dbe8e4'),
      T.tree(60, FLOOR, 0.95, 1, wind), T.tree(428, FLOOR, 0.75, 0, -wind), T.tree(1136, FLOOR, 0.75, 1, wind), T.tree(1830, FLOOR, 0.95, 0, -wind),
      HOUSES.map(([house, x], i) => { const k = rise(i); return k <= 0 ? '' : at(x, FLOOR + (1 - k) * 470, house(), { s: 1.06 }); }),
      box(-400, FLOOR, MEET + 400, 400, C.mistDeep), box(-400, FLOOR + 46, MEET + 400, 90, C.cream), line(`M-380 ${FLOOR + 91}H${MEET}`, C.mistShade, 8, { 'stroke-dasharray': '2 40' }),
      // what firms may earn
      [0, 1, 2, 3, 4].map(i => { const k = over(t, a0 + 3.3 + i * 0.22, a0 + 3.75 + i * 0.22, ease.out); return k <= 0 ? '' : at(1804, FLOOR + 30 - i * 19 - (1 - k) * 90, T.flatCoin(70), { o: clamp(k * 2.5) }); }),
    ];
  }

  const paper = sign => T.request(sign);
  const heart = at(0, 0, T.ICON.condition, { s: 1.15 }), money = at(0, 1, T.coin(19));
  function meeting(t) {
    const X = i => MEET + 250 + i * 222, cast = ['elder', 'gran', 'lad', 'student'], TABLE = 704;
    // two requests: the first gets a no, the second a yes
    const come = i => over(t, d0 - 0.2 + i * 0.2, d0 + 1.1 + i * 0.2), go = i => over(t, d0 + 2.15 + i * 1.2, d0 + 2.85 + i * 1.2), away = i => over(t, d0 + 3.55 + i * 0.95, d0 + 4.5 + i * 0.95, ease.inOut);
    const desk = MEET + 1435, read = over(t, d0 + 0.9, d0 + 1.3) * (1 - over(t, d0 + 3.1, d0 + 3.5));
    const sheets = [0, 1].map(i => {
      const lie = [MEET + 472 + i * 222, TABLE - 46];
      let p = arc(i ? [1650, 560] : [1315, 690], lie, come(i), -10);
      p = arc(p, [desk, TABLE - 66], go(i), 130);
      p = i === 0 ? arc(p, [MEET - 300, 930], away(0), -120) : arc(p, [MEET + 2200, 560], away(1), 60);
      const low = i === 0 ? away(0) : 0;
      return { back: at(p[0], p[1], paper(i ? money : heart), { s: 1.08 * pop(t, d0 - 0.55 + i * 0.12), r: mix(i ? 4 : -4, 0, go(i)) - low * 10 }), front: low > 0.05 };
    });
    const no = over(t, d0 + 3.05, d0 + 3.35) * (1 - over(t, d0 + 3.5, d0 + 3.75)), yes = over(t, d0 + 4.15, d0 + 4.4);
    return [
      box(MEET, -200, SCALES - MEET, 1080, '#fdf3dc'), floorBoards(MEET, SCALES),
      T.windowAt(MEET + 430, 330, 190, 150), T.windowAt(MEET + 690, 330, 190, 150), T.plant(MEET + 1130, FLOOR, 1.1), T.plant(MEET + 1860, FLOOR, 1.2),
      cast.map((name, i) => actor(name, { x: X(i), y: FLOOR + 132, s: SIZE, both: true, bob: breath(t, i * 0.27), tilt: sway(t, 2.3 + i * 0.3, 2, i * 0.3) * (0.5 + read),
        look: face(t, 0.3 + i * 0.6, { turn: mix(i < 2 ? 0.35 : -0.35, 0.6, over(t, d0 + 2.4, d0 + 2.9)), look: 0, smile: 0.7, open: i === 1 ? talk(t, d0 + 1.0, d0 + 2.2) : i === 2 ? talk(t, d0 + 1.7, d0 + 2.5) : 0 }),
        near: { to: [-46, -250], bend: 1 }, far: { to: [46, -250], bend: -1 } })),
      actor('keeper', { x: desk, y: FLOOR + 132, s: SIZE, both: true, bob: breath(t, 0.9), tilt: sway(t, 2.7, 1.5) + no * -2 + yes * 2,
        look: face(t, 2.1, { turn: mix(-0.5, 0, over(t, d0 + 2.4, d0 + 3)), smile: 0.75, look: 0 }), near: { to: [-46, -250], bend: 1 }, far: { to: [46, -250], bend: -1 } }),
      sheets.map(s => s.front ? '' : s.back),
      // the table and the desk, from the front
      [[MEET + 90, 1000], [desk - 230, 460]].map(([x, w]) => box(x, TABLE, w, 30, C.wood, 8) + box(x + 24, TABLE + 30, w - 48, FLOOR + 138 - TABLE - 30, C.woodDeep) + box(x + 24, TABLE + 30, w - 48, 12, '#96703f')),
      disc(T.tick, desk - 108, 850, 56, 1, yes), disc(T.cross, desk + 108, 850, 56, 1, no),
      sheets.map(s => s.front ? s.back : ''),
    ];
  }

  function scales(t) {
    const X = SCALES + 960, put = i => over(t, p0 + 0.75 + i * 0.4, p0 + 1.25 + i * 0.4, ease.inOut);
    const weight = put(0) + put(1) + put(2), level = (1 - weight / 3), swing = level * 11 + Math.sin(Math.max(0, t - p0 - 1) * 5) * 1.2 * Math.exp(-Math.max(0, t - p0 - 2.1) * 1.6) * clamp((t - p0 - 0.9) * 3);
    const lean = swing * Math.PI / 180, BEAM = 452, ARM = 252;
    const pan = side => [X + side * Math.cos(lean) * ARM, BEAM + side * Math.sin(lean) * ARM];
    const dish = (side, on) => { const [x, y] = pan(side); return line(`M${n(x)} ${n(y)}L${n(x - 92)} ${n(y + 190)}M${n(x)} ${n(y)}L${n(x + 92)} ${n(y + 190)}`, C.tealMid, 5) + at(x, y + 190, on) + path(`M${n(x - 116)} ${n(y + 186)}H${n(x + 116)}Q${n(x + 96)} ${n(y + 232)} ${n(x)} ${n(y + 232)}Q${n(x - 96)} ${n(y + 232)} ${n(x - 116)} ${n(y + 186)}Z`, C.teal); };
    const lp = pan(-1), hand = [X - 470, 600], rest = i => [lp[0] - 52 + i * 52, lp[1] + 166];
    const extra = over(t, p0 + 2.1, p0 + 2.55, ease.out) * (1 - over(t, p0 + 2.55, p0 + 3.05, ease.inOut));
    const empty = over(t, p0 + 2.75, p0 + 3.3), askerX = SCALES + 400, manX = SCALES + 1560;
    const offering = over(t, p0 + 0.2, p0 + 0.7);
    return [
      box(SCALES, -200, END - SCALES, 1080, C.mist), floorBoards(SCALES, END, '#dfe8ea'),
      T.plant(SCALES + 130, FLOOR, 1.1), T.windowAt(SCALES + 1700, 340, 200, 230),
      oval(X, FLOOR + 4, 200, 14, C.mistShade),
      box(X - 13, BEAM - 8, 26, FLOOR - BEAM, C.tealDeep, 8), path(`M${X - 130} ${FLOOR}Q${X - 110} ${FLOOR - 46} ${X} ${FLOOR - 50}Q${X + 110} ${FLOOR - 46} ${X + 130} ${FLOOR}Z`, C.tealDeep),
      dish(-1, ''), dish(1, at(-30, -44, T.request(at(0, 2, T.tick(C.teal, 15), { s: 0.42 })), { s: 0.72, r: -4 }) + at(44, -40, cog(t), { s: 0.8 })),
      g({ transform: `rotate(${n(swing * 10) / 10} ${X} ${BEAM})` }, box(X - ARM - 12, BEAM - 11, ARM * 2 + 24, 22, C.tealMid, 11)), dot(X, BEAM, 24, C.yellow), dot(X, BEAM, 9, C.yellowDeep),
      actor('asker', { x: askerX, y: FLOOR + 22, s: SIZE, bob: breath(t, 0.2), tilt: sway(t, 3, 1.5) - extra * 4, look: face(t, 0.5, { turn: 0.65, smile: mix(0.8, 0.3, over(t, p0 + 2.4, p0 + 2.8)), look: 0.4 }), legs: stance(),
        far: { to: mixPoint([66, -216], [122, -286 + sway(t, 0.8, 5)], offering * (1 - over(t, p0 + 3.2, p0 + 3.8))), bend: 1, grip: 'open', turnHand: mix(80, -16, offering * (1 - over(t, p0 + 3.2, p0 + 3.8))), handSide: -1 }, near: { to: [-52, -216], bend: 1 } }),
      [0, 1, 2].map(i => { const k = put(i); const start = [askerX + 146, FLOOR - 300]; const [x, y] = arc(start, rest(i), k, 120); return t < p0 + 0.45 + i * 0.4 ? '' : at(x, y, T.coin(29), { s: pop(t, p0 + 0.45 + i * 0.4, 0.35) }); }),
      t > p0 + 1.9 ? at(...arc([askerX + 146, FLOOR - 306], [lp[0] + 10, lp[1] + 60], extra, 70), T.coin(29), { s: pop(t, p0 + 1.9, 0.35), o: 1 - over(t, p0 + 3.1, p0 + 3.5) }) : '',
      actor('george', { x: manX, y: FLOOR + 22, s: SIZE, dir: -1, bob: breath(t, 0.6), tilt: sway(t, 3.4, 1.3) + empty * 3, look: face(t, 1.1, { turn: 0.55, smile: mix(0.7, 0.2, empty), look: 0.2, brow: empty }), legs: stance(),
        far: { to: mixPoint([66, -216], [132, -292], empty), bend: 1, grip: 'open', turnHand: mix(80, -12, empty), handSide: -1 }, near: { to: [-56, -216], bend: 1 } }),
      empty > 0 ? at(manX - 158, FLOOR - 352 + sway(t, 2.4, 4), dot(0, 0, 31, 'none', { stroke: C.tealMid, 'stroke-width': 6, 'stroke-dasharray': '12 9' }), { o: empty }) : '',
    ];
  }
  const cog = t => g({ transform: `rotate(${n((t * 24 % 360) * 10) / 10})` }, [0, 45, 90, 135].map(r => g({ transform: `rotate(${r})` }, box(-9, -46, 18, 92, C.coral, 4))), dot(0, 0, 35, C.coral), dot(0, 0, 15, C.mist));

  /** From the street to the meeting. */
  const asking = t => {
    const cam = keys(t, [[a0 - 0.3, [950, 560, 1.02]], [d0 - 0.8, [985, 556, 1.05]], [d0 + 0.95, [MEET + 930, 566, 1.05]], [p0, [MEET + 960, 566, 1.06]]], ease.gentle);
    const left = cam[0] - 1000, right = cam[0] + 1000;
    return box(0, 0, W, H, C.mist) + view(cam[0], cam[1], cam[2], [
      left < MEET + 60 ? street(t) : '', right > MEET - 100 ? meeting(t) : '', right > MEET - 100 && left < MEET + 60 ? wall(MEET - 25) : '',
    ].flat(Infinity));
  };
  const paying = t => {
    const k = over(t, p0 - 0.5, p0 + 4.6, ease.gentle);
    return box(0, 0, W, H, C.mist) + view(SCALES + mix(965, 975, k), 528, mix(1.01, 1.04, k), scales(t).flat(Infinity));
  };
  return { asking, paying };
}
