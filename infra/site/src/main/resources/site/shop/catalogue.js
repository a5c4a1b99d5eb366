import {get, part} from '/common/api.js';

let categoriesAsked;

/** @typedef {{path: string, name: string, parent: string|null}} Category */

/** @returns {Promise<Category[]>} all of the shop, parents before children; asked for once */
export function categories() {
  categoriesAsked ??= get('/categories')
    .then((answer) => answer.categories)
    .catch((error) => {
      categoriesAsked = undefined;
      throw error;
    });
  return categoriesAsked;
}

/** The categories directly below one; below null are the departments. */
export function below(parent, all) {
  return all.filter((category) => category.parent === parent);
}

/** @returns {Promise<{products: object[], total: number}>} by popularity, of a `category`, with the words `q` */
export function products(parameters) {
  return get('/products', parameters);
}

/** @returns {Promise<{productId: string, name: string, category: string, price: number|null, available: boolean}>} */
export function product(productId) {
  return get(`/products/${part(productId)}`);
}

/** The last part of a category's path. */
export function nameOf(category) {
  return category.slice(category.lastIndexOf(';') + 1);
}

/** The page of a category. */
export function categoryAddress(category) {
  return `/?${new URLSearchParams({category})}`;
}

/** The page of a product, and the list that leads there if one does. */
export function productAddress(productId, recommendationId) {
  return `/?${new URLSearchParams({product: productId, ...(recommendationId && {from: recommendationId})})}`;
}
