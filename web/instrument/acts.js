/* What the reader did, in order. The browser shows each act at once and tells the page all that it has not heard yet;
   the page's answer says the last act that it has heard. An answer to something older than what the reader did last is
   no news: what is on the screen stays. Numbers go on over a reload of the server, so no act is applied twice. */

export class Acts {
  /** @param {(acts: object[]) => void} tell what sends the acts that wait */
  constructor(tell) {
    this.tell = tell;
    this.waiting = [];
    this.held = ""; // the name of what the browser holds
    this.last = Date.now();
  }

  /** @param {string} act @param {object} [what] */
  add(act, what = {}) {
    this.last += 1;
    const one = { n: this.last, act, ...what, held: this.held };
    // Of several widths or views in a row only the last has to be heard.
    this.waiting = [...this.waiting.filter((other) => !replaces(one, other)), one];
    this.tell(this.waiting);
  }

  /** Whether these data answer everything that was done. @param {number} heard the number of the last act heard */
  settled(heard) {
    this.waiting = this.waiting.filter(({ n }) => n > heard);
    return this.waiting.length === 0;
  }
}

const SET = ["view", "side", "width"]; // acts that say a state; the last one counts

/** @param {any} one @param {any} other */
const replaces = (one, other) => one.act === other.act && SET.includes(one.act) && one.name === other.name;
