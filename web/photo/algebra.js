/* What the map needs of linear algebra: matrices are lists of rows, so small that clearness is all that counts. */

/** @typedef {number[][]} Matrix */

/** A · B. @param {Matrix} a @param {Matrix} b @returns {Matrix} */
export const times = (a, b) => a.map((row) => b[0].map((_, j) => row.reduce((sum, one, k) => sum + one * b[k][j], 0)));

/** @param {Matrix} a @returns {Matrix} */
export const across = (a) => a[0].map((_, j) => a.map((row) => row[j]));

/** A + B, or A + factor · B. @param {Matrix} a @param {Matrix} b @param {number} [factor] @returns {Matrix} */
export const plus = (a, b, factor = 1) => a.map((row, i) => row.map((one, j) => one + factor * b[i][j]));

/** The lower triangle L with L · Lᵀ = A, for an A that is symmetric and positive. @param {Matrix} a @returns {Matrix} */
export function rootOf(a) {
  const root = a.map((row) => row.map(() => 0));
  for (let i = 0; i < a.length; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let left = a[i][j];
      for (let k = 0; k < j; k += 1) left -= root[i][k] * root[j][k];
      root[i][j] = i === j ? Math.sqrt(Math.max(left, 1e-300)) : left / root[j][j];
    }
  return root;
}

/** X with A · X = B, by the root of A. @param {Matrix} root @param {Matrix} b @returns {Matrix} */
export function solved(root, b) {
  const x = b.map((row) => row.slice()),
    n = root.length;
  for (let c = 0; c < x[0].length; c += 1) {
    for (let i = 0; i < n; i += 1) {
      for (let k = 0; k < i; k += 1) x[i][c] -= root[i][k] * x[k][c];
      x[i][c] /= root[i][i];
    }
    for (let i = n - 1; i >= 0; i -= 1) {
      for (let k = i + 1; k < n; k += 1) x[i][c] -= root[k][i] * x[k][c];
      x[i][c] /= root[i][i];
    }
  }
  return x;
}
