/*
 * The editing page: a file is sent as soon as it is chosen, with how far it has come, and the form then carries only the
 * number of what was kept. What the server says of it stands below the field, one line for each thing that is wrong. Without
 * this script, or when sending breaks, the form sends the file itself.
 */
const script = document.querySelector('[data-app-uploads]')?.dataset
const form = document.querySelector('[data-app-uploads]')?.closest('form')
const sending = new Set()
/* While a film comes nobody is away, however long it takes. */
const RENEW = 4 * 60 * 1000
let renewed = Date.now()
let saveWith = null

for (const field of form?.querySelectorAll('[data-app-upload]') ?? []) {
  const input = field.querySelector('input[type=file]')
  const kept = form.elements[input.name.replace(/File$/, '')]
  const bar = document.createElement('progress')
  bar.max = 100
  bar.hidden = true
  bar.className = 'nhsuk-u-width-full'
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  status.id = input.id + '-upload'
  const group = field.querySelector('.nhsuk-form-group')
  ;(group ?? field).append(bar, status)
  input.setAttribute('aria-describedby', [input.getAttribute('aria-describedby'), status.id].filter(Boolean).join(' '))
  let request = null
  const ticks = [...form.querySelectorAll(`[data-app-of="${input.name}"]`)]
  let ticked = null

  input.addEventListener('change', () => {
    request?.abort()
    const file = input.files[0]
    if (!file) {
      tickAsBefore()
      return
    }
    if (file.size > Number(field.dataset.appLargest)) {
      forgetChoice()
      say(field.dataset.appTooLarge, false)
      return
    }
    /* What was said of the film before is not said of this one; what is ticked from now on is. */
    ticked ??= ticks.map((tick) => tick.checked)
    for (const tick of ticks) tick.checked = false
    send(file)
  })

  function send(file) {
    const body = new FormData()
    body.append('_csrf', form.elements._csrf.value)
    body.append('kind', field.dataset.appUpload)
    body.append('file', file)
    request = new XMLHttpRequest()
    const own = request
    sending.add(own)
    let told = 0
    bar.value = 0
    bar.hidden = false
    bar.setAttribute('aria-label', words('appSending', file.name))
    say(words('appSending', file.name))
    own.upload.addEventListener('progress', (event) => {
      if (Date.now() - renewed > RENEW) {
        renewed = Date.now()
        document.querySelector('[data-app-timeout-stay]')?.requestSubmit()
      }
      if (!event.lengthComputable) return
      bar.value = (100 * event.loaded) / event.total
      /* Not each step is read out: four are enough to know that it goes on. */
      const quarter = Math.floor(bar.value / 25)
      if (quarter > told && quarter < 4) {
        told = quarter
        say(words('appPercent', quarter * 25))
      }
    })
    own.upload.addEventListener('load', () => {
      say(script.appChecking)
    })
    own.addEventListener('load', () => {
      const said = (own.getResponseHeader('Content-Type') ?? '').startsWith('text/plain')
      /* Anything else is a page, such as the one for signing in. */
      const text = said ? own.responseText : script.appBroken
      request = null
      if (own.status === 201) {
        kept.value = own.getResponseHeader('Location').split('/').pop()
        for (const tick of ticks) tick.value = kept.value
        ticked = null
        forgetChoice()
      } else if (said) {
        forgetChoice()
        saveWith = null
      } else if (own.status < 500) {
        saveWith = null /* signed out: what is typed stays on this page, rather than being sent to be refused */
      }
      done(text, own.status === 201)
      if (own.status === 201 && field.dataset.appList) offerList(kept.value)
    })
    own.addEventListener('error', () => done(script.appBroken, false))
    own.addEventListener('abort', () => {
      sending.delete(own)
      bar.hidden = true
      say('')
      saveWith = null /* another file was chosen: saving waits for the next click */
    })
    own.open('POST', script.appUploads)
    own.send(body)

    function done(text, well) {
      bar.hidden = true
      say(text, well)
      sending.delete(own)
      if (saveWith && sending.size === 0) form.requestSubmit(saveWith)
    }
  }

  /* Captions can be read as a list before they are saved. */
  function offerList(id) {
    const link = document.createElement('a')
    link.className = 'nhsuk-link'
    link.href = field.dataset.appList + id
    link.target = '_blank'
    link.textContent = field.dataset.appListWords
    status.append(' ', link)
  }

  function say(text, well = true) {
    status.className = 'app-lines nhsuk-u-padding-top-2 ' + (well ? 'nhsuk-body' : 'nhsuk-error-message')
    status.textContent = text
    if (well) input.removeAttribute('aria-invalid')
    else input.setAttribute('aria-invalid', 'true')
    group?.classList.toggle('nhsuk-form-group--error', !well)
  }

  /* Without another file the film before stays, and what was said of it. */
  function tickAsBefore() {
    if (ticked) ticks.forEach((tick, at) => (tick.checked = ticked[at]))
    ticked = null
  }

  /* The form does not send what was sent, or refused, already. */
  function forgetChoice() {
    input.value = ''
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }

  form.addEventListener('submit', (event) => {
    if (sending.size === 0 || !sending.has(request)) return
    event.preventDefault()
    saveWith = event.submitter
    say(script.appFirst)
  })
}

function words(key, ...parts) {
  return parts.reduce((text, part, at) => text.replace('{' + at + '}', () => part), script[key])
}
