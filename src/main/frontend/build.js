/*
 * Builds what the portal serves below /assets: one style sheet, the same for a window of 320 pixels, five scripts, four icons.
 *   npm run build   installs exactly what the lock file says and writes src/main/resources/static/assets
 *   npm run check   builds into a temporary folder and fails if the committed files differ
 * The output is committed, so the Java build needs no Node.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const committed = join(here, '../resources/static/assets')
const checking = process.argv.includes('--check')

/** Folders and files of the output that this script owns; art and everything else there is left alone. */
const OWNED = ['css', 'icons', 'js', 'nhsuk']

/** The only pictures of the kit that the style sheet asks for. The others carry an NHS mark or are not used. */
const ICONS = ['nhsuk-icon-arrow-up-down.svg', 'nhsuk-icon-arrow-up.svg', 'nhsuk-icon-arrow-down.svg', 'nhsuk-icon-cross.svg']

const KIT_SCRIPT = 'nhsuk-frontend-10.6.1.min.js'

if (!process.argv.includes('--no-install')) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32'
  })
}
const sass = await import('sass')

const target = checking ? mkdtempSync(join(tmpdir(), 'datachoice-assets-')) : committed
build(target)
if (checking) {
  const differences = compare(target, committed)
  rmSync(target, { recursive: true })
  if (differences.length > 0) {
    console.error('The committed front end is not what its sources make. Run "npm run build". Different:')
    differences.forEach((name) => console.error('  ' + name))
    process.exit(1)
  }
  console.log('The committed front end is what its sources make.')
}

function build(folder) {
  for (const owned of OWNED) {
    rmSync(join(folder, owned), { recursive: true, force: true })
    mkdirSync(join(folder, owned), { recursive: true })
  }
  const kit = join(here, 'node_modules/nhsuk-frontend/dist/nhsuk')

  // Compiling is also the contrast test: parts/contrast.scss stops it when two colours are too close.
  const { css } = sass.compile(join(here, 'app.scss'), {
    loadPaths: [join(here, 'node_modules')],
    style: 'compressed',
    quietDeps: true
  })
  refuseStrangers(css)
  writeFileSync(join(folder, 'css/app.css'), withoutSourceMap(css))
  writeFileSync(join(folder, 'css/narrow.css'), withoutSourceMap(narrow(css)))

  mkdirSync(join(folder, 'nhsuk/images'))
  for (const icon of ICONS) {
    cpSync(join(kit, 'assets/images', icon), join(folder, 'nhsuk/images', icon))
  }
  writeFileSync(join(folder, 'js', KIT_SCRIPT), withoutSourceMap(readFileSync(join(kit, KIT_SCRIPT), 'utf8')))
  cpSync(join(here, 'icons'), join(folder, 'icons'), { recursive: true })
  for (const script of ['enhance.js', 'app.js', 'timeout.js', 'upload.js', 'desk.js']) {
    cpSync(join(here, script), join(folder, 'js', script))
  }
}

/** What holds in a window of 320 pixels, for a page that is shown as in one wherever it is: no page of ours can be framed. */
function narrow(css) {
  let out = ''
  for (let at = 0; at < css.length; ) {
    const media = css.indexOf('@media', at)
    if (media < 0) {
      out += css.slice(at)
      break
    }
    const open = css.indexOf('{', media)
    const close = end(css, open)
    const asked = css.slice(media + '@media'.length, open)
    const widths = [...asked.matchAll(/\((min|max)-width:\s*([\d.]+)(r?em|px)\)/g)]
    const holds = widths.every(([, side, size, unit]) => (side === 'min') === size * (unit === 'px' ? 1 : 16) <= 320)
    const decided = widths.length > 0 && !asked.includes(',') && !/print|not|[^-]height|contrast|motion|colors/.test(asked)
    out += css.slice(at, media)
    if (decided && holds) out += css.slice(open + 1, close)
    else if (!decided) out += css.slice(media, close + 1)
    at = close + 1
  }
  return out.trimEnd() + '@media screen{body{width:320px;margin:0 auto;outline:1px solid #8fb0bb;overflow-x:auto}}\n'
}

function end(css, open) {
  for (let depth = 0, at = open; at < css.length; at++) {
    if (css[at] === '{') depth++
    else if (css[at] === '}' && --depth === 0) return at
  }
  throw new Error('A brace is not closed')
}

/** The map files are not shipped, so browsers must not ask for them. */
function withoutSourceMap(text) {
  return text.replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*?(\*\/)?\s*$/, '\n')
}

/** No foreign host, no picture inside the style sheet (the content policy blocks it), no licensed font, no icon that is not copied. */
function refuseStrangers(css) {
  if (/https?:|url\("?data:/.test(css)) throw new Error('The style sheet names another host or holds a picture')
  if (/frutiger/i.test(css)) throw new Error('The style sheet names a font we have no licence for')
  for (const [, name] of css.matchAll(/url\("?\.\.\/nhsuk\/images\/([^")]+)"?\)/g)) {
    if (!ICONS.includes(name)) throw new Error('The style sheet asks for ' + name + ', which is not copied')
  }
}

function compare(fresh, old) {
  const files = (root) => OWNED.flatMap((owned) => list(join(root, owned))).map((file) => relative(root, file))
  const names = new Set([...files(fresh), ...files(old)])
  return [...names].filter((name) => {
    const both = [join(fresh, name), join(old, name)]
    return !both.every(existsSync) || !readFileSync(both[0]).equals(readFileSync(both[1]))
  })
}

function list(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? list(join(folder, entry.name)) : [join(folder, entry.name)]
  )
}
