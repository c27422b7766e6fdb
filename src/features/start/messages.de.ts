import type { Translation } from '../../ui/i18n.ts';
import type { t } from './messages.en.ts';

export const german: Translation<typeof t> = {
  'start.title': 'Cluster starten',
  'start.close': 'Schließen',
  'start.web': 'Eine kleine Web-App',
  'start.webMore': 'Ein Deployment mit vier Pods hinter einem Service.',
  'start.empty': 'Ein leerer Cluster',
  'start.emptyMore': 'Nur Maschinen. Was darauf läuft, ist offen.',
  'start.broken': 'Etwas Kaputtes',
  'start.brokenMore': 'Drei von vier Apps laufen nicht. Warum wohl?',
  'start.point': 'Ausgangspunkt',
  'start.workers': 'Worker',
  'start.seed': 'Seed',
  'start.seedMore': 'Derselbe Seed gibt dieselben Namen und Zufälle. Leer: ein neuer.',
  'start.begin': 'Starten',
  'start.exportTitle': 'Manifeste des Clusters',
  'start.exportMore':
    'So, dass man sie wieder anwenden kann: ohne Status und ohne das, was der Cluster selbst ergänzt hat.',
  'start.namespaces': 'Namespaces',
  'start.yaml': 'Eine YAML-Datei',
  'start.zip': 'Ein Zip, je Objekt eine Datei',
  'start.objects': { one: '{n} Objekt', other: '{n} Objekte' },
  'start.none': 'Hier gibt es noch nichts mitzunehmen.',
  'start.hints': 'Drei Dinge zum Ausprobieren',
  'start.hint.select': 'Node auswählen',
  'start.hint.break': 'Strom abschalten',
  'start.hint.rewind': 'Zeit zurückziehen',
  'start.hintDone': 'erledigt',
  'start.closeHints': 'Nicht mehr zeigen',
  'start.hintPlace': '{n} von {all}',
  'start.emptyHint':
    'Hier läuft noch nichts. Ein Manifest anlegen und anwenden, eine Datei hereinziehen oder im Terminal kubectl benutzen.',
};
