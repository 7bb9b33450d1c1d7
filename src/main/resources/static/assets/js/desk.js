/*
 * The editing page: what is typed is kept on the server every ten seconds, so that a closed window or a lost connection costs no
 * more. It is not saved as a draft by that, and the page says so. Without this script the page works as it is.
 */
const form = document.querySelector('form[data-app-keeps]')
const EACH = 10 * 1000
/* A server that does not answer must not end the keeping, nor must a click that led nowhere. */
const PATIENCE = 20 * 1000
const SENT = 60 * 1000

if (form?.elements.page?.value) {
  const note = form.querySelector('[data-app-kept]')
  const trouble = form.querySelector('[data-app-not-kept-now]')
  /* A page that is shown again, with what is wrong or with what somebody else saved, holds what nobody has stored. */
  let known = document.querySelector('.nhsuk-error-summary, [data-app-moved]') ? '' : typed().toString()
  let busy = false
  let over = false

  const timer = setInterval(keep, EACH)

  /* Whoever opens the page after us reads that we have it open. */
  const here = new URLSearchParams()
  for (const name of ['_csrf', 'page']) here.append(name, form.elements[name].value)
  if (form.dataset.appTaken === undefined) fetch(form.dataset.appKeeps, { method: 'POST', body: here }).catch(() => {})

  form.addEventListener('submit', (event) => {
    /* A film that is still being sent holds the form back; then it goes on being kept. */
    setTimeout(() => {
      over = !event.defaultPrevented
    })
    setTimeout(() => {
      over = false
    }, SENT)
  })

  /* Whoever leaves within the ten seconds: the browser sends it while the page goes. */
  addEventListener('pagehide', () => {
    const now = typed().toString()
    if (over || now === known) return
    const last = typed()
    last.append('last', 'yes')
    if (navigator.sendBeacon(form.dataset.appKeeps, last)) known = now
    /* Too long for a beacon: it may arrive, if the page goes slowly. */
    else fetch(form.dataset.appKeeps, { method: 'POST', body: last }).catch(() => {})
  })

  /* Back from another page: the form stands as it was left, and nothing is being sent. */
  addEventListener('pageshow', () => {
    over = false
    busy = false
  })

  async function keep() {
    const now = typed().toString()
    if (busy || over || now === known) return
    busy = true
    try {
      const answer = await fetch(form.dataset.appKeeps, {
        method: 'POST',
        body: typed(),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE)
      })
      const said = (answer.headers.get('Content-Type') ?? '').startsWith('text/plain')
      if (answer.ok && said) {
        known = now
        note.textContent = await answer.text()
        note.hidden = false
        trouble.textContent = ''
      } else if (answer.status !== 429) {
        tell(said ? await answer.text() : form.dataset.appNotKept)
        if (answer.status === 409) clearInterval(timer)
      }
    } catch {
      tell(form.dataset.appNotKept)
    }
    busy = false
  }

  /* Once: whoever cannot see the page hears it each time it is written. */
  function tell(words) {
    if (trouble.textContent !== words) trouble.textContent = words
  }

  function typed() {
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string') fields.append(name, value)
    }
    return fields
  }
}
