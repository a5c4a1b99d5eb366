/** All words of the shop's pages. Those of explanations come from the API, in the language of `Accept-Language`. */
const WORDS = {
  pl: {
    skip: 'Przejdź do treści',
    search: 'Szukaj produktu',
    find: 'Szukaj',
    about: 'Sklep pokazowy. Wszystkie polecenia pochodzą z API eSzoppping Recommendations.',
    console: 'Konsola analityka',
    categories: 'Kategorie',
    home: 'Strona główna',
    breadcrumb: 'Ścieżka kategorii',
    otherLanguage: 'English',
    otherLanguageShort: 'EN',
    boughtCount: 'Kupione w tej wizycie:',
    anonymous: 'Gość',
    incognito: 'Incognito',
    customer: 'Klient {0}',
    changeVisitor: 'Zmień kupującego',
    close: 'Zamknij',
    visitorTitle: 'Kto kupuje?',
    visitorHint: 'Stały klient dostaje polecenia swojej grupy, gość – do tego, co ogląda, a bez użycia danych – do samej strony. Zmiana zaczyna nową wizytę.',
    number: 'Numer klienta',
    switchVisitor: 'Przełącz',
    beAnonymous: 'Kupuj jako gość',
    refuse: 'Nie używaj moich danych',
    suggestions: 'Na przykład:',
    group: 'grupa {0}',
    likes: 'lubi: {0}',
    knownAs: 'Kupujesz jako klient {0} z grupy {1}, która lubi:',
    knownPlain: 'Kupujesz jako klient {0} z grupy {1}.',
    unknownCustomer: 'Klienta {0} model nie zna: dostaje to, co popularne, aż coś obejrzy.',
    nowShops: 'Teraz kupuje: {0}.',
    recommended: 'Polecane dla Ciebie',
    recommendedHere: 'Polecane w tej kategorii',
    recommendedNext: 'Może Cię zainteresować',
    basisNext: 'Z tego, co oglądasz w tej wizycie',
    basisGroup: 'Z tego, co lubią osoby o podobnym guście',
    basisCategory: 'Z tego, co popularne w kategorii',
    basisStore: 'Z tego, co popularne w całym sklepie',
    departments: 'Działy sklepu',
    subcategories: 'Podkategorie',
    allProducts: 'Wszystkie produkty',
    foundProducts: 'Znalezione produkty',
    results: 'Wyniki dla „{0}”',
    count: '{0} z {1}',
    more: 'Pokaż więcej',
    nothingFound: 'Nic takiego nie mamy. Spróbuj krótszego słowa.',
    nothingHere: 'W tej kategorii nic teraz nie ma.',
    noRecommendations: 'Tu nie mamy nic do polecenia.',
    noPrice: 'Cena nieznana',
    available: 'Dostępny',
    unavailable: 'Chwilowo niedostępny',
    buy: 'Kup',
    buyAgain: 'Kup jeszcze raz',
    thanks: 'Kupione. Numer zamówienia: {0}.',
    thanksHint: 'Tego produktu nie będziemy już polecać w tej wizycie.',
    productNumber: 'Nr {0}',
    loading: 'Wczytywanie…',
    notFound: 'Nie ma takiej strony',
    notShown: 'Nie możemy pokazać tej strony',
    noProduct: 'Takiego produktu nie ma w katalogu.',
    noCategory: 'Takiej kategorii nie ma w sklepie.',
    backHome: 'Wróć na stronę główną',
    error0: 'Sklep nie odpowiada. Sprawdź połączenie i odśwież stronę.',
    error429: 'Za dużo osób naraz. Spróbuj za chwilę.',
    error503: 'Poleceń teraz nie ma: żaden model nie został jeszcze opublikowany albo nie da się go odczytać.',
    error503Catalogue: 'Katalogu teraz nie da się pokazać. Zajrzyj za chwilę.',
    errorOther: 'Coś poszło nie tak. Spróbuj odświeżyć stronę.',
    why: 'Skąd te polecenia?',
    whyModel: 'Model',
    whyVersion: 'Wersja',
    whyExperiment: 'Eksperyment',
    whyFallback: 'Zastępstwo',
    whyId: 'Numer listy',
    whyTime: 'Czas odpowiedzi',
    whyQuery: 'Zapytanie',
    whyItems: 'Dlaczego te produkty',
    whyScore: 'wynik {0}',
    milliseconds: '{0} ms w tej przeglądarce',
    variant: '{0}, wariant {1}',
    noExperiment: 'żaden',
    'model.popular': 'to, co popularne i dobrze oceniane',
    'model.groups': 'to, co popularne wśród osób o podobnym guście',
    'model.next': 'to, co kupujący oglądają jako następne',
    'fallback.null': 'niepotrzebne: odpowiedziała lista, o którą pytano',
    'fallback.GROUP_IN_CATEGORY': 'obejrzane produkty mówią za mało; dopełniła lista grupy w tej kategorii',
    'fallback.CATEGORY': 'lista grupy nieznana lub za krótka; dopełniła lista kategorii dla wszystkich',
    'fallback.PARENT_CATEGORY': 'kategoria nieznana lub za mała; dopełniła lista kategorii wyżej',
    'fallback.GROUP': 'dopełniła lista grupy dla całego sklepu',
    'fallback.STORE': 'dopełniła lista całego sklepu, ta sama dla wszystkich',
  },
  en: {
    skip: 'Skip to the content',
    search: 'Search for a product',
    find: 'Search',
    about: 'A demonstration shop. All recommendations come from the API of eSzoppping Recommendations.',
    console: 'The analyst’s console',
    categories: 'Categories',
    home: 'Home',
    breadcrumb: 'Path of the category',
    otherLanguage: 'Polski',
    otherLanguageShort: 'PL',
    boughtCount: 'Bought in this visit:',
    anonymous: 'Guest',
    incognito: 'Incognito',
    customer: 'Customer {0}',
    changeVisitor: 'Change who is shopping',
    close: 'Close',
    visitorTitle: 'Who is shopping?',
    visitorHint: 'A known customer gets what their group likes, a guest what goes with what they look at, and without data what goes with the page alone. A change begins a new visit.',
    number: 'Customer number',
    switchVisitor: 'Switch',
    beAnonymous: 'Shop as a guest',
    refuse: 'Do not use my data',
    suggestions: 'For example:',
    group: 'group {0}',
    likes: 'likes: {0}',
    knownAs: 'You are customer {0} of group {1}, which likes:',
    knownPlain: 'You are customer {0} of group {1}.',
    unknownCustomer: 'The model does not know customer {0}, who gets what is popular until they look at something.',
    nowShops: 'Now shopping: {0}.',
    recommended: 'Recommended for you',
    recommendedHere: 'Recommended in this category',
    recommendedNext: 'You may also like',
    basisNext: 'From what you look at in this visit',
    basisGroup: 'From what people of similar taste like',
    basisCategory: 'From what is popular in the category',
    basisStore: 'From what is popular in the whole store',
    departments: 'Departments',
    subcategories: 'Subcategories',
    allProducts: 'All products',
    foundProducts: 'Products found',
    results: 'Results for “{0}”',
    count: '{0} of {1}',
    more: 'Show more',
    nothingFound: 'We have nothing like that. Try a shorter word.',
    nothingHere: 'There is nothing in this category now.',
    noRecommendations: 'There is nothing to recommend here.',
    noPrice: 'Price not known',
    available: 'In stock',
    unavailable: 'Not available now',
    buy: 'Buy',
    buyAgain: 'Buy again',
    thanks: 'Bought. Order number: {0}.',
    thanksHint: 'We will not recommend this product again in this visit.',
    productNumber: 'No. {0}',
    loading: 'Loading…',
    notFound: 'There is no such page',
    notShown: 'This page cannot be shown',
    noProduct: 'There is no such product in the catalogue.',
    noCategory: 'There is no such category in the store.',
    backHome: 'Back to the home page',
    error0: 'The shop does not answer. Check the connection and reload the page.',
    error429: 'Too many people at once. Try again in a moment.',
    error503: 'There are no recommendations now: no model has been published yet, or it cannot be read.',
    error503Catalogue: 'The catalogue cannot be shown now. Come back in a moment.',
    errorOther: 'Something went wrong. Try to reload the page.',
    why: 'Why these?',
    whyModel: 'Model',
    whyVersion: 'Version',
    whyExperiment: 'Experiment',
    whyFallback: 'Fallback',
    whyId: 'Id of the list',
    whyTime: 'Time to answer',
    whyQuery: 'Query',
    whyItems: 'Why these products',
    whyScore: 'score {0}',
    milliseconds: '{0} ms in this browser',
    variant: '{0}, variant {1}',
    noExperiment: 'none',
    'model.popular': 'what is popular and well rated',
    'model.groups': 'what is popular among people of similar taste',
    'model.next': 'what shoppers look at next',
    'fallback.null': 'not needed: the list that was asked for answered',
    'fallback.GROUP_IN_CATEGORY': "the viewed products tell too little; the group's list in this category filled it up",
    'fallback.CATEGORY': "the group's list is unknown or too short; the category's list for everybody filled it up",
    'fallback.PARENT_CATEGORY': 'the category is unknown or too small; the list of a category above filled it up',
    'fallback.GROUP': "the group's list for the whole store filled it up",
    'fallback.STORE': "the whole store's list filled it up, the same for everybody",
  },
};

const LOCALES = {pl: 'pl-PL', en: 'en-GB'};

let language = localStorage.getItem('language') === 'en' ? 'en' : 'pl';

/** @returns {'pl'|'en'} */
export function languageNow() {
  return language;
}

/** Goes on in the other language. */
export function changeLanguage() {
  language = language === 'pl' ? 'en' : 'pl';
  localStorage.setItem('language', language);
}

/** The words of this name, with values in the places {0}, {1}. */
export function words(name, ...values) {
  return WORDS[language][name].replace(/\{(\d)\}/g, (place, index) => values[index]);
}

/** A price as people write it; in words if it is not known. */
export function priceInWords(price) {
  if (price === null) return words('noPrice');
  const format = {style: 'currency', currency: 'PLN', currencyDisplay: 'narrowSymbol'};
  return new Intl.NumberFormat(LOCALES[language], format).format(price);
}

/** A number with at most so many digits after the point. */
export function number(value, digits = 0) {
  return new Intl.NumberFormat(LOCALES[language], {maximumFractionDigits: digits}).format(value);
}

/** What is said of an error of the API. */
export function errorInWords(error, ofTheCatalogue = false) {
  if (error.status === 503 && ofTheCatalogue) return words('error503Catalogue');
  return words([0, 429, 503].includes(error.status) ? `error${error.status}` : 'errorOther');
}
