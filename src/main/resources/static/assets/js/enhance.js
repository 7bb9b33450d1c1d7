/* First in the body: tells the style sheet what this browser can do, before anything is drawn. */
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('nhsuk-frontend-supported')
}
