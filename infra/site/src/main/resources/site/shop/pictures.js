import {drawing, element} from './elements.js';

/** Drawings by the words of a category; the first that fits is taken, from the category itself up to its department. */
const DRAWINGS = [
  [/^foto|aparat|obiektyw/i, 'M3 7.5h4.5L9 5h6l1.5 2.5H21V19H3zM12 9.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4z'],
  [/klawiatur/i, 'M3 7h18v10H3zM6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8'],
  [/mysz/i, 'M12 3a5.5 5.5 0 0 1 5.5 5.5v7a5.5 5.5 0 0 1-11 0v-7A5.5 5.5 0 0 1 12 3zM12 6.5v3.5'],
  [/ładowark|zasilacz|kabl|gniazdk/i, 'M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4'],
  [/powerbank/i, 'M4 8h14v8H4zM18 10.5h2.5v3H18M11.5 9.5l-2 3h3l-2 2.5'],
  [/karty podarunkowe|abonament|doładowan/i, 'M3 6h18v12H3zM3 10h18M7 14.5h4'],
  [/fotel|biurk/i, 'M7 4h10v9H7zM5 10v5h14v-5M12 15v4M8 20h8'],
  [/gry/i, 'M7 7h10a5 5 0 0 1 4.7 6.700l-.8 2.300a2.3 2.3 0 0 1-4 .7L15.5 15h-7l-1.4 1.700a2.3 2.3 0 0 1-4-.7l-.8-2.300A5 5 0 0 1 7 7zM8.5 9.5v3.5M6.8 11.200h3.5M15 10.200h.01M17 12.200h.01'],
  [/konsol/i, 'M3 8.5h18v7H3zM6 12h5M17.5 12h.01M5 18h14'],
  [/telewizor|video|projektor|rtv/i, 'M3 5h18v11H3zM8 20h8M12 16v4'],
  [/monitor/i, 'M3 4h18v12H3zM9 20h6M12 16v4M6.5 12.5h4'],
  [/słuchawk|głośnomówiąc/i, 'M4 15v-2.5a8 8 0 0 1 16 0V15M4 14h3.5v6H5.5A1.5 1.5 0 0 1 4 18.5zM20 14h-3.5v6h2a1.5 1.5 0 0 0 1.5-1.5z'],
  [/audio|głośnik|soundbar|radi/i, 'M7 3h10v18H7zM12 7h.01M12 11.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z'],
  [/etui|pokrowc|szkła/i, 'M12 3l7.5 2.700v5.800c0 4.4-3 7.8-7.5 9.5-4.5-1.7-7.5-5.1-7.5-9.5V5.700zM9 11.800l2.2 2.2 4-4.2'],
  [/zegark|smartwatch|opask/i, 'M9 7V3.5h6V7M9 17v3.5h6V17M12 6.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM12 9.5V12l1.8 1.2'],
  [/tablet|czytnik/i, 'M5 3h14v18H5zM11 18h2'],
  [/telefon|smartfon/i, 'M7.5 2.5h9v19h-9zM11 18.5h2'],
  [/laptop/i, 'M5 5h14v10H5zM2.5 19h19L19 15H5z'],
  [/drukar|skaner|wielofunkcyjn/i, 'M7 8V3h10v5M7 17H3.5V8h17v9H17M7 13.5h10V21H7z'],
  [/podzespoł|karty|dyski|pamięci|procesor/i, 'M7 7h10v10H7zM10.5 10.5h3v3h-3zM9 3v4M15 3v4M9 17v4M15 17v4M3 9h4M3 15h4M17 9h4M17 15h4'],
  [/sieci|router/i, 'M3 14h18v6H3zM7 17h.01M11 17h6M7 14V9M5 6.5a6 6 0 0 1 4 0M17 14V5'],
  [/komputer/i, 'M5 5h14v10H5zM2.5 19h19L19 15H5z'],
  [/statyw|stabilizator/i, 'M8.5 3h7v5h-7zM12 8v4M12 12l-5.5 9M12 12l5.5 9M12 12v8'],
  [/kamer|dron/i, 'M3 7h12v10H3zM15 11l6-3.5v9L15 13z'],
  [/żarów|oświetl|lamp|led/i, 'M9 17.5h6M10 21h4M12 3a6 6 0 0 0-3.5 10.900c.4.6.5 1.2.5 2.100h6c0-.9.1-1.5.5-2.100A6 6 0 0 0 12 3z'],
  [/dom|bezpiecze|sterowan/i, 'M3.5 11.5 12 4l8.5 7.5M6 9.800V20h12V9.800M10 20v-5.5h4V20'],
];

const BOX = 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9';

/** How far apart the colours of two departments are: the golden angle, so that no two are alike. */
const DEGREES = 137.5;

/**
 * The picture of what is in a category: a drawing by its words on a colour of its own. Equal categories have equal pictures.
 *
 * @param {string} category its path
 */
export function picture(category) {
  const made = element('span.picture', {}, drawing(pathOf(category), 'glyph'));
  made.style.setProperty('--hue', String(hue(category)));
  return made;
}

function pathOf(category) {
  for (const name of category.split(';').reverse()) {
    const found = DRAWINGS.find(([words]) => words.test(name));
    if (found) return found[1];
  }
  return BOX;
}

function hue(category) {
  const [department, section = ''] = category.split(';');
  return Math.round((sum(department) * DEGREES + (sum(section) % 7) * 9) % 360);
}

function sum(text) {
  let total = 0;
  for (const letter of text) total += letter.codePointAt(0);
  return total;
}
