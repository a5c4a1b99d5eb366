/** Where the pages find the API. `./recs deploy --site` writes that of a stack into its copy. */
export const config = {
  /** What stands before each path of the API; nothing where the API answers at the same address as the pages. */
  api: '',
  /** Whether these pages come from `./recs demo` or `./recs serve`, whose token lets the console change experiments. */
  local: true,
};
