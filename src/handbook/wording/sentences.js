// @ts-check
/* The sentences that the build puts into a script, by book and code. Scripts of every page need no more than this; where
 * a sentence has slots, words.js fills them in.
 */

/** @type {Record<string, Record<string, string>>} */
const books = {};

/** What the build hands over, before anything is said: book → code → sentence.
 * @param {Record<string, Record<string, string>>} given
 */
const setWords = (given) => Object.assign(books, given);

/** A sentence as it stands in its words file.
 * @param {string} book
 * @param {string} code
 */
function sentence(book, code) {
  const text = (books[book] || {})[code];
  if (text === undefined) throw new Error("no words for " + book + ": " + code);
  return text;
}

export { books, sentence, setWords };
