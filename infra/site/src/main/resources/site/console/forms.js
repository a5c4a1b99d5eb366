/** Forms: controls with their labels, and what the API says against what was sent. */

/** A label with its control and a hint. */
export function field(label, control, hint) {
  const note = hint ? element('small', {id: `${control.id}-hint`}, hint) : null;
  if (note) control.setAttribute('aria-describedby', note.id);
  return element('div', {class: 'field'}, element('label', {for: control.id}, label), control, note);
}

/** A field for a short text; it is found in its form by its id. */
export function textInput(id, value, more = {}) {
  return element('input', {id, name: id, value, autocomplete: 'off', spellcheck: 'false', ...more});
}

export function numberInput(id, value, limits) {
  return element('input', {id, name: id, type: 'number', value, ...limits});
}

/** @param {[string, string][]} options values with their texts */
export function select(id, options, chosen) {
  return element('select', {id, name: id},
    options.map(([value, text]) => element('option', {value, ...(value === chosen && {selected: ''})}, text)));
}

export function textOf(form, id) {
  return form.elements.namedItem(id).value.trim();
}

/** Null if nothing stands there. */
export function numberOf(form, id) {
  const text = textOf(form, id);
  return text === '' ? null : Number(text);
}

/** Where a form says what is wrong with it. */
export function complaints() {
  return element('div', {role: 'alert'});
}

/** Shows what the API says, at the field that it means if it names one. */
export function complain(error, form, said) {
  said.replaceChildren(banner('bad', error.message, []));
  const meant = form.elements.namedItem(error.parameter ?? '');
  if (meant) {
    meant.setAttribute('aria-invalid', 'true');
    meant.focus();
  } else {
    said.scrollIntoView({block: 'nearest'});
  }
}

export function forgetComplaints(form, said) {
  said.replaceChildren();
  form.querySelectorAll('[aria-invalid]').forEach((control) => control.removeAttribute('aria-invalid'));
}
