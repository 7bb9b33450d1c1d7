// Beat 6: what can go wrong, and what guards against it. A crowd, three round pictures, an umbrella.
import { C, n, g, path, line, box, dot, oval, at, clamp, mix, mixPoint, ease, over, keys, sway, blink } from '../art/kit.mjs';
import { actor, passer } from '../art/people.mjs';
import * as T from '../art/things.mjs';
import { W, H, FLOOR, SIZE, plain, view, faint, pop, hop, arc, disc, inside, breath, face, talk, stance, dotted, gait, PACE } from '../stage.mjs';

/** Ten people and a card without a name; each fact leaves fewer of them. */
export function traced(S) {
  const k0 = S('traced'), JOAN = 7;
  const LEAVE = [1, 3, 6, 9].map(i => [i, 0]).concat([0, 4, 8].map(i => [i, 1])).concat([2, 5].map(i => [i, 2]));
  const leaves = Object.fromEntries(LEAVE);
  return t => {
    const fact = i => over(t, k0 + 1.2 + i * 0.75, k0 + 1.55 + i * 0.75);
    const gone = i => i === JOAN ? 0 : over(t, k0 + 1.35 + leaves[i] * 0.75, k0 + 1.95 + leaves[i] * 0.75);
    const way = over(t, k0 + 3.2, k0 + 3.95), cardX = 1530, cardY = 610;
    const spot = i => [190 + (i % 5) * 224 + (i > 4 ? 0 : 112), i > 4 ? 1030 : 720];
    const crowd = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(i => {
      const [x, y] = spot(i), pose = { x, y, s: 0.66, both: true, bob: breath(t, i * 0.23), tilt: sway(t, 4, 1.5, i * 0.31), look: face(t, i * 0.41, { turn: 0.35 + sway(t, 5, 0.2, i * 0.3), smile: i === JOAN ? mix(0.8, 0.1, way) : 0.7, brow: i === JOAN ? way : 0 }), legs: stance(22, 22), near: { to: [-64, -216], bend: 1 }, far: { to: [64, -216], bend: -1 } };
      const body = oval(x, y, 74, 9, C.mistShade) + (i === JOAN ? actor('joan', pose) : passer(i + 10, pose));
      return faint(1 - gone(i) * 0.86, body);
    });
    const [jx, jy] = spot(JOAN), head = [jx, jy - 491 * 0.66];
    const lead = k => { const a = [cardX - 160, cardY - 30], b = [head[0] + 62, head[1] + 6]; return [mix(a[0], b[0], k), mix(a[1], b[1], k) - Math.sin(k * Math.PI) * 96]; };
    return plain(C.mist, C.mist) + [
      path('M0 760Q500 690 960 742T1920 720L1920 1080L0 1080Z', C.mistDeep),
      crowd,
      at(cardX, cardY + sway(t, 3.2, 5), T.card({ tag: 0, join: 0, code: 1, facts: [fact(0), fact(1), fact(2)] }), { s: 1.62 * mix(0.92, 1, over(t, k0 - 0.4, k0 + 0.5)), r: sway(t, 5, 1) }),
      dotted(lead, way, 24, C.coralDeep, 7),
      way > 0.9 ? dot(head[0], head[1], 58, 'none', { stroke: C.coral, 'stroke-width': 10, opacity: over(t, k0 + 3.85, k0 + 4.15) }) : '',
    ].flat(Infinity).join('');
  };
}

/** Three round pictures of harm; then a guard comes to each. */
export function harms(S, ends) {
  const k0 = S('leak'), g0 = S('guards');
  const R = 246, Y = 640, X = [376, 960, 1544];
  const round = (t, i, tint, body) => { const k = pop(t, k0 + 0.1 + i * 0.75 - 0.35, 0.6); return k <= 0 ? '' : at(X[i], Y, dot(0, 0, R + 10, C.white) + inside(dot(0, 0, R, C.white), dot(0, 0, R, tint) + body), { s: k }); };
  return t => {
    const open = over(t, k0 + 0.25, k0 + 0.9) * (1 - over(t, g0 + 0.35, g0 + 0.95)), shutter = pop(t, g0 + 0.85, 0.55);
    const slip = i => over(t, k0 + 0.7 + i * 0.75, k0 + 2.1 + i * 0.75, ease.in);
    const drawer = (y, out, body = '') => body + box(-128 - out * 14, y + out * 8, 256 + out * 28, 92 + out * 6, out > 0.02 ? '#dfa94f' : C.wood, 8) + box(-128 - out * 14, y + out * 8, 256 + out * 28, 12, C.woodDeep, 6) + line(`M-30 ${y + 50 + out * 8}H30`, C.cream, 10);
    const falling = [0, 1, 2].map(i => { const k = slip(i); if (k <= 0 || k >= 1) return ''; const p = [mix([-30, 34, -4][i], [-120, 120, 40][i], k), mix(-70, 330, k) - Math.sin(clamp(k * 1.6) * Math.PI) * 60]; return at(p[0], p[1], T.card({ tag: 0, join: 0, code: 1 }), { s: 0.36, r: mix(0, [-40, 36, 22][i], k) }); });
    const cabinet = path('M-260 168H260V300H-260Z', '#ead8bd') + box(-150, -170, 300, 350, C.woodDeep, 12) + drawer(-156, 0) + faint(open, box(-120, -52, 240, 40, '#5c4326', 6)) + drawer(62, 0) + drawer(-46, open) + falling.join('') + (shutter > 0 ? at(0, 36, T.lock(over(t, g0 + 1.0, g0 + 1.35)), { s: 1.5 * shutter }) : '');
    // somebody looks
    const glass = [mix(-50, 62, 0.5 + sway(t, 3.4, 0.5)), mix(-64, 6, 0.5 + sway(t, 2.3, 0.5, 0.2))], seen = over(t, k0 + 1.1, k0 + 1.6), log = over(t, g0 + 1.35, g0 + 2.5, ease.linear), page = pop(t, g0 + 1.15, 0.55);
    const fined = over(t, g0 + 1.9, g0 + 2.9);
    const misuse = box(-260, 128, 520, 200, '#dfe8ea') + box(-176, -196, 352, 240, C.ink, 16) + box(-160, -180, 320, 208, C.mist, 6) + box(-22, 40, 44, 60, C.ink) + box(-80, 92, 160, 14, C.ink, 6)
      + at(-4, -76, T.card({ tag: 0, join: 0, code: 1, shadow: false }), { s: 0.66 }) + at(glass[0] - 4, glass[1] - 66, line('M34 34L66 66', C.coralDeep, 17) + dot(0, 0, 46, C.white, { opacity: 0.35 }) + dot(0, 0, 46, 'none', { stroke: C.coralDeep, 'stroke-width': 11 }), { o: seen * (1 - over(t, g0 + 1.3, g0 + 1.7)) })
      + passer(15, { x: 0, y: 560, s: 1.02, both: true, look: { back: true }, tilt: sway(t, 3, 2.5), near: { to: [-64, -300], bend: 1 }, far: { to: [64, -300], bend: -1 } });
    // a list with a mistake, and the receipt that shows it
    const wrong = over(t, k0 + 2.0, k0 + 2.5), back = pop(t, g0 + 2.1, 0.6), ring = over(t, g0 + 2.6, g0 + 3.0);
    const slide = over(t, g0 + 1.9, g0 + 2.5), signs = [T.tick, T.cross, T.cross, T.tick], rowY = i => -128 + i * 84;
    const list = at(mix(0, -86, slide), 6, box(-128, -196, 256, 392, C.tealDeep, 12, { opacity: 0.12, transform: 'translate(7 9)' }) + box(-128, -196, 256, 392, C.white, 12)
      + signs.map((sign, i) => dot(-84, rowY(i) - 10, 15, C.tealSoft) + path(`M-110 ${rowY(i) + 30}C-110 ${rowY(i)} -58 ${rowY(i)} -58 ${rowY(i) + 30}Z`, C.tealSoft) + line(`M-36 ${rowY(i) + 8}H14`, C.mistShade, 10)
        + at(72, rowY(i) + 8, dot(0, 0, 32, C.mist) + (i === 2 ? at(0, 0, T.cross(C.teal, 15), { s: 0.42 * (1 - wrong) + 0.001, o: 1 - wrong }) + at(0, 0, T.tick(C.coralDeep, 17), { s: 0.46 * wrong + 0.001, o: wrong }) : at(0, 0, sign(C.teal, 15), { s: 0.42 })))).join('')
      + (wrong > 0 ? dot(72, rowY(2) + 8, 42, 'none', { stroke: C.coral, 'stroke-width': 9, opacity: Math.max(0.001, Math.max(wrong * (1 - slide * 0.4), ring)) }) : ''));
    const guard3 = back > 0 ? at(126, 30, T.receipt(T.cross(C.teal, 15)), { s: 1.06 * back, r: 5 }) : '';
    const bag = fined > 0 ? [0, 1, 2].map(i => { const k = over(t, g0 + 1.9 + i * 0.25, g0 + 2.8 + i * 0.25), [x, y] = arc([X[1] - 70, Y + 150], [X[1] - 236, Y + 250], k, 70); return k > 0 && k < 1 ? at(x, y, T.coin(30), { o: clamp(Math.sin(k * Math.PI) * 2) }) : ''; }).join('') : '';
    return box(0, 0, W, H, '#dde9ed') + [
      round(t, 0, '#fdf3dc', cabinet), round(t, 1, C.mist, misuse), round(t, 2, C.yellowSoft, list + guard3),
      page > 0 ? at(X[1] + 158, Y + 96, T.logPage(log), { s: 0.98 * page, r: 4 }) : '', bag,
    ].join('');
  };
}

/** Rain, and an umbrella that keeps most of it off. */
export function umbrella(S) {
  const k0 = S('less');
  const noise = i => { const v = Math.sin(i * 91.7 + 3.1) * 24634.6345; return v - Math.floor(v); };
  return t => {
    const x = 850 + (t - k0) * 62, y = FLOOR + 62, size = 0.9;
    const walk = gait(t, 0.82), hand = [34, -318], grip = [x + (hand[0] + 8) * size, y + (hand[1] - 2) * size + walk.bob * size];
    const top = grip[1] - 372 * 0.865, half = 226 * 0.865, cover = grip[1] - 196 * 0.865;
    const drops = Array.from({ length: 74 }, (_, i) => {
      const speed = 760 + noise(i) * 240, height = 1080, yy = ((noise(i + 300) * height + (t - k0 + 5) * speed) % height) + 20, xx = noise(i + 100) * 2200 - 60 - yy * 0.1;
      const dx = xx - grip[0], roof = top + (dx / half) ** 2 * (cover - top);
      if (Math.abs(dx) < half && yy > roof - 14) return '';
      return yy > FLOOR + 110 ? '' : line(`M${n(xx)} ${n(yy)}L${n(xx - 5)} ${n(yy + 46)}`, '#9dc1ce', 4.5);
    });
    // a few that get past it
    const past = [0, 1, 2, 3, 4, 5].map(i => {
      const begin = k0 + 0.5 + i * 0.52, k = (t - begin) / 0.7; if (k < 0 || k > 1.45) return '';
      const bx = x + [46, -60, 78, 40, -52, 62][i], by = y - [150, 190, 20, 210, 120, 30][i], sx = bx + [150, -150, 130, 160, -150, 140][i];
      return k < 1 ? at(mix(sx, bx, k), mix(cover - 30, by, k * k), path('M0-20C5-8 9-2 9 5A9 9 0 0 1-9 5C-9-2-5-8 0-20Z', C.tealMid), { s: 1.15, r: Math.atan2(sx - bx, by - cover) * 40 }) : [-1, 0, 1].map(d => line(`M${n(bx + d * 8)} ${n(by - 2)}l${d * 16} ${-20 + Math.abs(d) * 8}`, C.tealMid, 6, { opacity: Math.round((1.45 - k) / 0.45 * 100) / 100 })).join('');
    });
    const wind = sway(t, 3.2, 1.2);
    return box(0, 0, W, H, '#dbe7eb') + [
      T.cloud(300 + (t - k0) * 12, 345, 1.5, '#f3f8f9'), T.cloud(1050 + (t - k0) * 9, 320, 1.2, '#f3f8f9'), T.cloud(1660 + (t - k0) * 12, 360, 1.6, '#f3f8f9'),
      path('M0 830Q380 660 860 770T1920 720L1920 1080L0 1080Z', '#c9dccf'),
      T.tree(150, FLOOR, 1.25, 0, wind), T.tree(420, FLOOR, 0.95, 1, -wind), T.tree(1530, FLOOR, 1.2, 1, wind), T.tree(1800, FLOOR, 1.05, 0, wind),
      box(0, FLOOR, W, 200, '#b9d0c4'), box(0, FLOOR + 20, W, 110, '#e9e2d0'),
      [[330, 300], [1040, 420], [1560, 260]].map(([px, w]) => oval(px, FLOOR + 88, w / 2, 11, '#cfd9d6')),
      drops, oval(x, y + 2, 92, 11, '#c9c3b1'),
      actor('joan', { x, y, s: size, ...walk, look: face(t, 0.4, { turn: 0.7, smile: 0.55 }),
        far: { to: [34, -318], bend: 1, grip: 'hold' }, near: { to: [-46 + sway(t, PACE, 20), -226], bend: 1 },
        under: at(hand[0] + 8, hand[1] - 2, T.umbrella(), { s: 0.96, r: 3 + sway(t, 3.2, 1.6) }) }),
      past,
    ].flat(Infinity).join('');
  };
}
