/** The figure that is being asked where it comes from, and the button that asked. */
import type { Fact } from '../../domain/fact';

interface Asked {
  readonly fact: Fact;
  /** As printed. */
  readonly text: string;
  readonly asked: HTMLElement;
}

export class WhyState {
  open: Asked | null = $state.raw(null);

  ask(fact: Fact, text: string, asked: HTMLElement): void {
    this.open = { fact, text, asked };
  }

  /** Closes and gives the focus back to the figure. */
  close(): void {
    const asked = this.open?.asked;
    this.open = null;
    asked?.focus();
  }

  /** Closes where the focus has gone elsewhere. */
  drop(): void {
    this.open = null;
  }
}
