// Palette, numbers, easing and the small shapes that every picture and every scene is made of.

export const C = {
  teal: '#12506b', tealDeep: '#0c3a4f', tealMid: '#3b7d96', tealSoft: '#a9cbd6',
  yellow: '#f4c95d', yellowDeep: '#dcab38', yellowSoft: '#fbe8b8', cream: '#fdf6e3',
  coral: '#e4815f', coralDeep: '#c8643f', coralSoft: '#f4c4b2',
  mist: '#eaf2f4', mistDeep: '#d3e3e8', mistShade: '#bcd4dc',
  white: '#ffffff', ink: '#0b2a38', wood: '#c99a6b', woodDeep: '#a97c50', leaf: '#5c9486', leafDeep: '#457a6d',
};

export const SKIN = {
  fair: ['#f5d0b5', '#e5b596'], warm: ['#e3ae85', '#cd9369'], olive: ['#cf9a6e', '#b78156'],
  brown: ['#a06b47', '#875637'], deep: ['#7b4d33', '#643c26'],
};

/** A number short enough for a file that people read. */
export const n = v => String(Math.round(v * 10) / 10);
const d2 = v => String(Math.round(v * 100) / 100);

/** A colour between two others. */
export const blend = (a, b, k) => '#' + [1, 3, 5].map(i => Math.round(parseInt(a.slice(i, i + 2), 16) * (1 - k) + parseInt(b.slice(i, i + 2), 16) * k).toString(16).padStart(2, '0')).join('');

/** One element: el('path', {d, fill}) or el('g', {transform}, children). */
export function el(name, attrs = {}, body = '') {
  let out = '<' + name;
  for (const [key, value] of Object.entries(attrs)) {
    if (value === undefined || value === null || value === false) continue;
    out += ` ${key}="${typeof value === 'number' ? d2(value) : value}"`;
  }
  const inside = Array.isArray(body) ? body.join('') : body;
  return inside === '' ? out + '/>' : `${out}>${inside}</${name}>`;
}
export const g = (attrs, ...body) => el('g', attrs, body.flat(Infinity).join(''));
export const path = (d, fill, more = {}) => el('path', { d, fill, ...more });
export const line = (d, stroke, width = 4, more = {}) => el('path',
  { d, fill: 'none', stroke, 'stroke-width': width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', ...more });
export const box = (x, y, width, height, fill, rx = 0, more = {}) => el('rect', { x, y, width, height, rx: rx || undefined, fill, ...more });
export const dot = (cx, cy, r, fill, more = {}) => el('circle', { cx, cy, r, fill, ...more });
export const oval = (cx, cy, rx, ry, fill, more = {}) => el('ellipse', { cx, cy, rx, ry, fill, ...more });
export const at = (x, y, body, { s = 1, sx = s, sy = s, r = 0, o = 1 } = {}) => o <= 0.003 ? '' : g({
  transform: `translate(${n(x)} ${n(y)})` + (r ? ` rotate(${d2(r)})` : '') + (sx !== 1 || sy !== 1 ? ` scale(${Math.round(sx * 1000) / 1000}${sx === sy ? '' : ' ' + Math.round(sy * 1000) / 1000})` : ''),
  opacity: o < 0.997 ? d2(o) : undefined,
}, body);

/** A limb: a chain of points with a width at each, round at the ends. */
export function limb(points, widths, fill) {
  let out = '';
  points.forEach(([x, y], i) => { out += dot(x, y, widths[i] / 2, fill); });
  for (let i = 0; i + 1 < points.length; i++) {
    const [ax, ay] = points[i], [bx, by] = points[i + 1];
    const len = Math.hypot(bx - ax, by - ay) || 1, nx = -(by - ay) / len, ny = (bx - ax) / len;
    const ra = widths[i] / 2, rb = widths[i + 1] / 2;
    out += path(`M${n(ax + nx * ra)} ${n(ay + ny * ra)}L${n(bx + nx * rb)} ${n(by + ny * rb)}L${n(bx - nx * rb)} ${n(by - ny * rb)}L${n(ax - nx * ra)} ${n(ay - ny * ra)}Z`, fill);
  }
  return out;
}

/** Where the elbow or knee is when the hand or foot is to reach a point. */
export function reach([ax, ay], [bx, by], first, second, bend) {
  let dx = bx - ax, dy = by - ay, dist = Math.hypot(dx, dy) || 1;
  const most = (first + second) * 0.995;
  if (dist > most) { dx *= most / dist; dy *= most / dist; dist = most; bx = ax + dx; by = ay + dy; }
  const along = (first * first - second * second + dist * dist) / (2 * dist);
  const off = Math.sqrt(Math.max(0, first * first - along * along)) * bend;
  return { joint: [ax + dx / dist * along - dy / dist * off, ay + dy / dist * along + dx / dist * off], end: [bx, by] };
}

// --- time ---
export const clamp = (v, lo = 0, hi = 1) => Math.min(hi, Math.max(lo, v));
export const mix = (a, b, k) => a + (b - a) * k;
export const mixPoint = (a, b, k) => [mix(a[0], b[0], k), mix(a[1], b[1], k)];
export const ease = {
  linear: k => k,
  inOut: k => k < 0.5 ? 4 * k * k * k : 1 - Math.pow(-2 * k + 2, 3) / 2,
  gentle: k => 0.5 - Math.cos(Math.PI * k) / 2,
  out: k => 1 - Math.pow(1 - k, 3),
  in: k => k * k * k,
  settle: k => { const c = 1.1; return 1 + (c + 1) * Math.pow(k - 1, 3) + c * Math.pow(k - 1, 2); },
};
/** 0 before `from`, 1 after `to`, eased between. */
export const over = (t, from, to, how = ease.inOut) => how(clamp((t - from) / (to - from)));
/** Value along keyframes [[time, value], ...], eased between each two. */
export function keys(t, frames, how = ease.inOut) {
  if (t <= frames[0][0]) return frames[0][1];
  for (let i = 0; i + 1 < frames.length; i++) {
    const [ta, a] = frames[i], [tb, b] = frames[i + 1];
    if (t < tb) {
      const k = how((t - ta) / (tb - ta));
      return Array.isArray(a) ? a.map((v, j) => mix(v, b[j], k)) : mix(a, b, k);
    }
  }
  return frames[frames.length - 1][1];
}
export const sway = (t, seconds, amount, phase = 0) => Math.sin((t / seconds + phase) * 2 * Math.PI) * amount;
/** Eyes: 1 open, 0 shut; a short blink now and then, not in step with other people. */
export function blink(t, phase = 0) {
  const k = (t + phase * 3.7) % (3.1 + phase);
  return k < 0.16 ? Math.abs(k - 0.08) / 0.08 : 1;
}
