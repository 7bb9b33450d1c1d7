// Beat 3: notes from many people. Cards rise from a row of people, show what works, then where help is short, and then nothing at all.
import { C, n, path, line, box, dot, oval, at, clamp, mix, mixPoint, ease, over, sway, blink } from '../art/kit.mjs';
import { passer, actor } from '../art/people.mjs';
import * as T from '../art/things.mjs';
import { W, H, breath, face, faint, pop, stance, disc } from '../stage.mjs';

const PEOPLE = 9, EACH = 4, COUNT = PEOPLE * EACH, ROW = 1046, SMALL = 0.5;
const noise = i => { const v = Math.sin(i * 127.1 + 11.7) * 43758.5453; return v - Math.floor(v); };

export function many(S) {
  const k0 = S('other'), k1 = S('works'), k2 = k1 + 2.35, k3 = S('sure');
  const personX = p => 176 + p * 196;
  // the places a card has, one after the other
  const cloudAt = i => [190 + (i % 12) * 140 + (noise(i) - 0.5) * 60, 370 + Math.floor(i / 12) * 130 + (noise(i + 50) - 0.5) * 56];
  const order = Array.from({ length: COUNT }, (_, i) => i).sort((a, b) => noise(a + 7) - noise(b + 7));
  const place = order.reduce((all, card, spot) => { all[card] = spot; return all; }, []);
  const groupAt = spot => { const right = spot >= 18, j = spot % 18; return [(right ? 1120 : 400) + (j % 6) * 80, 392 + Math.floor(j / 6) * 98]; };
  const TOWNS = [[640, 432, 6], [890, 610, 7], [700, 640, 4], [1290, 470, 19]];
  const mapAt = spot => { let left = spot, town = 0; while (left >= TOWNS[town][2]) left -= TOWNS[town++][2]; const [x, y, size] = TOWNS[town], turn = left * 2.39996, away = 22 * Math.sqrt(left + 0.6); return [x + Math.cos(turn) * away, y + Math.sin(turn) * away * 0.86, town]; };
  const redOf = (spot, even) => { const j = spot % 18; return spot >= 18 ? even ? [1, 4, 8, 9, 13, 16].includes(j) : [4, 13].includes(j) : even ? [0, 5, 7, 10, 14, 15].includes(j) : [0, 2, 3, 7, 10, 11, 14, 16].includes(j); };

  return t => {
    const rest = over(t, k1 - 0.5, k1 + 0.3);
    const people = Array.from({ length: PEOPLE }, (_, p) => {
      const pose = { x: personX(p), y: ROW + (p % 2) * 14, s: SMALL * (0.94 + noise(p + 3) * 0.1), both: true, bob: breath(t, p * 0.21), tilt: sway(t, 4.2, 1.6, p * 0.37), look: face(t, p * 0.43, { turn: sway(t, 6, 0.4, p * 0.29), look: 0 }), legs: stance(), near: { to: [-64, -216], bend: 1 }, far: { to: [64, -216], bend: -1 } };
      return p === 2 ? actor('joan', { ...pose, legs: { near: [-22, 0], far: [22, 0], nearOut: -1, farOut: 1 } }) : p === 6 ? actor('george', pose) : passer(p, pose);
    });
    const toMap = i => over(t, k2 + noise(i) * 0.35, k2 + 0.95 + noise(i) * 0.35), back = i => over(t, k3 - 0.35 + noise(i) * 0.3, k3 + 0.6 + noise(i) * 0.3);
    const cards = Array.from({ length: COUNT }, (_, i) => {
      const p = i % PEOPLE, spot = place[i], late = noise(i + 20) * 0.9;
      const rise = over(t, k0 + 0.15 + late, k0 + 1.35 + late, ease.gentle), sort = over(t, k1 - 0.2 + noise(i + 9) * 0.3, k1 + 0.75 + noise(i + 9) * 0.3);
      if (rise <= 0) return '';
      const start = [personX(p), ROW - 210], cloud = cloudAt(i), float = sway(t, 3.4, 9, noise(i)) * (1 - sort);
      const map = mapAt(spot), m = toMap(i), b = back(i);
      let [x, y] = mixPoint(start, [cloud[0], cloud[1] + float], rise);
      y -= Math.sin(rise * Math.PI) * 30;
      [x, y] = mixPoint([x, y], groupAt(spot), sort);
      [x, y] = mixPoint([x, y], map, m * (1 - b));
      const first = redOf(spot, false) ? over(t, k1 + 0.9 + (spot % 6) * 0.06, k1 + 1.3 + (spot % 6) * 0.06) * (1 - m) : 0;
      const second = redOf(spot, true) ? over(t, k3 + 0.8 + (spot % 6) * 0.06, k3 + 1.2 + (spot % 6) * 0.06) : 0;
      const far = m * (1 - b), size = mix(mix(0.3, 1.0, rise), mix(1.0, 1.22, sort), sort);
      return at(x, y, faint(1 - far, T.mini(Math.max(first, second))) + (far > 0 ? dot(0, 0, mix(26, 13, far), map[2] === 3 ? C.coral : C.teal, { opacity: Math.round(far * 100) / 100 }) : ''), { s: mix(size, 1, far), r: sway(t, 5, 3, noise(i + 4)) * (1 - sort) * (1 - far) });
    });
    const groups = over(t, k1 + 0.15, k1 + 0.8) * (1 - over(t, k2 - 0.05, k2 + 0.5)), again = over(t, k3 + 0.2, k3 + 0.8), shown = Math.max(groups, again);
    const panel = (x, tint) => box(x - 62, 322, 524, 336, tint, 30);
    const pills = (x, a, b, k) => at(x, 700, dot(0, 0, 46, C.white) + dot(0, 0, 46, 'none', { stroke: C.mistShade, 'stroke-width': 4 }) + `<g transform="rotate(-35) scale(2.1)">${path('M0-7L9-7A7 7 0 0 1 9 7L0 7Z', a) + path('M0-7L-9-7A7 7 0 0 0-9 7L0 7Z', b)}</g>`, { s: k });
    const land = over(t, k2 + 0.05, k2 + 0.8) * (1 - over(t, k3 - 0.3, k3 + 0.3));
    const clinic = pop(t, k2 + 1.35, 0.6) * (1 - over(t, k3 - 0.35, k3 + 0.1));
    return box(0, 0, W, H, C.mist) + [
      path('M0 900Q420 838 960 872T1920 850L1920 1080L0 1080Z', '#dbe8e4'),
      faint(land, path('M520 372C640 316 760 380 900 350C1060 316 1200 330 1330 356C1470 384 1500 470 1470 560C1446 640 1380 700 1250 712C1110 724 1030 690 900 716C770 740 600 742 520 690C446 640 420 560 440 490C452 440 470 396 520 372Z', '#f9ead0'),
        line('M1030 338C1010 430 1080 480 1050 560C1026 624 1050 660 1040 702', C.tealSoft, 15),
        path('M780 470l34-58 34 58ZM836 470l26-44 26 44Z', C.leaf), path('M560 560l26-44 26 44Z', C.leafDeep), path('M1130 640l28-48 28 48ZM1096 640l22-38 22 38Z', C.leaf)),
      faint(shown, panel(400, C.yellowSoft), panel(1120, '#d3e6ec')),
      people, cards,
      pills(600, C.yellow, C.yellowDeep, shown > 0.02 ? ease.settle(clamp(shown)) : 0), pills(1320, C.tealSoft, C.teal, shown > 0.02 ? ease.settle(clamp(shown)) : 0),
      again > 0 ? disc(T.equals, 960, 490, 64, pop(t, k3 + 1.5, 0.6)) : '',
      clinic > 0 ? at(1290, 676, box(-70, -92, 140, 92, C.white, 6) + path('M-86-86L0-142L86-86Z', C.teal) + T.careSign(0, -58, 25) + box(-70, -14, 140, 14, C.mistDeep), { s: clinic * 0.86 }) : '',
    ].flat(Infinity).join('');
  };
}
