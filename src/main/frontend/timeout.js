/*
 * Signed-in pages only. Warns before the session ends, and shows nothing personal afterwards.
 * The dialog, its words and its two forms come from the server (templates/layout.html).
 */
const dialog = document.querySelector('[data-app-timeout]')
const open = typeof dialog?.showModal === 'function'

/* The Back button after signing out must not bring a kept page to life again. */
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload()
})

if (dialog && open) {
  const idle = Number(dialog.dataset.appTimeout) * 1000
  const warning = Number(dialog.dataset.appTimeoutWarning) * 1000
  const left = dialog.querySelector('[data-app-timeout-left]')
  const stay = dialog.querySelector('[data-app-timeout-stay]')
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('datachoice-session') : null
  let lastSeen = Date.now()
  let announced = 0

  /* Other tabs share this session: activity in one of them counts here too. */
  tabs?.addEventListener('message', () => renew())
  tabs?.postMessage('seen')

  stay.addEventListener('submit', async (event) => {
    event.preventDefault()
    try {
      const answer = await fetch(stay.action, {
        method: 'POST',
        body: new URLSearchParams(new FormData(stay)),
        redirect: 'manual'
      })
      if (!answer.ok) return end()
      tabs?.postMessage('seen')
      renew()
    } catch {
      /* No connection: the time goes on running, and the dialog stays open for another try. */
    }
  })

  /* Escape means: I am here. */
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    stay.requestSubmit()
  })

  /* Looks at the clock instead of counting, so that a laptop that slept knows it. */
  setInterval(tick, 1000)

  function tick() {
    const remaining = idle - (Date.now() - lastSeen)
    if (remaining <= 0) return end()
    if (remaining > warning) return
    const minutes = Math.max(1, Math.ceil(remaining / 60000))
    if (minutes !== announced) {
      announced = minutes
      left.textContent = minutes === 1 ? left.dataset.one : left.dataset.many.replace('{0}', minutes)
    }
    if (!dialog.open) dialog.showModal()
  }

  function renew() {
    lastSeen = Date.now()
    announced = 0
    if (dialog.open) dialog.close()
  }

  /* Asks for the same page again: the server answers that this person was signed out, and keeps their answers. */
  function end() {
    window.location.replace(window.location.pathname + window.location.search)
  }
}
