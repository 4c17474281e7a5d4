// Random EDTF expressions: valid ones of every level, and near misses.
//
//   const expressions = new RandomEdtf(1984);
//   expressions.next();  // "15XX-12-25?"
//
// The same seed gives the same expressions.
//
// SPDX-License-Identifier: Apache-2.0

const NEAR_MISSES = '0123456789XYES?~%-/.,:TZ[]{}+ u';

export class RandomEdtf {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  next() {
    const text = this.#expression();
    return this.#chance(0.25) ? this.#nearMiss(text) : text;
  }

  // The generator "mulberry32": 32 bits of state, a number below 1.
  #random() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  #below(n) {
    return Math.floor(this.#random() * n);
  }

  #between(low, high) {
    return low + this.#below(high - low + 1);
  }

  #chance(part) {
    return this.#random() < part;
  }

  #oneOf(choices) {
    return choices[this.#below(choices.length)];
  }

  #expression() {
    return this.#oneOf([
      () => this.#date(),
      () => this.#date(),
      () => this.#dateTime(),
      () => this.#interval(),
      () => this.#interval(),
      () => this.#set(),
    ])();
  }

  #nearMiss(text) {
    const at = this.#below(text.length + 1);
    const cut = this.#below(2);
    const put = this.#chance(0.7) ? this.#oneOf(NEAR_MISSES) : '';
    return text.slice(0, at) + put + text.slice(at + cut);
  }

  #padded(number, width) {
    return String(number).padStart(width, '0');
  }

  #unspecified(digits) {
    return [...digits].map((d) => (this.#chance(0.4) ? 'X' : d)).join('');
  }

  #qualifier(part) {
    return this.#chance(part) ? this.#oneOf(['?', '~', '%']) : '';
  }

  #year() {
    const year = this.#chance(0.8)
      ? this.#between(1000, 2100)
      : this.#below(10000);
    const sign = this.#chance(0.1) && year > 0 ? '-' : '';
    return sign + this.#padded(year, 4);
  }

  #longYear() {
    const digits = String(this.#between(10000, 3000000));
    const year = this.#chance(0.5)
      ? digits
      : `${this.#between(1, 99)}E${this.#between(1, 8)}`;
    return `Y${this.#chance(0.3) ? '-' : ''}${year}`;
  }

  // A plain date of one, two or three parts.
  #plainDate() {
    const parts = [this.#year()];
    if (this.#chance(0.7)) {
      parts.push(this.#padded(this.#between(1, 12), 2));
      if (this.#chance(0.6)) parts.push(this.#padded(this.#between(1, 31), 2));
    }
    return parts;
  }

  #date() {
    if (this.#chance(0.1)) return this.#season();
    if (this.#chance(0.06)) return this.#longYear();
    if (this.#chance(0.05)) return `${this.#year()}S${this.#between(1, 4)}`;
    let parts = this.#plainDate();
    if (this.#chance(0.25)) parts = parts.map((p) => this.#unspecified(p));
    if (!this.#chance(0.2)) return parts.join('-') + this.#qualifier(0.2);
    const qualified = parts.map((p) =>
      this.#chance(0.5)
        ? this.#qualifier(0.6) + p
        : p + this.#qualifier(0.4),
    );
    return qualified.join('-');
  }

  #season() {
    const season = this.#chance(0.5)
      ? this.#between(21, 24)
      : this.#between(25, 41);
    return `${this.#year()}-${season}`;
  }

  #dateTime() {
    const date = [
      this.#year(),
      this.#padded(this.#between(1, 12), 2),
      this.#padded(this.#between(1, 28), 2),
    ].join('-');
    const time = [23, 59, 59]
      .map((max) => this.#padded(this.#between(0, max), 2))
      .join(':');
    const hours = this.#padded(this.#below(15), 2);
    const zone = this.#oneOf([
      '',
      'Z',
      `+${hours}`,
      `-${hours}:${this.#oneOf(['00', '30', '45'])}`,
    ]);
    return `${date}T${time}${zone}`;
  }

  #interval() {
    const side = () =>
      this.#chance(0.12) ? this.#oneOf(['..', '']) : this.#date();
    const sides = [side(), side()];
    // Most often the right way round.
    const [a, b] = sides;
    if (a > b && b !== '' && b !== '..' && this.#chance(0.8)) sides.reverse();
    return sides.join('/');
  }

  #set() {
    const [open, close] = this.#oneOf(['[]', '{}']);
    const members = [];
    for (let i = this.#between(1, 4); i > 0; --i) members.push(this.#member());
    if (this.#chance(0.1)) members[0] = `..${this.#plainDate().join('-')}`;
    if (this.#chance(0.1)) members.push(`${this.#plainDate().join('-')}..`);
    return open + members.join(',') + close;
  }

  #member() {
    if (!this.#chance(0.3)) return this.#date();
    const first = this.#between(1000, 2000);
    return `${first}..${first + this.#between(0, 9)}`;
  }
}
