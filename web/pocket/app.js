/* The shell of the pocket atlas: bar, pages, one sentence where something fails. README.md says what a page is given. */

/**
 * @typedef {{
 *   say: (id: string, slots?: Record<string, any>) => string, data: any,
 *   part: (name: string) => Promise<any>, fetched: (address: string) => Promise<any>, at: (address: string) => string,
 *   choice: any, choose: (changes: object) => void, go: (page: string, changes?: object) => void,
 *   reader: { measure: string | null, mm: number | null, finger: string, unit: string },
 *   numbers: (view: string, side: string) => Promise<any>,
 *   answers: { get: () => Record<string, string> | null, set: (answers: Record<string, string>) => void, refused: boolean },
 *   decision: () => Promise<any>,
 *   draw: (place: Element, chart: object, hear: object) => void, remark: (sentence: string) => void,
 *   dark: boolean, leaving: (() => string) | null,
 * }} Pocket
 */

export {};
