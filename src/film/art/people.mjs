// People. Every figure stands with its feet at 0,0 and is 560 units tall; children are the same figure, shorter.
import { C, SKIN, blend, n, el, g, path, line, box, dot, oval, at, limb, reach } from './kit.mjs';

const STROKE = 3.6;

function hairBack(hair, w) {
  const c = hair.color;
  switch (hair.style) {
    case 'bun': return oval(-4, -50, 23, 19, hair.shade) + path('M-47 6C-54-34-34-61 0-61C34-61 54-34 47 6C45 22 38 30 30 30L-30 30C-38 30-45 22-47 6Z', c);
    case 'long': return path('M-48 0C-52-44-30-60 0-60C30-60 52-44 48 0C48 30 53 58 49 92C30 104-30 104-49 92C-53 58-48 30-48 0Z', c);
    case 'bob': return path('M-49 0C-53-44-30-61 0-61C30-61 53-44 49 0C50 20 52 34 47 50C34 60-34 60-47 50C-52 34-50 20-49 0Z', c);
    case 'curls': return [[-38, -28, 23], [-46, 0, 20], [-42, 24, 18], [38, -28, 23], [46, 0, 20], [42, 24, 18], [-20, -48, 23], [20, -48, 23], [0, -55, 22]].map(a => dot(...a, c)).join('');
    case 'tail': return path('M-30-40C-62-48-74-8-62 30C-58 44-50 40-50 28C-52 8-46-12-28-14Z', hair.shade) + path('M-46 0C-50-44-30-59 0-59C30-59 50-44 46 0C44 12 40 18 34 18L-34 18C-40 18-44 12-46 0Z', c);
    case 'scarf': return path('M-50 6C-56-40-34-64 0-64C34-64 56-40 50 6C50 40 40 62 62 96C40 116-40 116-62 96C-40 62-50 40-50 6Z', hair.shade);
    default: return '';
  }
}

function hairFront(hair, turn) {
  const c = hair.color, k = turn * 5;
  switch (hair.style) {
    case 'bun': return path(`M-45 2C-48-36-28-58 2-58C32-58 48-36 45 2C40-14 34-24 ${n(20 + k)}-34C6-24-20-22-34-20C-39-14-42-8-45 2Z`, c)
      + line(`M${n(18 + k)}-38C4-30-16-28-30-27`, hair.shade, 3);
    case 'long': return path(`M-44 8C-50-36-28-57 0-57C30-57 50-36 45 8C42-10 36-24 ${n(22 + k)}-33C2-16-28-20-36-18C-41-12-43-2-44 8Z`, c);
    case 'bob': return path(`M-47 22C-52-36-28-58 0-58C30-58 52-36 47 22C44 4 41-14 ${n(34 + k)}-26C10-18-18-20-38-24C-42-10-44 6-47 22Z`, c);
    case 'curls': return [[-30, -36, 15], [-12, -44, 15], [8, -45, 15], [27, -38, 15]].map(([x, y, r]) => dot(x + k, y, r, c)).join('');
    case 'tail': return path(`M-43 0C-48-38-28-56 0-56C30-56 46-38 43 0C40-14 34-26 ${n(10 + k)}-36C-8-22-28-20-36-18C-40-12-42-6-43 0Z`, c);
    case 'short': return path(`M-44 2C-50-18-48-40-32-52C-16-64 18-66 34-52C48-40 49-18 44 2C43-8 40-16 36-24C26-30 ${n(8 + k)}-28-18-33C-28-32-34-28-37-22C-41-14-43-8-44 2Z`, c);
    case 'crop': return path(`M-43-4C-46-38-28-55 0-55C28-55 46-38 43-4C40-16 37-24 31-30C14-36-14-36-31-30C-37-24-40-16-43-4Z`, c);
    case 'thin': return path('M-44 8C-50-8-48-26-38-36C-39-24-39-12-39 2Z', c) + path('M44 8C50-8 48-26 38-36C39-24 39-12 39 2Z', c)
      + path('M-38-34C-26-56 26-56 38-34C22-46-22-46-38-34Z', c);
    case 'fringe': return path(`M-45 4C-50-38-28-58 0-58C30-58 50-38 45 4C43-8 40-16 38-20C14-14-14-14-38-20C-41-14-43-6-45 4Z`, c);
    case 'scarf': return el('path', { 'fill-rule': 'evenodd', fill: c, d: `M-50 10C-56-40-32-62 0-62C32-62 56-40 50 10C48 40 38 58 34 72C22 86-22 86-34 72C-38 58-48 40-50 10ZM${n(-35 + k)}-4C${n(-35 + k)}-30 ${n(-18 + k)}-42 ${n(k)}-42C${n(18 + k)}-42 ${n(35 + k)}-30 ${n(35 + k)}-4C${n(35 + k)} 24 ${n(20 + k)} 49 ${n(k)} 49C${n(-20 + k)} 49 ${n(-35 + k)} 24 ${n(-35 + k)}-4Z` })
      + line(`M34 66C14 82-14 82-32 70`, hair.shade, 3);
    default: return '';
  }
}

/** A head around 0,0. turn -1..1 looks left or right, open 0..1 opens the mouth, eyes 0..1 shuts them. */
export function head({ skin = 'fair', hair, turn = 0, eyes = 1, look = 0, open = 0, smile = 1, brow = 0, glasses, old, beard, young, back }) {
  const [tone, shade] = SKIN[skin], dark = skin === 'deep' || skin === 'brown' ? '#4a2a1b' : '#a8674b';
  if (back) return (hair.style === 'bun' ? '' : hairBack(hair)) + [-1, 1].map(side => oval(side * 43, 4, 7, 11, shade)).join('')
    + path('M-45 0C-49-40-28-60 0-60C28-60 49-40 45 0C43 30 30 50 0 52C-30 50-43 30-45 0Z', hair.color)
    + (hair.style === 'bun' ? oval(0, -30, 25, 22, hair.shade) + line('M-12-34Q0-44 12-34M-14-24Q0-16 14-24', hair.color, 3) : '');
  const fx = turn * 13, narrow = 1 - Math.abs(turn) * 0.12, w = 17.5 * narrow;
  const ear = side => oval(side * 42, 2, 8.5, 12, tone) + line(`M${side * 43}-3C${side * 46} 0 ${side * 45} 5 ${side * 42} 6`, shade, 2.6);
  const eyeY = young ? 4 : -1;
  const eye = side => {
    const x = fx + side * w + look * 2.4;
    return eyes < 0.25 ? line(`M${n(x - 5)} ${eyeY + 1}Q${n(x)} ${eyeY + 5} ${n(x + 5)} ${eyeY + 1}`, C.ink, 3)
      : oval(x, eyeY, young ? 4.6 : 4.2, (young ? 5.4 : 5) * eyes, C.ink) ;
  };
  const browAt = side => {
    const x = fx + side * w;
    return line(`M${n(x - 8)} ${n(eyeY - 15 - brow * 3 + (side > 0 ? -1 : 1.5))}Q${n(x)} ${n(eyeY - 19.5 - brow * 3)} ${n(x + 8)} ${n(eyeY - 15 - brow * 3 + (side > 0 ? 1.5 : -1))}`, hair.brow || hair.color, 3.4);
  };
  const mx = fx * 0.95, my = young ? 29 : 27;
  const mouth = open > 0.08
    ? path(`M${n(mx - 10)} ${my - 2}Q${n(mx)} ${n(my - 2 + 2 * smile)} ${n(mx + 10)} ${my - 2}Q${n(mx + 8)} ${n(my + 4 + 9 * open)} ${n(mx)} ${n(my + 4 + 9 * open)}Q${n(mx - 8)} ${n(my + 4 + 9 * open)} ${n(mx - 10)} ${my - 2}Z`, '#8c3f35')
    : line(`M${n(mx - 11)} ${n(my - 1.5 * smile)}Q${n(mx)} ${n(my + 7.5 * smile)} ${n(mx + 11)} ${n(my - 1.5 * smile)}`, dark, STROKE);
  const ears = hair.style === 'scarf' ? '' : (turn < 0.55 && !['long', 'bob'].includes(hair.style) ? ear(1) : '') + (turn > -0.55 && !['long', 'bob'].includes(hair.style) ? ear(-1) : '');
  const nose = line(`M${n(fx * 1.25)} ${eyeY + 4}C${n(fx * 1.25 + (turn >= 0 ? 5 : -5))} ${eyeY + 11} ${n(fx * 1.25 + (turn >= 0 ? 7 : -7))} ${eyeY + 15} ${n(fx * 1.25 - (turn >= 0 ? 1 : -1))} ${eyeY + 15.5}`, shade, STROKE);
  const cheeks = [-1, 1].map(s => oval(fx + s * 25 * narrow, 17, 8.5, 6, C.coral, { opacity: skin === 'deep' || skin === 'brown' ? 0.25 : 0.3 })).join('');
  const lines = old ? [-1, 1].map(s => line(`M${n(fx + s * 15.5)} 22Q${n(fx + s * 20.5)} 27 ${n(fx + s * 19)} 33`, shade, 2.4)
      + line(`M${n(fx + s * (w + 9))} -4l${s * 5}-3M${n(fx + s * (w + 9.5))} 1l${s * 5} 1`, shade, 2)).join('') : '';
  const spectacles = glasses ? [-1, 1].map(s => el('rect', { x: fx + s * (w + 1.5) - 12.5, y: eyeY - 10, width: 25, height: 21, rx: 9.5, fill: C.white, 'fill-opacity': 0.28, stroke: glasses, 'stroke-width': 3 })).join('')
      + line(`M${n(fx - 4.5)} ${eyeY - 1}Q${n(fx)} ${eyeY - 4} ${n(fx + 4.5)} ${eyeY - 1}`, glasses, 3)
      + line(`M${n(fx - w - 14)} ${eyeY - 3}L${turn > 0 ? -42 : -40} ${eyeY - 4}M${n(fx + w + 14)} ${eyeY - 3}L${turn < 0 ? 42 : 40} ${eyeY - 4}`, glasses, 3) : '';
  const chin = beard ? path(`M-41 2C-40 34-24 57 0 57C24 57 40 34 41 2C36 12 32 16 ${n(26 + fx * .5)} 17C${n(14 + fx)} 12 ${n(-14 + fx)} 12 ${n(-26 + fx * .5)} 17C-32 16-36 12-41 2Z`, beard) : '';
  return hairBack(hair)
    + ears
    + path('M-41-8C-41-38-22-53 0-53C22-53 41-38 41-8C41 24 24 53 0 53C-24 53-41 24-41-8Z', tone)
    + chin + cheeks + lines + nose
    + (beard && open <= 0.08 ? path(`M${n(mx - 12)} ${my - 4}Q${n(mx)} ${my - 8} ${n(mx + 12)} ${my - 4}Q${n(mx + 11)} ${my + 9} ${n(mx)} ${my + 9}Q${n(mx - 11)} ${my + 9} ${n(mx - 12)} ${my - 4}Z`, tone, { opacity: 0.9 }) : '')
    + mouth + eye(-1) + eye(1) + browAt(-1) + browAt(1) + hairFront(hair, turn) + spectacles;
}

/** A hand whose wrist is at 0,0 and whose fingers point along +x. grip: rest, hold, open. */
function hand(x, y, angle, skin, grip, side, size = 1) {
  const [tone, shade] = SKIN[skin];
  const thumb = grip === 'open' ? path('M6-8C10-18 16-24 20-23C24-21 20-12 17-5Z', tone) : path('M5-7C10-17 18-20 22-17C25-14 20-8 14-4Z', tone);
  const palm = grip === 'hold'
    ? path('M-6-11C4-14 16-15 24-12C30-9 31 8 25 12C16 15 2 14-6 11Z', tone) + line('M24-4L15-4.5M26 3L16 3M24 9L16 9', shade, 2.2)
    : grip === 'open'
      ? path('M-6-11C4-13 14-13 22-12L38-10C43-9 43-3 38-3L42-1C46 0 45 6 41 6L38 7C41 9 39 14 35 13L20 13C10 14 0 13-6 11Z', tone) + line('M38-3L26-3.5M40 6L27 4', shade, 2)
      : path('M-6-11C6-14 22-14 31-8C37-3 37 5 31 9C22 14 4 14-6 11Z', tone) + line('M32 1L21 1', shade, 2);
  return g({ transform: `translate(${n(x)} ${n(y)}) rotate(${n(angle)})` + (side < 0 ? ` scale(${size} ${-size})` : size !== 1 ? ` scale(${size})` : '') }, grip === 'hold' ? palm + thumb : thumb + palm);
}

function arm({ from, to, bend, skin, sleeve, length = 'long', grip = 'rest', cuff, width = 1, turnHand, handSide, lens = [98, 90] }) {
  const { joint, end } = reach(from, to, lens[0], lens[1], bend);
  const angle = turnHand ?? Math.atan2(end[1] - joint[1], end[0] - joint[0]) * 180 / Math.PI;
  const tone = SKIN[skin][0], w = [46 * width, 38 * width, 29 * width];
  const a = Math.atan2(end[1] - joint[1], end[0] - joint[0]);
  const palm = hand(end[0] + Math.cos(a) * 4, end[1] + Math.sin(a) * 4, angle, skin, grip, handSide ?? (bend > 0 ? -1 : 1), 0.98 * Math.sqrt(width));
  if (length === 'short') {
    const mid = [from[0] + (joint[0] - from[0]) * 0.72, from[1] + (joint[1] - from[1]) * 0.72];
    return limb([from, joint, end], [w[0] - 10, w[1] - 6, w[2] - 4], tone) + palm + limb([from, mid], [w[0] + 2, w[1] + 8], sleeve);
  }
  const near = [end[0] - Math.cos(a) * 5, end[1] - Math.sin(a) * 5];
  return palm + limb([from, joint, near], w, sleeve)
    + (cuff ? line(`M${n(near[0] - Math.sin(a) * w[2] / 2)} ${n(near[1] + Math.cos(a) * w[2] / 2)}L${n(near[0] + Math.sin(a) * w[2] / 2)} ${n(near[1] - Math.cos(a) * w[2] / 2)}`, cuff, 7) : '');
}

function shoe(x, y, dir, color, tilt = 0) {
  return g({ transform: `translate(${n(x)} ${n(y)})` + (tilt ? ` rotate(${n(tilt)})` : '') + (dir < 0 ? ' scale(-1 1)' : '') },
    path('M-20 0C-22-16-16-26-4-26L10-26C16-18 34-16 42-8C44-5 44 0 42 0Z', color));
}

/**
 * A whole person. Points (hands, feet) are in the figure's own units, so that one pose fits all sizes.
 * near and far are the arms: {to:[x,y], bend, grip}. `holds` is drawn between body and near arm, `front` on top of all.
 */
export function person({
  x = 0, y = 0, s = 1, dir = 1, look = {}, skin = 'fair', hair, wears, sit, legs, near, far, lean = 0, bob = 0,
  holds = '', front = '', under = '', both = false, headAt = [0, 0], tilt = 0, headSize = 1, hips = -235,
}) {
  const w = wears.wide || 64, top = hips - 188, waist = w - (wears.straight ? 8 : 16), hip = wears.hip || w - 4;
  const [tone, shade] = SKIN[skin];
  const shoulder = [-w + 20, top + 26], other = [w - 22, top + 26];
  const body = [];
  // legs
  const legColor = wears.legs, legFar = wears.legsFar || wears.legs;
  const lowest = wears.bare ? tone : null;
  if (sit) {
    const foot = legs || { near: [118, sit.drop], far: [92, sit.drop] };
    const leg = (hipX, foot, color) => {
      const { joint, end } = reach([hipX, hips - 6], [foot[0], foot[1] - 22], 128, sit.shin || 140, -1);
      return (lowest ? limb([joint, end], [38, 26], color === legColor ? tone : shade) : '') + (lowest ? '' : limb([joint, end], [48, 34], color))
        + limb([[hipX, hips - 6], joint], [66, 52], color) + shoe(end[0], end[1] + 22, 1, wears.shoes);
    };
    body.push(leg(14, foot.far, legFar), leg(-8, foot.near, legColor));
    if (wears.skirt) body.push(path(`M${n(-hip)} ${hips - 34}L${n(hip - 6)} ${hips - 40}C${n(70)} ${hips - 44} 126 ${hips - 40} 140 ${hips - 22}C146 ${hips} 146 ${hips + 44} 140 ${hips + 62}C120 ${hips + 68} 96 ${hips + 66} 84 ${hips + 60}C76 ${hips + 38} 60 ${hips + 28} 20 ${hips + 28}L${n(-hip + 4)} ${hips + 28}C${n(-hip - 8)} ${hips + 8} ${n(-hip - 4)} ${hips - 20} ${n(-hip)} ${hips - 34}Z`, wears.skirt));
  } else {
    const feet = legs || { near: [-24, 0], far: [22, 0] };
    const thigh = Math.abs(hips) * 0.455;
    const leg = (hipX, [fx, fy, tiltFoot = 0], color, out) => {
      const { joint, end } = reach([hipX, hips + 8], [fx, fy - 18], thigh, thigh - 4, -1);
      return (lowest ? limb([[hipX, hips + 8], joint, end], [40, 34, 24], color === legColor ? tone : shade) : limb([[hipX, hips + 8], joint, end], [54, 44, 34], color))
        + shoe(end[0], end[1] + 18, out ?? 1, wears.shoes, tiltFoot);
    };
    body.push(leg(20, feet.far, legFar, feet.farOut), leg(-20, feet.near, legColor, feet.nearOut));
    if (wears.skirt) body.push(path(`M${n(-hip)} ${hips - 26}L${n(hip)} ${hips - 26}C${n(hip + 8)} ${hips + 40} ${n(hip + 16)} ${hips + 100} ${n(hip + 18)} ${hips + (wears.hem || 138)}C30 ${hips + (wears.hem || 138) + 12}-30 ${hips + (wears.hem || 138) + 12} ${n(-hip - 18)} ${hips + (wears.hem || 138)}C${n(-hip - 16)} ${hips + 100} ${n(-hip - 8)} ${hips + 40} ${n(-hip)} ${hips - 26}Z`, wears.skirt));
  }
  // trunk
  const hem = hips + (wears.hemTop ?? 6);
  const trunk = `M-20 ${top - 4}C-40 ${top} ${-w} ${top + 2} ${-w} ${top + 40}C${-w} ${top + 84} ${n(-waist)} ${top + 100} ${n(-waist)} ${top + 128}C${n(-waist)} ${top + 150} ${-hip} ${hem - 40} ${-hip} ${hem}Q0 ${hem + 12} ${hip} ${hem}C${hip} ${hem - 40} ${n(waist)} ${top + 150} ${n(waist)} ${top + 128}C${n(waist)} ${top + 100} ${w} ${top + 84} ${w} ${top + 40}C${w} ${top + 2} 40 ${top} 20 ${top - 4}Z`;
  const clothes = [path(trunk, wears.top)];
  const neckY = top - 6;
  if (look.back) wears = { ...wears, open: null, v: null, lapel: null, collar: null, detail: null };
  const open = wears.open ? path(`M-15 ${neckY}L15 ${neckY}L${n(17)} ${top + 60}L${n(20)} ${hem + 6}Q0 ${hem + 9}-20 ${hem + 6}L-17 ${top + 60}Z`, wears.open) : '';
  const v = wears.v ? path(`M-22 ${neckY}L22 ${neckY}L0 ${top + 46}Z`, wears.v) : '';
  clothes.push(open, v);
  if (wears.lapel) clothes.push(path(`M-20 ${neckY}L-31 ${top + 6}L-19 ${top + 66}L-3 ${top + 46}Z`, wears.lapel), path(`M20 ${neckY}L31 ${top + 6}L19 ${top + 66}L3 ${top + 46}Z`, wears.lapel));
  if (wears.collar) clothes.push(path(`M-21 ${neckY - 4}L0 ${top + 24}L-22 ${top + 26}L-32 ${top + 2}Z`, wears.collar), path(`M21 ${neckY - 4}L0 ${top + 24}L22 ${top + 26}L32 ${top + 2}Z`, wears.collar));
  if (wears.detail) clothes.push(wears.detail(top, hips, w));
  const neck = path(`M-17 ${top - 44}L17 ${top - 44}L19 ${top - 2}Q0 ${top + 22}-19 ${top - 2}Z`, hair.style === 'scarf' ? hair.shade : shade);
  const face = at(headAt[0], top - 68 + headAt[1], head({ skin, hair, ...look }), { r: tilt, s: headSize });
  const sleeve = wears.sleeve || blend(wears.top, wears.sleeveFar || wears.top, 0.42), sleeveFar = wears.sleeveFar || wears.top;
  const opts = { skin, length: wears.sleeves, cuff: wears.cuff, width: wears.arm || 1 };
  const farArm = far ? arm({ from: other, ...opts, sleeve: sleeveFar, ...far }) : '';
  const nearArm = near ? arm({ from: shoulder, ...opts, sleeve, ...near }) : '';
  const upper = g({ transform: lean || bob ? `translate(0 ${n(bob)}) rotate(${n(lean)} 0 ${hips})` : undefined },
    both ? '' : farArm, under, clothes, neck, face, holds, both ? farArm : '', nearArm, front);
  return g({ transform: `translate(${n(x)} ${n(y)}) scale(${n(dir * s * 1000) / 1000} ${n(s * 1000) / 1000})` }, body, upper);
}

// --- the cast: invented people, the same in every picture and scene ---
const buttons = color => (top, hips) => [70, 108, 146].map(d => dot(28, top + d, 4, color)).join('');
export const CAST = {
  joan: { // about 80, came with a letter
    skin: 'fair', hair: { style: 'bun', color: '#dfe6e9', shade: '#c2ced4', brow: '#b4bfc5' },
    look: { glasses: C.teal, old: true },
    wears: { top: C.coral, sleeveFar: C.coralDeep, open: C.cream, skirt: C.teal, legs: C.teal, legsFar: C.tealDeep, bare: true, shoes: C.ink, wide: 60, hip: 58, hem: 128,
      detail: (top) => line(`M-19 ${top + 58}L-21 ${top + 196}M19 ${top + 58}L21 ${top + 196}`, C.coralDeep, 3) + [84, 118, 152].map(d => dot(27, top + d, 3.8, C.yellow)).join('') },
  },
  doctor: {
    skin: 'brown', hair: { style: 'crop', color: '#241a17', shade: '#181110' },
    look: { beard: '#2c201b' },
    wears: { top: C.tealMid, sleeveFar: '#2c6780', legs: C.ink, legsFar: '#081f2a', shoes: '#3a2a22', wide: 70, hip: 62, straight: true, collar: C.white, arm: 1.06,
      detail: (top) => line(`M-26 ${top + 4}C-30 ${top + 54}-18 ${top + 74}-6 ${top + 80}M26 ${top + 4}C30 ${top + 44} 20 ${top + 66} 6 ${top + 78}M0 ${top + 80}L0 ${top + 106}`, C.ink, 4.5) + dot(0, top + 112, 9, C.mistShade) + dot(0, top + 112, 4.5, C.ink) },
  },
  nurse: {
    skin: 'olive', hair: { style: 'scarf', color: C.tealSoft, shade: '#8db5c3', brow: '#3d2a20' },
    look: {},
    wears: { top: C.teal, sleeveFar: C.tealDeep, sleeves: 'short', legs: C.tealDeep, legsFar: C.ink, shoes: C.white, wide: 64, hip: 62, v: C.tealSoft,
      detail: (top) => box(20, top + 62, 22, 28, C.white, 3) + line(`M25 ${top + 72}L37 ${top + 72}M25 ${top + 80}L33 ${top + 80}`, C.tealSoft, 3) },
  },
  mother: {
    skin: 'deep', hair: { style: 'curls', color: '#2a1b16', shade: '#1c110d' },
    look: {},
    wears: { top: C.yellow, sleeveFar: C.yellowDeep, legs: C.teal, legsFar: C.tealDeep, shoes: C.coralDeep, wide: 62, hip: 60,
      detail: (top) => line(`M-20 ${top - 2}Q0 ${top + 22} 20 ${top - 2}`, C.yellowDeep, 6) },
  },
  girl: { // about 12
    skin: 'brown', hair: { style: 'tail', color: '#2a1b16', shade: '#1c110d' },
    look: { young: true },
    wears: { top: C.coral, sleeveFar: C.coralDeep, legs: C.ink, legsFar: '#081f2a', shoes: C.white, wide: 54, hip: 50, straight: true, arm: 0.9,
      detail: (top) => box(-54, top + 92, 108, 22, C.cream) },
  },
  boy: { // about 7
    skin: 'deep', hair: { style: 'crop', color: '#2a1b16', shade: '#1c110d' },
    look: { young: true },
    wears: { top: C.tealMid, sleeveFar: '#2c6780', legs: C.yellowDeep, legsFar: '#c4952b', shoes: C.coralDeep, wide: 54, hip: 52, straight: true, arm: 0.92, hemTop: 4,
      detail: (top) => [66, 96, 126].map(d => line(`M-50 ${top + d}L50 ${top + d}`, C.mist, 9)).join('') },
  },
  researcher: {
    skin: 'warm', hair: { style: 'bob', color: '#35241d', shade: '#241712' },
    look: {},
    wears: { top: '#f7fafb', sleeveFar: C.mistDeep, open: C.coral, legs: C.teal, legsFar: C.tealDeep, shoes: C.ink, wide: 62, hip: 60, hemTop: 40, lapel: C.mistDeep },
  },
  planner: {
    skin: 'fair', hair: { style: 'short', color: '#8a5a34', shade: '#6f4526' },
    look: { glasses: C.ink },
    wears: { top: C.yellow, sleeveFar: C.yellowDeep, legs: C.ink, legsFar: '#081f2a', shoes: '#3a2a22', wide: 68, hip: 60, straight: true, collar: C.white, arm: 1.04 },
  },
  elder: { // sits in the group that reads requests
    skin: 'deep', hair: { style: 'crop', color: '#c9d0d3', shade: '#aab3b7', brow: '#9aa3a7' },
    look: { beard: '#c9d0d3', old: true },
    wears: { top: C.yellow, sleeveFar: C.yellowDeep, legs: C.ink, legsFar: '#081f2a', shoes: '#3a2a22', wide: 68, hip: 62, straight: true, collar: C.white, arm: 1.04 },
  },
  student: { // sits in that group too
    skin: 'warm', hair: { style: 'long', color: '#2b211f', shade: '#1d1614' },
    look: {},
    wears: { top: C.coral, sleeveFar: C.coralDeep, legs: C.teal, legsFar: C.tealDeep, shoes: C.ink, wide: 60, hip: 58,
      detail: (top) => line(`M-20 ${top - 2}Q0 ${top + 22} 20 ${top - 2}`, C.coralDeep, 6) },
  },
  gran: { // and so does she
    skin: 'olive', hair: { style: 'bob', color: '#b9bfc2', shade: '#9aa2a6', brow: '#8d9599' },
    look: { glasses: C.coralDeep, old: true },
    wears: { top: C.leaf, sleeveFar: C.leafDeep, legs: C.ink, legsFar: '#081f2a', shoes: C.ink, wide: 62, hip: 60, v: C.cream },
  },
  lad: { // and he
    skin: 'fair', hair: { style: 'fringe', color: '#a8562d', shade: '#874322' },
    look: { beard: '#a8562d' },
    wears: { top: C.tealMid, sleeveFar: '#2c6780', legs: C.ink, legsFar: '#081f2a', shoes: C.ink, wide: 68, hip: 60, straight: true, arm: 1.04,
      detail: (top) => line(`M-20 ${top - 2}Q0 ${top + 22} 20 ${top - 2}`, '#2c6780', 6) },
  },
  keeper: { // speaks for the body that runs the programme
    skin: 'brown', hair: { style: 'bob', color: '#241a17', shade: '#181110' },
    look: {},
    wears: { top: C.tealDeep, sleeveFar: C.ink, legs: C.ink, legsFar: '#081f2a', shoes: C.ink, wide: 64, hip: 60, open: C.white, lapel: C.teal },
  },
  asker: { // from a firm
    skin: 'warm', hair: { style: 'short', color: '#3a2a22', shade: '#281c16' },
    look: {},
    wears: { top: '#5d7684', sleeveFar: '#4a616e', legs: C.ink, legsFar: '#081f2a', shoes: '#3a2a22', wide: 70, hip: 62, straight: true, open: C.white, lapel: '#4a616e',
      detail: (top) => path(`M-5 ${top + 6}L5 ${top + 6}L9 ${top + 78}L0 ${top + 90}L-9 ${top + 78}Z`, C.coral) },
  },
  clerk: { // at the desk of the practice
    skin: 'fair', hair: { style: 'tail', color: '#8a5a34', shade: '#6f4526' },
    look: {},
    wears: { top: C.yellow, sleeveFar: C.yellowDeep, legs: C.teal, legsFar: C.tealDeep, shoes: C.ink, wide: 62, hip: 60, collar: C.white },
  },
  george: { // about 60
    skin: 'olive', hair: { style: 'thin', color: '#8f979b', shade: '#747c80', brow: '#6f777b' },
    look: { old: true },
    wears: { top: C.leaf, sleeveFar: C.leafDeep, legs: C.ink, legsFar: '#081f2a', shoes: '#3a2a22', wide: 70, hip: 64, straight: true, collar: C.cream, arm: 1.06 },
  },
};
export const actor = (who, pose) => person({ ...CAST[who], ...pose, look: { ...CAST[who].look, ...pose.look } });

const SOME = { skins: ['warm', 'deep', 'fair', 'brown', 'olive', 'fair', 'deep', 'warm'],
  hairs: [['short', '#35241d', '#241712'], ['curls', '#241a17', '#181110'], ['long', '#b98a4a', '#9a713a'], ['scarf', C.coral, C.coralDeep], ['thin', '#8f979b', '#747c80'], ['bob', '#7a4a2b', '#613a21'], ['crop', '#241a17', '#181110'], ['tail', '#2b211f', '#1d1614']],
  tops: [[C.teal, C.tealDeep], [C.yellow, C.yellowDeep], [C.leaf, C.leafDeep], [C.tealMid, '#2c6780'], [C.coral, C.coralDeep], ['#5d7684', '#4a616e']] };
/** Somebody in a crowd; the same number is always the same person. */
export function passer(i, pose) {
  const [style, color, shade] = SOME.hairs[i % 8], [top, far] = SOME.tops[(i * 5 + 1) % 6];
  return person({ skin: SOME.skins[(i * 3 + 1) % 8], hair: { style, color, shade, brow: style === 'scarf' ? '#3d2a20' : undefined },
    wears: { top, sleeveFar: far, legs: i % 3 ? C.tealDeep : C.ink, legsFar: C.ink, shoes: i % 2 ? C.ink : '#3a2a22', wide: 60 + i % 4 * 3, hip: 58 + i % 3 * 2, straight: i % 2 === 0 },
    ...pose, look: { glasses: i % 5 === 2 ? C.ink : undefined, old: i % 4 === 0, ...pose.look } });
}
