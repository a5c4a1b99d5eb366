import {below, categories, categoryAddress, nameOf} from './catalogue.js';
import {drawing, element, fill} from './elements.js';
import {becomes, bought, consents, groupOf, numberOf, refusesConsent, userId} from './visitor.js';
import {changeLanguage, languageNow, words} from './words.js';

/** Customers of generated stores. Only those whom the served version knows are suggested. */
const CUSTOMERS_TO_TRY = ['102', '150', '200', '250'];

const BAG = 'M5 9h14l-1.2 10.5a1.5 1.5 0 0 1-1.5 1.5H7.7a1.5 1.5 0 0 1-1.5-1.5zM8.5 9a3.5 3.5 0 0 1 7 0';

const PERSON = 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.6-3.9 3.7-6 7.5-6s6.9 2.1 7.5 6';

const LONGEST_NUMBER = 64;

/**
 * Puts words and tools into the header, and the departments when the API has answered.
 *
 * @param {(said?: string) => void} refresh shows the page anew, because the visitor or the language is another, and says what is new
 */
export function showHeader(refresh) {
  document.documentElement.lang = languageNow();
  for (const place of document.querySelectorAll('[data-word]')) place.textContent = words(place.dataset.word);
  document.getElementById('q').placeholder = words('search');
  const language = element(
    'button.plain',
    {id: 'language', type: 'button', lang: languageNow() === 'pl' ? 'en' : 'pl', onclick: () => switchLanguage(refresh)},
    words('otherLanguageShort'),
    element('span.unseen', {}, ` – ${words('otherLanguage')}`),
  );
  fill(
    document.getElementById('tools'),
    element(
      'button.plain',
      {id: 'visitor', type: 'button', 'aria-haspopup': 'dialog', onclick: () => askWhoShops(refresh)},
      drawing(PERSON, 'sign'),
      element('span.name', {}, nameOfVisitor()),
      element('span.unseen', {}, `: ${words('changeVisitor')}`),
    ),
    language,
    element('span.bought', {}, drawing(BAG, 'sign'), element('span.unseen', {}, words('boughtCount')), element('span', {id: 'bought'})),
  );
  showPurchases();
  showDepartments();
}

/** Shows how much was bought in this visit. */
export function showPurchases() {
  document.getElementById('bought').textContent = bought().length;
}

function switchLanguage(refresh) {
  changeLanguage();
  showHeader(refresh);
  refresh();
  document.getElementById('language').focus();
}

function nameOfVisitor() {
  if (!consents()) return words('incognito');
  return userId() === null ? words('anonymous') : words('customer', userId());
}

// ------------------------------------------------------------------------------------------------ departments

function showDepartments() {
  const nav = document.getElementById('departments');
  nav.setAttribute('aria-label', words('categories'));
  categories()
    .then((all) => fill(nav, menu(all), element('ul.row', {role: 'list'}, below(null, all).map(entry))))
    .catch(() => fill(nav));
}

function entry(category) {
  return element('li', {}, element('a', {href: categoryAddress(category.path)}, category.name));
}

function menu(all) {
  return element(
    'details.menu',
    {onkeydown: (event) => event.key === 'Escape' && closeMenu(true)},
    element('summary', {}, words('categories')),
    element(
      'ul.panel',
      {role: 'list'},
      below(null, all).map((department) =>
        element(
          'li',
          {},
          element('a', {href: categoryAddress(department.path)}, department.name),
          element('ul', {role: 'list'}, below(department.path, all).map(entry)),
        ),
      ),
    ),
  );
}

/** Closes the menu of categories if it is open. */
export function closeMenu(focus = false) {
  const menu = document.querySelector('details.menu[open]');
  menu?.removeAttribute('open');
  if (focus) menu?.querySelector('summary').focus();
}

document.addEventListener('click', (event) => {
  if (!event.target.closest('details.menu')) closeMenu();
});

// ------------------------------------------------------------------------------------------------ who shops

function askWhoShops(refresh) {
  const field = element('input', {
    id: 'customer',
    required: true,
    maxlength: LONGEST_NUMBER,
    autocomplete: 'off',
    value: userId(),
  });
  const suggestions = element('div.suggestions');
  const choose = (customer) => change(() => becomes(customer));
  const change = (become) => {
    become();
    dialog.close();
    showHeader(refresh);
    refresh(words('nowShops', nameOfVisitor()));
    document.getElementById('visitor').focus();
  };
  const dialog = element(
    'dialog',
    {'aria-labelledby': 'who', onclose: () => dialog.remove()},
    element('h2', {id: 'who'}, words('visitorTitle')),
    element('p', {}, words('visitorHint')),
    element(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          if (field.value.trim() !== '') choose(field.value.trim());
        },
      },
      element('label', {for: 'customer'}, words('number')),
      element('div.pair', {}, field, element('button.primary', {}, words('switchVisitor'))),
    ),
    suggestions,
    element(
      'div.ends',
      {},
      consents() && element('button', {id: 'refuse', type: 'button', onclick: () => change(refusesConsent)}, words('refuse')),
      (userId() !== null || !consents()) && element('button', {type: 'button', onclick: () => choose(null)}, words('beAnonymous')),
      element('button', {type: 'button', onclick: () => dialog.close()}, words('close')),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  suggest(suggestions, choose);
}

async function suggest(place, choose) {
  const groups = await Promise.allSettled(CUSTOMERS_TO_TRY.map(groupOf));
  const known = groups.filter((group) => group.status === 'fulfilled' && group.value.group !== null);
  if (known.length === 0) return;
  fill(
    place,
    element('p', {}, words('suggestions')),
    known.map(({value}) =>
      element(
        'button.suggestion',
        {type: 'button', onclick: () => choose(value.userId)},
        element('strong', {}, value.userId),
        ` ${words('group', numberOf(value.group))}`,
        value.interests.length > 0 && element('span.small', {}, words('likes', value.interests.map(nameOf).join(', '))),
      ),
    ),
  );
}
