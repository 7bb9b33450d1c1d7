// Chromium, driven through a pipe, draws one frame after the other; ffmpeg takes them as they come.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FONT = 'Inter Display';

export function ffmpeg(...args) {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: ['ignore', 'inherit', 'inherit'], maxBuffer: 1e9 });
}

/** The path of Chromium; throws if something that is needed is missing. */
export function tools() {
  const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(p => p && existsSync(p));
  if (!chromium) throw new Error('Chromium is missing. On Debian: apt-get install chromium, or set CHROMIUM to its path.');
  for (const [name, from] of [['ffmpeg', 'ffmpeg'], ['fc-list', 'fontconfig']]) {
    try { execFileSync(name, ['-version'], { stdio: 'ignore' }); } catch (e) { if (e.code === 'ENOENT') throw new Error(`${name} is missing. On Debian: apt-get install ${from}`); }
  }
  if (!execFileSync('fc-list', [':', 'family'], { encoding: 'utf8' }).includes(FONT)) throw new Error(`The typeface ${FONT} is missing. On Debian: apt-get install fonts-inter`);
  return chromium;
}

/** A window without a screen, as large as a frame. */
export async function open(chromium, width, height) {
  const profile = mkdtempSync(join(tmpdir(), 'film-'));
  const child = spawn(chromium, ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--hide-scrollbars', '--force-color-profile=srgb', '--force-device-scale-factor=1',
    '--font-render-hinting=none', `--window-size=${width},${height}`, `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'],
  { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const gone = new Promise(done => child.on('exit', done));
  const waiting = new Map();
  let last = 0, rest = [];
  child.stdio[4].on('data', chunk => {
    let end;
    while ((end = chunk.indexOf(0)) >= 0) {
      const message = JSON.parse(Buffer.concat([...rest, chunk.subarray(0, end)]).toString('utf8'));
      rest = []; chunk = chunk.subarray(end + 1);
      const call = waiting.get(message.id);
      if (!call) continue;
      waiting.delete(message.id);
      message.error ? call.no(new Error(message.error.message)) : call.yes(message.result);
    }
    if (chunk.length) rest.push(chunk);
  });
  const send = (method, params = {}, sessionId) => new Promise((yes, no) => {
    waiting.set(++last, { yes, no });
    child.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + '\0');
  });
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false }, sessionId);
  await send('Runtime.evaluate', { awaitPromise: true, expression: `document.documentElement.innerHTML = '<head></head><body></body>';
    document.body.style.cssText = 'margin:0;overflow:hidden;background:#fff';
    window.draw = svg => { document.body.innerHTML = svg; return document.fonts.ready.then(() => true); }; true` }, sessionId);
  return {
    /** @param body what is drawn, 1920 by 1080 */
    async shoot(body) {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1920 1080" font-family="${FONT}" style="display:block">${body}</svg>`;
      await send('Runtime.evaluate', { awaitPromise: true, expression: `draw(${JSON.stringify(svg)})` }, sessionId);
      const { data } = await send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, clip: { x: 0, y: 0, width, height, scale: 1 } }, sessionId);
      return Buffer.from(data, 'base64');
    },
    async close() {
      await Promise.race([send('Browser.close').catch(() => {}), gone]);
      await Promise.race([gone, new Promise(done => setTimeout(done, 3000))]);
      if (child.exitCode === null) { child.kill('SIGKILL'); await gone; }
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

export const COLOURS = ['-vf', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];

/** All frames from `first` to `last` seconds into one file, with two windows at once. */
export async function shootAll({ frame, chromium, width, height, rate, first = 0, last, file, encode }) {
  const total = Math.round((last - first) * rate);
  const encoder = spawn('ffmpeg', ['-v', 'error', '-y', '-f', 'image2pipe', '-c:v', 'png', '-framerate', String(rate), '-i', '-', ...COLOURS, ...encode, file], { stdio: ['pipe', 'inherit', 'inherit'] });
  const encoded = new Promise((yes, no) => encoder.on('exit', code => code === 0 ? yes() : no(new Error(`ffmpeg ended with ${code}`))));
  const windows = await Promise.all([open(chromium, width, height), open(chromium, width, height)]);
  const ready = new Map();
  let next = 0, written = 0;
  const flush = async () => {
    while (ready.has(written)) {
      const frame = ready.get(written);
      ready.delete(written++);
      if (!encoder.stdin.write(frame)) await new Promise(done => encoder.stdin.once('drain', done));
      if (written % (rate * 10) === 0) console.log(`${written} of ${total} frames`);
    }
  };
  let writing = Promise.resolve();
  try {
    await Promise.all(windows.map(async w => {
      while (next < total) {
        const i = next++;
        ready.set(i, await w.shoot(frame(first + i / rate)));
        writing = writing.then(flush);
        await writing;
      }
    }));
    await writing;
  } finally {
    await Promise.all(windows.map(w => w.close()));
    encoder.stdin.end();
  }
  await encoded;
}
