/** The answer to a click on a facility as plain words and rows. */
import type { Coverage } from '../../domain/findings';
import { serviceBit, services, type Service } from '../../domain/service';
import type { FacilityStory } from '../../domain/stories';
import { entranceWords } from '../../i18n/entrance-words';
import { formatMetres, formatNumber, formatSetting, type Language } from '../../i18n/format';
import { mapWords } from '../../i18n/map-words';
import { serviceWord } from '../../i18n/words';
import type { Answer, AnswerRow } from './answer';
import { facilityName } from './feature-text';

/** Of one facility. `story` null while it is computed. */
export function facilityAnswer(
  findings: Coverage,
  facility: number,
  service: Service | null,
  story: FacilityStory | null,
  language: Language,
): Answer {
  const words = mapWords(language);
  const { facilities } = findings;
  const found = findings.services.find((one) => one.service === service);
  const offered = services.filter((one) => (facilities.services[facility] & serviceBit(one)) !== 0);
  const offersIt = found?.sites.includes(facility) ?? false;
  const rows: AnswerRow[] = [];
  const sentences: string[] = [];
  if (service !== null && found !== undefined && offersIt) {
    const within = story?.eldersWithin ?? NaN;
    const alone = story?.eldersAlone ?? NaN;
    const capacity = facilities.capacity[service]?.[facility];
    rows.push({ label: words.serves, value: words.persons(formatNumber(within)), tone: 'plain' });
    rows.push({
      label: words.alone,
      value: words.persons(formatNumber(alone)),
      tone: alone > 0 ? 'warm' : 'plain',
    });
    if (capacity !== undefined)
      rows.push({
        label: `${words.capacity} (${serviceWord(service, language)})`,
        value: Number.isNaN(capacity)
          ? words.capacityUnstated
          : capacity === 0
            ? words.capacityClosed
            : formatSetting(capacity),
        tone: capacity > 0 ? 'plain' : 'warm',
      });
    if (capacity !== undefined && capacity > 0 && within > 0)
      rows.push({
        label: words.perPlace,
        value: words.persons(formatNumber(within / capacity, 1)),
        tone: 'plain',
      });
    if (alone > 0) sentences.push(words.aloneSentence(formatNumber(alone)));
  } else if (service !== null) sentences.push(words.notOffered(serviceWord(service, language)));
  const doors = facilities.entranceFirst[facility + 1] - facilities.entranceFirst[facility];
  if (doors > 1)
    rows.push({
      label: entranceWords(language).entrances,
      value: entranceWords(language).several(formatNumber(doors)),
      tone: 'plain',
    });
  if (findings.facilityLinks.linked[facility] === 0)
    sentences.push(
      words.facilityUnlinked(formatMetres(findings.facilityLinks.snapMetres[facility], language)),
    );
  return {
    title: facilityName(findings, facility),
    subtitle:
      offered.length === 0
        ? ''
        : `${words.offers} ${offered.map((one) => serviceWord(one, language)).join(words.and)}`,
    rows,
    sentences,
  };
}
