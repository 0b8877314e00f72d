/** What a screen reader is told: one polite sentence at a time, at most one a second, the newest wins. */
export class LiveState {
  text = $state('');
  #timer: ReturnType<typeof setTimeout> | null = null;
  #next = '';
  #lastMs = -Infinity;

  say(text: string): void {
    this.#next = text;
    if (this.#timer !== null) return;
    const wait = Math.max(0, 1000 - (performance.now() - this.#lastMs));
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#lastMs = performance.now();
      this.text = this.#next;
    }, wait);
  }
}
