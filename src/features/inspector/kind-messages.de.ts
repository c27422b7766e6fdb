import type { Translation } from '../../ui/i18n.ts';
import type { t } from './kind-messages.en.ts';

export const german: Translation<typeof t> = {
  'kind.storedOnly':
    'Podarium bewahrt und prüft Objekte dieser Art, aber hier handelt noch niemand nach ihnen: was es verlangt, geschieht nicht.',
  'kind.rolesOff': 'Es entscheidet nur, solange Rollen durchgesetzt werden; bis dahin ist alles erlaubt.',
  'kind.customOnly':
    'Der API-Server bewahrt und prüft es. Nach ihm handelt ein eigener Controller, und mit Podarium kommt keiner.',
  'kind.deployment.paused':
    'Sein Rollout ist **angehalten**: **{ready} von {wanted}** Pods sind bereit, und Änderungen seiner Vorlage warten.',
  'kind.deployment.stuck':
    'Sein Rollout **steckt fest**: erst **{updated} von {wanted}** Pods der neuesten Version sind da, und es hat länger gedauert als erlaubt.',
  'kind.deployment.none': 'Es will **keine Pods**.',
  'kind.statefulSet.none': 'Es will **keine Pods**.',
  'kind.statefulSet.done': {
    one: 'Sein Pod ist bereit; er behält Namen und Volumes, wo immer er läuft.',
    other: 'Alle **{n}** Pods sind bereit; jeder behält Namen und Volumes, wo immer er läuft.',
  },
  'kind.statefulSet.ordered':
    '**{ready} von {wanted}** Pods sind bereit. Es geht der Reihe nach: der nächste wartet, bis der davor bereit ist.',
  'kind.statefulSet.parallel':
    '**{ready} von {wanted}** Pods sind bereit. Alle kommen zugleich (**Parallel**).',
  'kind.statefulSet.rolling':
    '**{updated} von {wanted}** Pods haben die neueste Vorlage, von der höchsten Nummer abwärts; **{ready}** sind bereit.',
  'kind.daemonSet.none': 'Kein Node passt, also hat es keine Pods.',
  'kind.daemonSet.done': {
    one: 'Sein Pod ist bereit auf dem einen Node, für den es gedacht ist.',
    other: 'Auf jedem der **{n}** Nodes, für die es gedacht ist, ist ein Pod bereit.',
  },
  'kind.daemonSet.short': 'Es will einen Pod auf jedem von **{wanted}** Nodes; **{ready}** sind bereit.',
  'kind.daemonSet.rolling':
    'Es will einen Pod auf jedem von **{wanted}** Nodes; **{updated}** haben bisher die neueste Vorlage.',
  'kind.job.asks': {
    one: 'Es verlangt **einen** Pod, der gut endet.',
    other: 'Es verlangt **{n}** Pods, die gut enden.',
  },
  'kind.job.runs': '**{succeeded} von {wanted}** Pods haben gut geendet; **{active}** sind an der Arbeit.',
  'kind.job.complete': 'Es ist fertig: **{succeeded}** Pods haben gut geendet.',
  'kind.job.failed': 'Es ist **fehlgeschlagen**: {message}',
  'kind.job.suspended': 'Es ist **ausgesetzt**: kein Pod wird gestartet.',
  'kind.cronJob.asks': 'Es verlangt zu jedem Zeitpunkt von **{schedule}** einen Job.',
  'kind.cronJob.last': 'Es legt zu jedem Zeitpunkt von **{schedule}** einen Job an, zuletzt um **{clock}**.',
  'kind.cronJob.suspended':
    'Es ist **ausgesetzt**: die Zeitpunkte von **{schedule}** vergehen ohne einen Job.',
  'kind.revision': 'Revision **{n}** von {kind} **{owner}**: seine Pod-Vorlage, wie sie damals war.',
  'kind.service.external': 'Sein Name führt zu **{name}**, außerhalb des Clusters.',
  'kind.service.headless':
    'Es hat keine eigene Adresse: sein Name liefert die von **{ready} von {all}** Pods, den bereiten.',
  'kind.service.headlessNone': 'Es hat keine eigene Adresse, und kein Pod, den es auswählt, ist bereit.',
  'kind.slice.ready': '**{ready} von {all}** Adressen von Service **{service}** nehmen Anfragen an.',
  'kind.slice.none': 'Es enthält keine Adresse von Service **{service}**, die Anfragen annimmt.',
  'kind.ingress.one': 'Es verlangt, dass Anfragen für **{host}** an Service **{service}** gehen.',
  'kind.ingress.any': 'Es verlangt, dass Anfragen für jeden Host an Service **{service}** gehen.',
  'kind.ingress.many': {
    one: 'Es verlangt **einen** Weg von außen zu einem Service.',
    other: 'Es verlangt **{n}** Wege von außen zu Services.',
  },
  'kind.policy.in': 'Pods mit **{selector}** sollen nur Verkehr annehmen, den es erlaubt.',
  'kind.policy.out': 'Pods mit **{selector}** sollen nur Verkehr senden, den es erlaubt.',
  'kind.policy.both': 'Pods mit **{selector}** sollen nur Verkehr annehmen und senden, den es erlaubt.',
  'kind.policy.inAll': 'Alle Pods seines Namespace sollen nur Verkehr annehmen, den es erlaubt.',
  'kind.policy.outAll': 'Alle Pods seines Namespace sollen nur Verkehr senden, den es erlaubt.',
  'kind.policy.bothAll': 'Alle Pods seines Namespace sollen nur Verkehr annehmen und senden, den es erlaubt.',
  'kind.configMap': { one: 'Es enthält **einen** Eintrag.', other: 'Es enthält **{n}** Einträge.' },
  'kind.secret': {
    one: 'Es enthält **einen** Eintrag. Er ist kodiert, nicht verschlüsselt: wer das Secret lesen darf, kann ihn lesen.',
    other:
      'Es enthält **{n}** Einträge. Alle sind kodiert, nicht verschlüsselt: wer das Secret lesen darf, kann sie lesen.',
  },
  'kind.entries': 'Einträge',
  'kind.entryShow': '{name} zeigen',
  'kind.entryHide': '{name} verbergen',
  'kind.entryBytes': '{n} B',
  'kind.entryBinary': 'binär',
  'kind.serviceAccount': 'Pods, die damit laufen, sind für den API-Server **{user}**.',
  'kind.namespace.active': {
    one: 'Er ist aktiv; **ein** Pod lebt darin.',
    other: 'Er ist aktiv; **{n}** Pods leben darin.',
  },
  'kind.namespace.terminating': 'Er wird gelöscht, und mit ihm alles, was darin ist.',
  'kind.lease.held':
    '**{holder}** hält es und hat es zuletzt um **{clock}** erneuert; nach {seconds} s ohne Erneuerung gilt es als verloren.',
  'kind.lease.free': 'Niemand hält es.',
  'kind.event': {
    one: '**{reason}** geschah mit {kind} **{name}**.',
    other: '**{reason}** geschah mit {kind} **{name}**, bisher {n} Mal.',
  },
  'kind.quota.room': 'Was sein Namespace verbraucht, bleibt innerhalb von **{n}** Grenzen.',
  'kind.quota.full': '**{resource}** ist aufgebraucht: was mehr verlangt, wird abgelehnt.',
  'kind.quota.new': 'Der Verbrauch ist noch nicht gezählt.',
  'kind.limitRange':
    'Es gibt Containern, die nichts verlangen, was hier steht, und lehnt ab, was über seine Grenzen geht.',
  'kind.priority.preempts':
    'Pods dieser Klasse haben die Priorität **{value}**: sie kommen zuerst und dürfen Pods mit weniger verdrängen.',
  'kind.priority.waits':
    'Pods dieser Klasse haben die Priorität **{value}**: sie kommen zuerst, verdrängen aber niemanden.',
  'kind.priority.usual': 'Pods, die keine Klasse nennen, bekommen diese: Priorität **{value}**.',
  'kind.volume.Available': 'Es ist frei: ein Claim, der passt, kann es haben.',
  'kind.volume.Bound': 'Es gehört dem Claim **{claim}**.',
  'kind.volume.Released':
    'Sein Claim **{claim}** ist weg; es behält seine Daten, und niemand sonst bekommt es.',
  'kind.volume.Failed': 'Es konnte nicht zurückgegeben werden: {message}',
  'kind.volume.Pending': 'Es wird angelegt.',
  'kind.claim.Bound': 'Es hat das Volume **{volume}** mit **{size}**.',
  'kind.claim.Lost': 'Sein Volume **{volume}** ist weg, und seine Daten auch.',
  'kind.claim.first':
    'Es wartet auf den ersten Pod, der es nutzt: dann entsteht das Volume dort, wo dieser Pod läuft.',
  'kind.claim.pending': 'Noch wurde kein Volume dafür gefunden oder angelegt.',
  'kind.claim.noClass': 'Seine Klasse **{name}** gibt es nicht, also legt niemand ein Volume dafür an.',
  'kind.class.at':
    'Ein Claim dieser Klasse bekommt ein Volume von **{provisioner}**, sobald er angelegt ist.',
  'kind.class.first':
    'Ein Claim dieser Klasse bekommt ein Volume von **{provisioner}**, sobald ein Pod es braucht, dort, wo dieser Pod läuft.',
  'kind.class.none': 'Claims dieser Klasse bekommen nur Volumes, die jemand vorher angelegt hat.',
  'kind.attachment.done': 'Das Volume **{volume}** hängt an **{node}**.',
  'kind.attachment.coming': 'Das Volume **{volume}** wird an **{node}** gehängt.',
  'kind.autoscaler': 'Es soll {kind} **{name}** zwischen **{min}** und **{max}** Pods halten.',
  'kind.budget.allows': {
    one: '**Einer** seiner **{expected}** Pods darf jetzt verdrängt werden; **{desired}** müssen gesund bleiben.',
    other:
      '**{n}** seiner **{expected}** Pods dürfen jetzt verdrängt werden; **{desired}** müssen gesund bleiben.',
  },
  'kind.budget.none':
    'Keiner seiner **{expected}** Pods darf jetzt verdrängt werden: **{healthy}** sind gesund, und **{desired}** müssen es sein.',
  'kind.role.namespace': {
    one: 'Es erlaubt **eine** Sache in seinem Namespace, wem ein Binding sie gibt.',
    other: 'Es erlaubt **{n}** Dinge in seinem Namespace, wem ein Binding sie gibt.',
  },
  'kind.role.cluster': {
    one: 'Es erlaubt **eine** Sache, wem ein Binding sie gibt.',
    other: 'Es erlaubt **{n}** Dinge, wem ein Binding sie gibt.',
  },
  'kind.rules': 'Regeln',
  'kind.binding.namespace': 'Es gibt **{subjects}**, was {kind} **{role}** erlaubt, in seinem Namespace.',
  'kind.binding.cluster': 'Es gibt **{subjects}**, was {kind} **{role}** erlaubt, überall.',
  'kind.binding.nobody': 'Es nennt niemanden, also bekommt niemand, was {kind} **{role}** erlaubt.',
  'kind.fault.planned': '**{type}** ist für **{clock}** geplant.',
  'kind.fault.active': '**{type}** wirkt seit **{clock}**.',
  'kind.fault.struck': {
    one: '**{type}** traf um **{clock}** **einen** Container.',
    other: '**{type}** traf um **{clock}** **{n}** Container.',
  },
  'kind.fault.over': '**{type}** ist seit **{clock}** vorbei.',
  'kind.fault.coming': '**{type}** hat nicht begonnen.',
  'kind.image': 'Container des Images **{image}** verhalten sich, wie es hier steht.',
  'kind.crd.none': 'Mit ihr hat die API die Art **{kind}**. Noch gibt es keines davon.',
  'kind.crd.some': {
    one: 'Mit ihr hat die API die Art **{kind}**. **Eines** gibt es.',
    other: 'Mit ihr hat die API die Art **{kind}**. **{n}** gibt es.',
  },
  'kind.crd.refused': 'Die Art **{kind}** wird nicht bedient: {message}',
  'kind.custom': 'Ein **{kind}**, wie die CustomResourceDefinition **{definition}** es beschreibt.',
  'kind.runtime': 'Pods dieser Klasse laufen mit dem Handler **{handler}**.',
  'kind.facts': 'In Zahlen',
  'kind.capacity': 'Was er hat und was Pods verlangen',
  'kind.capacityOf': '{asked} von {allocatable} verlangt',
  'kind.capacityAll': '{capacity} insgesamt',
  'kind.quota': 'Verbraucht und erlaubt',
  'kind.usedOf': '{used} von {hard}',
  'kind.rollout': 'Rollout',
  'kind.revisionOf': 'Revision {n}',
  'kind.readyOf': '{ready} von {wanted} bereit',
};
