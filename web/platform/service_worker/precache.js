/**
 * What the service worker keeps, so that the page opens without a link. The build replaces this file
 * (infra/packaging/page.py), for it alone knows the names: each has a digest of the content in it.
 */

/** Changes with any file of the page. */
export const VERSION = "not built";

/** What a first visit has fetched already: kept at once, from the browser's own cache. @type {string[]} */
export const FILES = ["./"];

/** What is fetched when it is wanted: other languages, the centre's and the office's pages. Kept then. @type {string[]} */
export const LATER = [];
