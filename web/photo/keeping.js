/* The photo on this device: kept by this browser when the reader asks, and forgotten when they say so. */

const BASE = "cun-atlas photo",
  SHELF = "photos";

/** @param {IDBTransactionMode} mode @param {(shelf: IDBObjectStore) => IDBRequest} ask @returns {Promise<any>} */
function onShelf(mode, ask) {
  return new Promise((ok, fail) => {
    const opening = indexedDB.open(BASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(SHELF);
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const base = opening.result,
        deed = base.transaction(SHELF, mode),
        asked = ask(deed.objectStore(SHELF));
      deed.oncomplete = () => {
        base.close();
        ok(asked.result);
      };
      deed.onerror = deed.onabort = () => {
        base.close();
        fail(deed.error);
      };
    };
  });
}

/** What is kept: the photo, the view and side it was taken of, the places touched. @typedef {{ photo: Blob, view: string, side: string, taps: [string, [number, number]][] }} Kept */

/** @param {Kept} what */
export const keepPhoto = (what) => onShelf("readwrite", (shelf) => shelf.put(what, "mine"));
export const forgetPhoto = () => onShelf("readwrite", (shelf) => shelf.clear());
/** @returns {Promise<Kept | null>} null where nothing is kept, or nothing can be */
export const keptPhoto = () => onShelf("readonly", (shelf) => shelf.get("mine")).catch(() => null);
