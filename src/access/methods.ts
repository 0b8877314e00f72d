/** The study's access methods, `family` or `family:decay`, as things that can be computed. */
import { fail, fault, succeed, type Note, type Result } from '../domain/fault';
import { slowZones, type Decay } from './decay';

export interface Method {
  /** As the study writes it. */
  readonly label: string;
  readonly family: '2sfca';
  readonly decay: Decay;
}

const decays: Readonly<Record<string, Decay>> = {
  step: { kind: 'step' },
  zones: { kind: 'zones', zones: slowZones },
  gaussian: { kind: 'gaussian' },
  epanechnikov: { kind: 'epanechnikov' },
};
const familiesToCome = ['m2sfca', '3sfca', 'bfca', 'i2sfca', 'raam'];

/**
 * Reads `study.access.methods`. A family of the design that is not built yet is left out with a note
 * (`study.methodNotYet`); a family or decay that nobody knows is a fault (`study.unknownMethod`). Repeats are dropped.
 */
export function parseMethods(labels: readonly string[]): Result<readonly Method[]> {
  const methods: Method[] = [];
  const notes: Note[] = [];
  for (const label of new Set(labels)) {
    const [family = '', decayName = 'step', ...rest] = label.split(':');
    const decay = Object.hasOwn(decays, decayName) ? decays[decayName] : undefined;
    const known = family === '2sfca' || familiesToCome.includes(family);
    if (!known || decay === undefined || rest.length > 0)
      return fail(fault('study.unknownMethod', { method: label }));
    if (family === '2sfca') methods.push({ label, family, decay });
    else notes.push(fault('study.methodNotYet', { method: label }));
  }
  return succeed(methods, notes);
}
