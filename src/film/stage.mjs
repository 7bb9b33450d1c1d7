// What every scene shares: sizes, the camera, changes of place, signs of life.
import { C, n, g, line, box, dot, at, clamp, mix, ease, over, sway, blink } from './art/kit.mjs';

export const W = 1920, H = 1080, FLOOR = 880, SIZE = 1.06;

export const view = (x, y, zoom, body) => g({ transform: `translate(${W / 2} ${H / 2}) scale(${Math.round(zoom * 1000) / 1000}) translate(${n(-x)} ${n(-y)})` }, body);
export const plain = (fill, floorFill) => box(0, 0, W, H, fill) + box(0, FLOOR, W, H - FLOOR, floorFill);
export const floorBoards = (a, b, fill = '#ead8bd') => box(a, FLOOR, b - a, 400, fill) + box(a, FLOOR, b - a, 10, '#d9c29d') + line(`M${a} ${FLOOR + 70}H${b}M${a} ${FLOOR + 150}H${b}`, '#dfc9a6', 4);
export const wall = x => box(x, -200, 50, 1080, C.tealSoft) + box(x + 34, -200, 16, 1080, '#93b9c6');

/** Something only as clear as `k`, as one piece: what overlaps inside does not shine through. */
export const faint = (k, ...body) => k <= 0.004 ? '' : k >= 0.996 ? body.flat(Infinity).join('') : g({ opacity: Math.round(k * 100) / 100 }, body);

/** Up with a little life, then still. */
export const pop = (t, from, length = 0.55) => over(t, from, from + length, ease.settle);
/** There from `from` to `to`, soft at both ends. */
export const during = (t, from, to, soft = 0.4) => over(t, from, from + soft) * (1 - over(t, to - soft, to));
/** A hop: 0 at both ends, 1 in the middle. */
export const hop = (t, from, length) => Math.sin(clamp((t - from) / length) * Math.PI);
/** From one point to another in an arc that is `up` high. */
export const arc = (a, b, k, up = 0) => [mix(a[0], b[0], k), mix(a[1], b[1], k) - Math.sin(clamp(k) * Math.PI) * up];

export const face = (t, phase, more = {}) => ({ eyes: blink(t, phase), ...more });
export const breath = (t, phase = 0) => sway(t, 3.6, 1.6, phase);
export const talk = (t, from, to) => t > from && t < to ? Math.max(0, Math.sin((t - from) * 15) * 0.5 + Math.sin((t - from) * 8.3) * 0.4) * over(t, from, from + 0.2) * (1 - over(t, to - 0.2, to)) : 0;
export const stance = (a = 24, b = 24) => ({ near: [-a, 0], far: [b, 0], nearOut: -1, farOut: 1 });

/** A sign on a white disc, with a ring round it when `on`. */
export const disc = (sign, x, y, r, k = 1, on = 0) => k <= 0 ? '' : at(x, y, dot(0, 0, 60, C.white) + dot(0, 0, 60, 'none', { stroke: C.tealMid, 'stroke-width': 5 }) + at(0, 0, sign(C.teal, 15), { s: 0.82 }) + (on > 0 ? dot(0, 0, 74, 'none', { stroke: C.coral, 'stroke-width': 13, opacity: on }) : ''), { s: r / 60 * k });

/** Dots along a way, from its start to `k`. */
export const dotted = (way, k, count, fill, r = 6.5) => Array.from({ length: count }, (_, i) => (i + 0.5) / count <= k ? dot(...way((i + 0.5) / count), r, fill) : '').join('');

/** One step after the other; `amount` 0 stands still. `x` is where the figure is. */
export const PACE = 0.98;
export function gait(t, amount) {
  const step = phase => {
    const p = ((t / PACE + phase) % 1 + 1) % 1;
    return p < 0.6 ? [mix(46, -50, p / 0.6), 0, p > 0.5 ? (p - 0.5) * 160 : 0] : [mix(-50, 46, ease.gentle((p - 0.6) / 0.4)), -20 * Math.sin((p - 0.6) / 0.4 * Math.PI), mix(16, -8, (p - 0.6) / 0.4)];
  };
  const blendFoot = (foot, rest) => foot.map((v, i) => mix(rest[i] || 0, v, amount));
  const swing = Math.sin((t / PACE) * 2 * Math.PI);
  return {
    lean: 2 * amount, bob: 7 * amount + Math.abs(Math.cos((t / PACE) * 2 * Math.PI)) * -4 * amount,
    legs: { near: blendFoot(step(0), [-14, 0]), far: blendFoot(step(0.5), [18, 0]) },
    near: { to: [-40 - 48 * swing * amount, -222 - 8 * Math.abs(swing)], bend: 1 },
    far: { to: [44 + 48 * swing * amount, -224 - 8 * Math.abs(swing)], bend: 1 },
  };
}

let holes = 0;
export const newFrame = () => { holes = 0; };
/** Only what lies inside `shape`. */
export const inside = (shape, body) => { const id = `hole${holes++}`; return `<clipPath id="${id}">${shape}</clipPath>` + g({ 'clip-path': `url(#${id})` }, body); };
/** What is seen through a round hole that grows from a point: the change from one place to the next. */
export const iris = (k, x, y, body) => {
  if (k <= 0) return '';
  if (k >= 1) return body;
  const r = ease.inOut(k) * 1300;
  return inside(dot(x, y, Math.max(0.1, r), C.white), body) + dot(x, y, r, 'none', { stroke: C.yellow, 'stroke-width': 22 * (1 - k), opacity: 1 - k * 0.6 });
};
