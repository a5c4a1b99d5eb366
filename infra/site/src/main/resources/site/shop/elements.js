const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element of the page. Texts become text, never HTML, wherever they come from.
 *
 * @param {string} tag like `p`, or `p.hint.small` with classes
 * @param {Object<string, any>} attributes one that is null, undefined or false is left out, true is the empty one; `on…` is a
 *     listener
 * @param {...(Node|string|number|null|undefined|false|Array)} children what is nothing is left out
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const made = document.createElement(name);
  if (classes.length > 0) made.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...present(children));
  return made;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Puts these children in the place of whatever is in the element. */
export function fill(parent, ...children) {
  parent.replaceChildren(...present(children));
}

/** A drawing of one line's width on a square of 24, hidden from screen readers. */
export function drawing(path, className) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
