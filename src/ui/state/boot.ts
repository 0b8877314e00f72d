/** What the page opens with: the sample, or nothing where `?empty` asks for that; language and type size as last chosen here. */
import { isService } from '../../domain/service';
import { steps, type Step } from '../../i18n/steps';
import type { App } from './app.svelte';

/** Relative, so that the built folder works from any sub-path. */
const sampleFolder = './sample/';

export async function bootPage(app: App, query: URLSearchParams): Promise<void> {
  const language = query.get('lang') ?? remembered('language');
  if (language === 'en' || language === 'zh') app.view.language = language;
  app.view.bigType = remembered('bigType') === 'yes';
  if (query.has('empty')) return;
  const service = query.get('service');
  if (service !== null && isService(service)) app.view.service = service;
  const step = query.get('step') ?? 'walk';
  await app.loadSample(sampleFolder);
  if (isStep(step) && app.hasLayers) app.view.go(step);
}

/** Kept on this computer only, and only the two choices of how the page looks. */
export function remember(name: 'language' | 'bigType', value: string): void {
  try {
    localStorage.setItem(`care-circle.${name}`, value);
  } catch {
    // Storage can be off (private window, policy); the choice then lasts as long as the page.
  }
}

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`care-circle.${name}`);
  } catch {
    return null; // As above: a page without storage opens with the defaults.
  }
}

function isStep(word: string): word is Step {
  return (steps as readonly string[]).includes(word);
}
