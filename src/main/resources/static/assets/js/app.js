/* Starts the kit's components. The version stays in the file name: addresses inside scripts are not rewritten. */
import { initAll } from './nhsuk-frontend-10.6.1.min.js'

initAll()

/* A printed page is a receipt for some people, so a button that prints stands where it is useful. */
for (const button of document.querySelectorAll('[data-app-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

/* Copies a clinical code or a reference. The text can always be selected by hand as well. */
for (const button of document.querySelectorAll('[data-app-copy]')) {
  if (!navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.appCopy)
    const status = document.getElementById(button.dataset.appCopy + '-copied')
    await navigator.clipboard.writeText(source.textContent.trim())
    if (status) status.textContent = button.dataset.appCopied
  })
}

/* "Select all on this page" of the practice list. */
for (const all of document.querySelectorAll('[data-app-select-all]')) {
  const boxes = [...document.querySelectorAll(all.dataset.appSelectAll)]
  const item = all.closest('[hidden]')
  if (item) item.hidden = false
  all.addEventListener('change', () => boxes.forEach((box) => (box.checked = all.checked)))
  boxes.forEach((box) =>
    box.addEventListener('change', () => (all.checked = boxes.every((other) => other.checked)))
  )
}

/* That a film came to its end is counted, and by whom is not: nothing that tells browsers apart goes along. */
for (const film of document.querySelectorAll('video')) {
  film.addEventListener(
    'ended',
    () => {
      const id = new URL(film.currentSrc).pathname.match(/^\/media\/([0-9a-f-]+)$/)?.[1]
      if (!id) return
      fetch('/reach/played', { method: 'POST', credentials: 'omit', keepalive: true, body: new URLSearchParams({ film: id }) }).catch(() => {})
    },
    { once: true }
  )
}
